import { at, isObject, type Json, type JsonObject, objectOf } from '../../src/load/json.js';
import { isRef } from '../../src/load/source.js';

/** Documents by file name; the first is the one that is named. */
export type Files = Record<string, JsonObject>;

/** Changes how a description is written and nothing of what it says. `pick` chooses among the places where it can. */
export type Refactoring = (document: JsonObject, pick: number) => JsonObject;

const SCHEMAS = '#/components/schemas/';

/** Every schema of a document that is no component, with what puts another in its place. */
function schemasIn(document: JsonObject): { schema: JsonObject; replace: (by: JsonObject) => void }[] {
  const found: { schema: JsonObject; replace: (by: JsonObject) => void }[] = [];
  const inside = (schema: Json | undefined): void => {
    if (!isObject(schema)) return;
    for (const key of ['items', 'additionalProperties']) take(schema, key);
    const properties = objectOf(schema.properties);
    for (const name of Object.keys(properties)) take(properties, name);
    for (const key of ['oneOf', 'allOf']) {
      const list = schema[key];
      if (Array.isArray(list)) for (const index of list.keys()) takeEntry(list, index);
    }
  };
  const take = (holder: JsonObject, key: string): void => {
    const schema = holder[key];
    if (!isObject(schema)) return;
    const replace = (by: JsonObject) => {
      holder[key] = by;
    };
    found.push({ schema, replace });
    inside(schema);
  };
  const takeEntry = (holder: Json[], index: number): void => {
    const schema = holder[index];
    if (!isObject(schema)) return;
    const replace = (by: JsonObject) => {
      holder[index] = by;
    };
    found.push({ schema, replace });
    inside(schema);
  };
  const visit = (value: Json): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (key === 'schema') take(value, key);
        else visit(item);
      }
    }
  };
  visit(document.paths ?? null);
  for (const schema of Object.values(objectOf(objectOf(document.components).schemas))) inside(schema);
  return found;
}

const isReference = (value: Json): value is string => typeof value === 'string' && value.startsWith(SCHEMAS);

const chosen = <T>(all: T[], pick: number): T | undefined => all[pick % Math.max(all.length, 1)];

/** Puts a copy of a component in the place of a reference. */
const inline: Refactoring = (document, pick) => {
  const refs = schemasIn(document).filter(({ schema }) => isRef(schema));
  const site = chosen(refs, pick);
  const target = site && isRef(site.schema) ? at(document, site.schema.$ref.slice(1)) : undefined;
  if (isObject(target)) site?.replace(structuredClone(target));
  return document;
};

/** Makes a component of a schema, and a reference of its place. */
const extract: Refactoring = (document, pick) => {
  const site = chosen(
    schemasIn(document).filter(({ schema }) => !isRef(schema)),
    pick,
  );
  if (!site) return document;
  const schemas = objectOf(objectOf(document.components).schemas);
  const name = `Extracted${Object.keys(schemas).length}`;
  schemas[name] = structuredClone(site.schema);
  site.replace({ $ref: SCHEMAS + name });
  return document;
};

/** Says of a schema that all of it holds. */
const wrap: Refactoring = (document, pick) => {
  const site = chosen(
    schemasIn(document).filter(({ schema }) => schema.description === undefined),
    pick,
  );
  site?.replace({ allOf: [structuredClone(site.schema)] });
  return document;
};

/** Turns the order of all that has none: fields, alternatives, words, parameters, paths. */
const reorder: Refactoring = (document) => {
  const turned = (value: Json, key = ''): Json => {
    if (Array.isArray(value)) {
      const items = value.map((item) => turned(item));
      return ['oneOf', 'allOf', 'enum', 'required', 'parameters', 'type'].includes(key) ? items.reverse() : items;
    }
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([name, item]) => [name, turned(item, name)]),
    );
  };
  return objectOf(turned(document));
};

/** Gives every component another name. */
const rename: Refactoring = (document) => {
  const renamed = (value: Json): Json => {
    if (isReference(value)) return value.replace(SCHEMAS, `${SCHEMAS}Renamed`);
    if (Array.isArray(value)) return value.map(renamed);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item)]));
  };
  const result = objectOf(renamed(document));
  const components = objectOf(result.components);
  components.schemas = Object.fromEntries(
    Object.entries(objectOf(components.schemas)).map(([name, schema]) => [`Renamed${name}`, schema]),
  );
  return result;
};

/** Moves the components to a file of their own. */
export function split(document: JsonObject): Files {
  const pointed = (value: Json, prefix: string): Json => {
    if (isReference(value)) return value.replace(SCHEMAS, `${prefix}#/`);
    if (Array.isArray(value)) return value.map((item) => pointed(item, prefix));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pointed(item, prefix)]));
  };
  const { components, ...rest } = document;
  return {
    'openapi.json': objectOf(pointed(rest, './schemas.json')),
    'schemas.json': objectOf(pointed(objectOf(components).schemas ?? {}, '')),
  };
}

/** Those that leave one document, in whatever order. */
export const REFACTORINGS = { inline, extract, wrap, reorder, rename } satisfies Record<string, Refactoring>;
