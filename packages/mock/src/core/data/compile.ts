import type { JsonSchema } from '../../types.js';
import { fraction, hashText, spread } from '../hash.js';
import { fits, flatten, isRecord, type Schema, type Schemas, typeName, typesOf } from '../schema.js';
import { listOf } from './list.js';
import { clamp, decimalsNear } from './numbers.js';
import { textOf, textRule } from './text.js';
import { isMoment, momentsOf } from './time.js';
import { echoOf, type Make } from './value-context.js';

// A schema that contains itself has to end somewhere.
const DEPTH = 8;

/**
 * Turns a schema into a function that makes its data. References, merging and patterns are worked out once,
 * here; what is left for a request is a walk over the fields.
 */
export function compileData(schema: JsonSchema, schemas: Schemas, example: unknown): Make {
  const compile = (part: JsonSchema, name: string, model: unknown, depth: number): Make => {
    const flat = choose(flatten(part, schemas), schemas, model);
    const inner = (sub: JsonSchema, subName: string, subModel: unknown) => compile(sub, subName, subModel, depth + 1);
    const type = typeFor(flat, model);
    if (type === 'object') return depth > DEPTH ? () => ({}) : objectOf(flat, model, inner);
    if (type === 'array') return depth > DEPTH ? () => [] : listOf(flat, name, model, schemas, inner);
    return withEcho(flat, name, scalarOf(flat, type, name, model));
  };
  return compile(schema, '', example, 0);
}

/** One of the alternatives, folded into the schema: the example's, else the first that is not just `null`. */
function choose(schema: Schema, schemas: Schemas, model: unknown): Schema {
  const { oneOf, anyOf, ...own } = schema;
  const options = (oneOf ?? anyOf ?? []).map((option) => flatten(option, schemas));
  if (options.length === 0) return schema;
  const useful = options.filter((option) => typesOf(option).join() !== 'null');
  const like = model === null || model === '' ? undefined : useful.find((option) => fits(model, option));
  return choose(flatten({ allOf: [own, like ?? useful[0] ?? {}] }, {}), schemas, model);
}

function typeFor(schema: Schema, model: unknown): string {
  const types = typesOf(schema);
  const own = typeName(model);
  if (model !== undefined && own !== 'null' && (types.length === 0 || types.includes(own))) return own;
  return types.find((type) => type !== 'null') ?? types[0] ?? 'null';
}

type Compile = (schema: JsonSchema, name: string, example: unknown) => Make;

function objectOf(schema: Schema, model: unknown, compile: Compile): Make {
  const example = isRecord(model) ? model : {};
  const required = new Set(schema.required);
  const properties = Object.entries(schema.properties ?? {});
  // A map (`additionalProperties` only) takes its keys from the example.
  const more = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  if (more) for (const key of Object.keys(example)) if (!schema.properties?.[key]) properties.push([key, more]);
  if (properties.length === 0) return () => example;
  // In sixteenths. What even the example lacks goes with rare cases: a cancelled order's reason.
  const fields = properties.map(([key, sub]) => {
    const presence = required.has(key) ? 16 : key in example ? 15 : 8;
    return { key, path: `/${key}`, presence, make: compile(sub, key, example[key]) };
  });
  return (hash, scope) => {
    const made: Record<string, unknown> = {};
    for (const { key, path, presence, make } of fields) {
      const own = hashText(path, hash);
      if (scope.pastEnd && key === scope.mark) {
        if (presence === 16) made[key] = '';
        continue;
      }
      // `spread` twice, since the field's value is drawn from it once.
      const present = spread(spread(own)) % 16 < presence || Object.hasOwn(scope.request, key);
      if (present) made[key] = make(own, scope);
    }
    return made;
  };
}

function scalarOf(schema: Schema, type: string, name: string, model: unknown): Make {
  if ('const' in schema) return () => schema.const;
  if (schema.enum) return wordOf(schema.enum, model);
  if (type === 'string') return textOf(schema, name, model);
  if (type === 'integer' || type === 'number') return numberOf(schema, type, name, model);
  if (type === 'boolean') return typeof model === 'boolean' ? () => model : (hash) => (spread(hash) & 1) === 1;
  return () => null;
}

function wordOf(words: unknown[], model: unknown): Make {
  const useful = words.filter((word) => word !== null && word !== '');
  const list = useful.length > 0 ? useful : words;
  // The example's word stands first: drawn by lot, every other instrument would be delisted.
  return (hash, scope) =>
    scope.index === 0 && list.includes(model) ? model : list[Math.floor(fraction(hash) * list.length)];
}

function numberOf(schema: Schema, type: string, name: string, model: unknown): Make {
  const known = [model, ...(schema.examples ?? []), schema.default].find((value) => typeof value === 'number');
  const base = known ?? schema.minimum ?? 1;
  const { minimum, maximum } = schema;
  if (isMoment(base)) {
    const moment = momentsOf(name);
    return (hash, scope) => clamp(moment(hash, scope), minimum, maximum);
  }
  const near = decimalsNear(String(base), name);
  return (hash, scope) => {
    const value = Number(near(hash, scope));
    return clamp(type === 'integer' ? Math.round(value) : value, minimum, maximum);
  };
}

function withEcho(schema: Schema, name: string, make: Make): Make {
  const types = typesOf(schema);
  const accepts = textRule(schema);
  return (hash, scope) => {
    const said = echoOf(name, scope);
    if (said === undefined) return make(hash, scope);
    const value = types.includes('string') ? String(said) : said;
    const fine = fits(value, schema) && (typeof value !== 'string' || accepts(value));
    return fine ? value : make(hash, scope);
  };
}
