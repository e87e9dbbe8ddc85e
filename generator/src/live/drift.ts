import { isObject, type Json } from '../load/json.js';
import type { ChoiceSchema, ObjectSchema, Schema } from '../model/schema/kinds.js';
import { alternativesOf, type Resolved, resolved } from '../model/schema/resolved.js';
import { typeOf, typesOf } from '../model/schema/types.js';
import { sampleOf } from './sample.js';

export type DriftKind = 'type' | 'missing' | 'unknown field' | 'unknown word' | 'form';

/** One way in which a response differs from its schema. */
export interface Drift {
  /** In the whole response, entries of lists alike: `data.list[].price`. */
  path: string;
  /** The way there, for who looks for the schema: names, and numbers for entries of lists. */
  keys: readonly (string | number)[];
  kind: DriftKind;
  expected: string;
  /** A sample without secrets. */
  got: string;
  /** What to write in the schema if the exchange is right. */
  mend: string;
  /** How often in this response. */
  times: number;
}

/** Holds a response against its schema, field by field; the same difference in many entries is reported once. */
export function driftOf(response: Json, schema: Schema): Drift[] {
  const found = new Map<string, Drift>();
  for (const drift of differences(response, schema, [])) {
    const key = `${drift.kind} ${drift.path} ${drift.kind === 'unknown word' ? drift.got : ''}`;
    const before = found.get(key);
    if (before) before.times++;
    else found.set(key, drift);
  }
  return [...found.values()];
}

type Keys = readonly (string | number)[];

function differences(value: Json, schema: Schema, keys: Keys): Drift[] {
  const shape = resolved(schema);
  if (value === null && shape.nullable) return [];
  const alternatives = alternativesOf(shape);
  if (alternatives.length) return ofAlternatives(value, shape, alternatives, keys);
  const types = typesOf(shape);
  const type = typeOf(value);
  if (types && !types.has(type) && !(type === 'integer' && types.has('number'))) return [wrongType(keys, types, value)];
  return shape.kind === 'union'
    ? shape.alternatives.filter((one) => typesOf(one)?.has(type)).flatMap((one) => differences(value, one, keys))
    : [...ofText(value, shape, keys), ...ofObject(value, shape, keys), ...ofList(value, shape, keys)];
}

/** The differences from the alternative that is nearest. */
function ofAlternatives(value: Json, shape: Resolved, alternatives: Schema[], keys: Keys): Drift[] {
  const whole = shape.kind === 'object' ? alternatives.map((one) => together(shape, resolved(one))) : alternatives;
  const all = whole.map((alternative) => differences(value, alternative, keys));
  const [best = [], ...rest] = all.sort((a, b) => weight(a, keys) - weight(b, keys));
  const isWrong = [best, ...rest].every((list) => list.some((one) => one.kind === 'type' && isAt(one, keys)));
  return isWrong ? [wrongType(keys, typesOf(shape) ?? new Set(), value)] : best;
}

/** An object with the fields of one of its shapes. */
const together = (object: ObjectSchema, shape: Resolved): Schema => {
  const { alternatives: _alternatives, ...own } = object;
  if (shape.kind !== 'object') return own;
  const required = new Set([...own.required, ...shape.required]);
  return { ...own, properties: new Map([...own.properties, ...shape.properties]), required };
};

/** An alternative of the wrong type altogether is further off than one with many fields that differ. */
const weight = (list: Drift[], keys: Keys): number =>
  list.reduce((total, one) => total + (one.kind === 'type' && isAt(one, keys) ? 1000 : 1), 0);

const isAt = (drift: Drift, keys: Keys): boolean => drift.keys.length === keys.length;

function ofText(value: Json, shape: Resolved, keys: Keys): Drift[] {
  if (shape.kind === 'choice' && !shape.constant) return ofWord(value, shape, keys);
  const { pattern } = shape.bounds;
  if (typeof value !== 'string' || pattern === undefined || new RegExp(pattern, 'u').test(value)) return [];
  const mend = 'widen the pattern, or use another scalar';
  return [drift(keys, 'form', `text of the form ${pattern}`, sampleOf(value), mend)];
}

function ofWord(value: Json, { words, open }: ChoiceSchema, keys: Keys): Drift[] {
  // Empty text is how the exchange leaves a word out.
  if (words.includes(value) || (open && value === '')) return [];
  const expected = `one of ${words.map((word) => JSON.stringify(word)).join(', ')}`;
  return [drift(keys, 'unknown word', expected, sampleOf(value), `add ${JSON.stringify(value)} to the enum`)];
}

function ofObject(value: Json, shape: Resolved, keys: Keys): Drift[] {
  if (!isObject(value)) return [];
  if (shape.kind === 'map')
    return Object.entries(value).flatMap(([name, inner]) => differences(inner, shape.values, [...keys, name]));
  if (shape.kind !== 'object') return [];
  const { properties, required, additional } = shape;
  const missing = [...required].filter((name) => !(name in value));
  return [
    ...missing.map((name) =>
      drift([...keys, name], 'missing', 'a required field', 'nothing', `take ${name} out of required`),
    ),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const field = properties.get(name) ?? (additional || undefined);
      if (field) return differences(inner, field, [...keys, name]);
      if (!properties.size) return [];
      const mend = `${name}: { type: ${typeWord(inner)}, x-source: [live] }`;
      return [drift([...keys, name], 'unknown field', 'no such field', sampleOf(inner), mend)];
    }),
  ];
}

function ofList(value: Json, shape: Resolved, keys: Keys): Drift[] {
  if (!Array.isArray(value)) return [];
  const least = shape.bounds.minItems ?? 0;
  const cells = shape.kind === 'tuple' ? shape.cells : [];
  const rest = shape.kind === 'tuple' ? shape.rest : shape.kind === 'list' ? shape.items : undefined;
  const got = sampleOf(value);
  const short =
    value.length < least ? [drift(keys, 'form', `at least ${least} entries`, got, `minItems: ${value.length}`)] : [];
  const more = cells.length && !rest ? value.length - cells.length : 0;
  const extra = more > 0 ? [drift(keys, 'form', `${cells.length} cells`, got, `add ${more} to prefixItems`)] : [];
  const inner = value.flatMap((item, index) => {
    const child = cells[index] ?? (rest || undefined);
    return child ? differences(item, child, [...keys, index]) : [];
  });
  return [...short, ...extra, ...inner];
}

function wrongType(keys: Keys, types: ReadonlySet<string>, value: Json): Drift {
  const mend = [...types, typeOf(value)].map((type) => (type === 'null' ? "'null'" : type)).join(', ');
  return drift(keys, 'type', [...types].join(' or '), sampleOf(value), `type: [${mend}]`);
}

const typeWord = (value: Json): string => (value === null ? "[string, 'null']" : typeOf(value));

function drift(keys: Keys, kind: DriftKind, expected: string, got: string, mend: string): Drift {
  return { path: plain(keys), keys, kind, expected, got, mend, times: 1 };
}

/** `data.list[].price`. */
const plain = (keys: Keys): string =>
  keys.reduce<string>((path, key) => (typeof key === 'number' ? `${path}[]` : path ? `${path}.${key}` : key), '');
