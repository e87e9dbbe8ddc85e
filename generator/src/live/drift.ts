import { isObject, type Json, type JsonObject, listOf, objectOf } from '../load/json.js';
import { isOpenEnum } from '../model/directions.js';
import { typeOf } from '../model/schema/types.js';
import { type Reading, readingOf } from './reading.js';
import { sampleOf } from './sample.js';

export type DriftKind = 'type' | 'missing' | 'unknown field' | 'unknown word' | 'form';

/** One way in which a response differs from its schema. */
export interface Drift {
  /** In the whole response, entries of lists alike: `data.list[].price`. */
  path: string;
  /** The way there, for who looks for the schema: names, and numbers for entries of lists. */
  keys: (string | number)[];
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
export function driftOf(response: Json, schema: JsonObject, document: JsonObject): Drift[] {
  const found = new Map<string, Drift>();
  for (const drift of differences(response, schema, { document, keys: [] })) {
    const key = `${drift.kind} ${drift.path} ${drift.kind === 'unknown word' ? drift.got : ''}`;
    const before = found.get(key);
    if (before) before.times++;
    else found.set(key, drift);
  }
  return [...found.values()];
}

interface Position {
  document: JsonObject;
  keys: (string | number)[];
}

function differences(value: Json, schema: JsonObject, position: Position): Drift[] {
  const reading = readingOf(schema, position.document);
  const { types, alternatives } = reading;
  if (alternatives.length) return ofAlternatives(value, reading, position);
  const type = typeOf(value);
  const fits = !types.size || types.has(type) || (type === 'integer' && types.has('number'));
  if (!fits) {
    return [drift(position, 'type', [...types].join(' or '), sampleOf(value), typeMend([...types], value))];
  }
  return [
    ...ofText(value, reading, position),
    ...ofObject(value, reading, position),
    ...ofList(value, reading, position),
  ];
}

function ofAlternatives(value: Json, { schema, alternatives }: Reading, position: Position): Drift[] {
  if (isOpenEnum(schema)) {
    const [known, other] = listOf(schema.anyOf).map(objectOf);
    const words = listOf(known?.enum);
    // Empty text is how the exchange leaves a word out.
    if (typeof value !== 'string' || words.includes(value) || value === '')
      return differences(value, other ?? {}, position);
    const expected = `one of ${words.map((word) => JSON.stringify(word)).join(', ')}`;
    return [drift(position, 'unknown word', expected, sampleOf(value), `add ${JSON.stringify(value)} to the enum`)];
  }
  const all = alternatives.map((alternative) => differences(value, alternative, position));
  const [best = [], ...rest] = all.sort((a, b) => weight(a, position) - weight(b, position));
  const wrongType = [best, ...rest].every((list) =>
    list.some(({ kind, keys }) => kind === 'type' && keys.length === position.keys.length),
  );
  if (!wrongType) return best;
  const types = [...new Set(all.flatMap((list) => list.map(({ expected }) => expected)))];
  return [drift(position, 'type', types.join(' or '), sampleOf(value), typeMend(types, value))];
}

/** An alternative of the wrong type altogether is further off than one with many fields that differ. */
const weight = (list: Drift[], { keys }: Position): number =>
  list.reduce((total, one) => total + (one.kind === 'type' && one.keys.length === keys.length ? 1000 : 1), 0);

function ofText(value: Json, { schema }: Reading, position: Position): Drift[] {
  const words = listOf(schema.enum);
  if (words.length && !words.includes(value)) {
    const expected = `one of ${words.map((word) => JSON.stringify(word)).join(', ')}`;
    return [drift(position, 'unknown word', expected, sampleOf(value), `add ${JSON.stringify(value)} to the enum`)];
  }
  if (typeof value !== 'string' || typeof schema.pattern !== 'string') return [];
  if (new RegExp(schema.pattern, 'u').test(value)) return [];
  return [
    drift(
      position,
      'form',
      `text of the form ${schema.pattern}`,
      sampleOf(value),
      'widen the pattern, or use another scalar',
    ),
  ];
}

function ofObject(value: Json, { properties, required, additional }: Reading, position: Position): Drift[] {
  if (!isObject(value)) return [];
  const missing = [...required].filter((name) => !(name in value));
  const known = Object.keys(properties).length > 0;
  return [
    ...missing.map((name) =>
      drift(at(position, name), 'missing', 'a required field', 'nothing', `take ${name} out of required`),
    ),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const schema = properties[name] ?? additional;
      if (schema) return differences(inner, schema, at(position, name));
      if (!known) return [];
      const mend = `${name}: { type: ${typeWord(inner)}, x-source: [live] }`;
      return [drift(at(position, name), 'unknown field', 'no such field', sampleOf(inner), mend)];
    }),
  ];
}

function ofList(value: Json, { schema }: Reading, position: Position): Drift[] {
  if (!Array.isArray(value)) return [];
  const cells = listOf(schema.prefixItems);
  const long = typeof schema.minItems === 'number' && value.length < schema.minItems;
  const short = long
    ? [drift(position, 'form', `at least ${schema.minItems} entries`, sampleOf(value), `minItems: ${value.length}`)]
    : [];
  const more = cells.length > 0 && value.length > cells.length && !isObject(schema.items);
  const extra = more
    ? [
        drift(
          position,
          'form',
          `${cells.length} cells`,
          sampleOf(value),
          `add ${value.length - cells.length} to prefixItems`,
        ),
      ]
    : [];
  const inner = value.flatMap((item, index) => {
    const child = cells[index] ?? schema.items;
    return isObject(child) ? differences(item, child, { ...position, keys: [...position.keys, index] }) : [];
  });
  return [...short, ...extra, ...inner];
}

/** The types that there are and the one that came, as YAML. */
const typeMend = (types: string[], value: Json): string =>
  `type: [${[...types, typeOf(value)].map((type) => (type === 'null' ? "'null'" : type)).join(', ')}]`;

const typeWord = (value: Json): string => (value === null ? "[string, 'null']" : typeOf(value));
const at = (position: Position, name: string): Position => ({ ...position, keys: [...position.keys, name] });

function drift(position: Position, kind: DriftKind, expected: string, got: string, mend: string): Drift {
  return { path: plain(position.keys), keys: position.keys, kind, expected, got, mend, times: 1 };
}

/** `data.list[].price`. */
const plain = (keys: (string | number)[]): string =>
  keys.reduce<string>((path, key) => (typeof key === 'number' ? `${path}[]` : path ? `${path}.${key}` : key), '');
