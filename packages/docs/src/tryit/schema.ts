/** A JSON Schema as far as a form needs it. */
export type Schema = Record<string, unknown>;

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of a form. */
export interface Field {
  name: string;
  /** In words, for the label. */
  type: string;
  required: boolean;
  /** The words that are allowed, where they are few. */
  words?: string[];
  /** True where the value is a list or an object, written as JSON. */
  json: boolean;
  /** True where the value is a number or a boolean in JSON. */
  bare: boolean;
  place: 'query' | 'body';
}

/** Follows references, which have the form `#/schemas/Name`. */
function resolve(schema: unknown, schemas: Record<string, unknown>, depth = 0): Schema {
  if (!isSchema(schema)) return {};
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').pop() : undefined;
  if (name !== undefined && depth < 20) return { ...resolve(schemas[name], schemas, depth + 1), ...schema };
  const parts = Array.isArray(schema.allOf) ? schema.allOf.map((part) => resolve(part, schemas, depth + 1)) : [];
  return parts.length ? Object.assign({}, ...parts, schema) : schema;
}

/** The fields of an object schema, required ones first. */
export function fieldsOf(schema: unknown, schemas: Record<string, unknown>, place: Field['place']): Field[] {
  const { properties, required } = resolve(schema, schemas);
  if (!isSchema(properties)) return [];
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties)
    .map(([name, inner]) => fieldOf(name, resolve(inner, schemas), needed.has(name), place))
    .sort((a, b) => Number(b.required) - Number(a.required));
}

function fieldOf(name: string, schema: Schema, required: boolean, place: Field['place']): Field {
  const type = [schema.type].flat().find((word) => word !== 'null');
  const words = Array.isArray(schema.enum) ? schema.enum.filter((word) => typeof word === 'string') : [];
  return {
    name,
    type: { array: 'list, as JSON', object: 'object, as JSON', string: 'text' }[String(type)] ?? String(type ?? 'text'),
    required,
    ...(words.length && words.length <= 40 && { words }),
    json: type === 'array' || type === 'object',
    bare: type === 'integer' || type === 'number' || type === 'boolean',
    place,
  };
}
