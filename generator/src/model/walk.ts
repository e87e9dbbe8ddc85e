import { isObject, type Json, type JsonObject, listOf, objectOf } from '../load/json.js';
import { isRef } from '../load/source.js';
import { resolveIn } from './resolve.js';

/** One place in a value that a schema describes: a field, an entry of a list, a cell of a row, a value of a map. */
export interface Node {
  /** From the top, as the pages write it: `orderList[].clientOid`, `[][2]`, `rates.*`; empty for the whole. */
  path: string;
  /** The way there in a value: names, 0 for an entry of a list, the position of a cell, `*` for a value of a map. */
  keys: (string | number)[];
  kind: 'whole' | 'field' | 'entry' | 'cell' | 'value';
  /** What is said of it, once for each alternative that describes it; a reference stands as written. */
  schemas: JsonObject[];
  /** True where whoever has the object that holds it must have it. */
  required: boolean;
}

/** Every place of a schema by path, whatever `allOf`, `oneOf` and references it is put together from. */
export function nodesOf(schema: JsonObject, document: JsonObject): Map<string, Node> {
  const nodes = new Map<string, Node>();
  add({ path: '', keys: [], kind: 'whole', required: true }, schema, { document, nodes, open: [] }, true);
  return nodes;
}

interface Walk {
  document: JsonObject;
  nodes: Map<string, Node>;
  /** References on the way here, so that a type that holds itself ends. */
  open: string[];
}

function add(place: Omit<Node, 'schemas'>, schema: JsonObject, walk: Walk, whole: boolean): void {
  const node = walk.nodes.get(place.path);
  const says = Object.keys(schema).some((key) => key !== 'required' && key !== 'not');
  if (!node) walk.nodes.set(place.path, { ...place, schemas: says ? [schema] : [] });
  else {
    if (says) node.schemas.push(schema);
    node.required ||= place.required;
  }
  inside(place, schema, walk, whole);
}

/** What stands below a schema; `whole` is false in an alternative, whose required fields bind only there. */
function inside(place: Omit<Node, 'schemas'>, schema: JsonObject, walk: Walk, whole: boolean): void {
  if (isRef(schema)) {
    const value = resolveIn(walk.document, schema);
    if (walk.open.filter((ref) => ref === schema.$ref).length > 1 || !isObject(value)) return;
    inside(place, value, { ...walk, open: [...walk.open, schema.$ref] }, whole);
    return;
  }
  const below = (key: string | number, path: string, kind: Node['kind'], required: boolean, child: Json) => {
    const next = { path: place.path + path, keys: [...place.keys, key], kind, required };
    if (isObject(child)) add(next, child, walk, whole);
  };
  const needed = listOf(schema.required);
  for (const [name, child] of Object.entries(objectOf(schema.properties))) {
    below(name, place.path ? `.${name}` : name, 'field', whole && needed.includes(name), child);
  }
  for (const [index, child] of listOf(schema.prefixItems).entries()) below(index, `[${index}]`, 'cell', false, child);
  if (!schema.prefixItems && isObject(schema.items)) below(0, '[]', 'entry', false, schema.items);
  if (isObject(schema.additionalProperties))
    below('*', place.path ? '.*' : '*', 'value', false, schema.additionalProperties);
  for (const part of listOf(schema.allOf).filter(isObject)) inside(place, part, walk, whole);
  for (const part of alternativesOf(schema)) inside(place, part, walk, false);
}

const alternativesOf = (schema: JsonObject): JsonObject[] =>
  [...listOf(schema.oneOf), ...listOf(schema.anyOf)].filter(isObject);

/** The JSON types that a schema lets through, undefined where it names none. */
export function typesOf(schema: JsonObject, document: JsonObject, depth = 0): Set<string> | undefined {
  const value = objectOf(resolveIn(document, schema));
  if (depth > 20) return undefined;
  if (value.type !== undefined) return new Set([value.type].flat().map(String));
  if (value.const !== undefined) return new Set([typeOf(value.const)]);
  if (Array.isArray(value.enum)) return new Set(value.enum.map(typeOf));
  const parts = listOf(value.allOf).flatMap((part) => typesOf(objectOf(part), document, depth + 1) ?? []);
  if (parts[0]) return parts[0];
  const alternatives = alternativesOf(value).map((part) => typesOf(part, document, depth + 1));
  if (alternatives.length && alternatives.every((types) => types !== undefined))
    return new Set(alternatives.flatMap((types) => [...(types ?? [])]));
  return undefined;
}

/** The type of a value, as JSON Schema calls it. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The words of a closed list, undefined where other text passes. */
export function wordsOf(schema: JsonObject, document: JsonObject, depth = 0): Json[] | undefined {
  const value = objectOf(resolveIn(document, schema));
  if (depth > 20) return undefined;
  if (Array.isArray(value.enum)) return value.enum;
  for (const part of listOf(value.allOf)) {
    const words = wordsOf(objectOf(part), document, depth + 1);
    if (words) return words;
  }
  const alternatives = alternativesOf(value).filter((part) => part.type !== 'null');
  const words = alternatives.map((part) => wordsOf(part, document, depth + 1));
  return words.length && words.every((list) => list !== undefined) ? words.flatMap((list) => list ?? []) : undefined;
}
