import { isBlank } from './facts.js';
import type { Schema } from './kinds.js';

/** One position in a value that a schema describes: a field, an entry of a list, a cell of a row, a value of a map. */
export interface Node {
  /** From the top, as the pages write it: `orderList[].clientOid`, `[][2]`, `rates.*`; empty for the whole. */
  path: string;
  /** The way there in a value: names, 0 for an entry of a list, the position of a cell, `*` for a value of a map. */
  keys: (string | number)[];
  kind: 'whole' | 'field' | 'entry' | 'cell' | 'value';
  /** What is said of it, once for each alternative that describes it; a reference stands as written. */
  schemas: Schema[];
  /** True where whoever has the object that holds it must have it. */
  required: boolean;
}

type Position = Omit<Node, 'schemas'>;

interface Walk {
  nodes: Map<string, Node>;
  /** Components on the way here, so that a type that holds itself ends. */
  open: string[];
}

/** Rules, pages and report ask for the same schemas. */
const known = new WeakMap<Schema, ReadonlyMap<string, Node>>();

/** Every position of a schema by path, whatever parts, alternatives and references it is put together from. */
export function nodesOf(schema: Schema): ReadonlyMap<string, Node> {
  const before = known.get(schema);
  if (before) return before;
  const walk: Walk = { nodes: new Map(), open: [] };
  add({ path: '', keys: [], kind: 'whole', required: true }, schema, walk, true);
  known.set(schema, walk.nodes);
  return walk.nodes;
}

/** What has a meaning of its own in a schema: its fields, and the cells of its rows. */
export const fieldsIn = (schema: Schema): Node[] =>
  [...nodesOf(schema).values()].filter(({ kind }) => kind === 'field' || kind === 'cell');

function add(position: Position, schema: Schema, walk: Walk, whole: boolean): void {
  const node = walk.nodes.get(position.path);
  const said = isBlank(schema) ? [] : [schema];
  if (!node) walk.nodes.set(position.path, { ...position, schemas: said });
  else {
    node.schemas.push(...said);
    node.required ||= position.required;
  }
  inside(position, schema, walk, whole);
}

/** What stands below a schema; `whole` is false in an alternative, whose required fields bind only there. */
function inside(position: Position, schema: Schema, walk: Walk, whole: boolean): void {
  const below = (key: string | number, path: string, kind: Node['kind'], child: Schema, required = false) => {
    add({ path: position.path + path, keys: [...position.keys, key], kind, required }, child, walk, whole);
  };
  const map = position.path ? '.*' : '*';
  switch (schema.kind) {
    case 'reference': {
      if (walk.open.filter((name) => name === schema.to).length > 1) return;
      inside(position, schema.target(), { ...walk, open: [...walk.open, schema.to] }, whole);
      return;
    }
    case 'intersection':
      for (const part of schema.parts) inside(position, part, walk, whole);
      return;
    case 'union':
      for (const part of schema.alternatives) inside(position, part, walk, whole && schema.byType);
      return;
    case 'object': {
      for (const [name, child] of schema.properties)
        below(name, position.path ? `.${name}` : name, 'field', child, whole && schema.required.has(name));
      if (schema.additional) below('*', map, 'value', schema.additional);
      return;
    }
    case 'map':
      below('*', map, 'value', schema.values);
      return;
    case 'list':
      if (schema.items) below(0, '[]', 'entry', schema.items);
      return;
    case 'tuple':
      for (const [index, cell] of schema.cells.entries()) below(index, `[${index}]`, 'cell', cell);
  }
}
