import type { Json, JsonObject } from '../generator/src/load/json.js';
import type { Schema } from '../generator/src/model/schema/kinds.js';
import { typeOf, typesOf, wordsOf } from '../generator/src/model/schema/types.js';
import { type Node, nodesOf } from '../generator/src/model/schema/walk.js';

/** A value spoilt at one place, which a schema must refuse there. */
export interface Mutant {
  /** What was done, for the message: `orderList[].size is a list`. */
  what: string;
  value: Json;
  /** Where the refusal must be, a JSON pointer; that of the object for a field that is missing. */
  pointer: string;
  /** The field that is missing. */
  missing?: string;
}

/** One value of every type. */
const SAMPLES: Json[] = ['no such word', 1.5, 7, true, null, [], {}];
const TYPE_WORDS: Record<string, string> = { array: 'a list', object: 'an object', null: 'null' };

/** Every way to spoil a good value: the wrong type at each place, each required field missing, a word of no list. */
export function* mutants(schema: Schema, good: Json): Generator<Mutant> {
  for (const node of nodesOf(schema).values()) {
    if (node.keys.includes('*')) continue;
    const pointer = pointerOf(node.keys);
    for (const wrong of wrongTypes(node)) {
      const type = typeOf(wrong);
      const what = `${node.path || 'the whole'} is ${TYPE_WORDS[type] ?? `a ${type}`}`;
      yield { what, value: withAt(good, node.keys, wrong), pointer };
    }
    for (const word of wrongWords(node)) {
      yield { what: `${node.path} is ${JSON.stringify(word)}`, value: withAt(good, node.keys, word), pointer };
    }
    const name = node.keys.at(-1);
    if (node.kind !== 'field' || !node.required || typeof name !== 'string') continue;
    const holder = node.keys.slice(0, -1);
    const value = without(withAt(good, node.keys, null), node.keys);
    yield { what: `${node.path} is missing`, value, pointer: pointerOf(holder), missing: name };
  }
}

/** Samples of all types that no alternative of a place takes; of those that name no type, all, so that `{}` is found out. */
function wrongTypes(node: Node): Json[] {
  const types = new Set(node.schemas.flatMap((schema) => [...(typesOf(schema) ?? [])]));
  if (types.has('number')) types.add('integer');
  return SAMPLES.filter((sample) => !types.has(typeOf(sample)));
}

/** A word of the right type that is not in the list, where the list is closed. */
function wrongWords(node: Node): Json[] {
  const lists = node.schemas.map((schema) => wordsOf(schema));
  if (!lists.length || lists.some((words) => words === undefined)) return [];
  return lists.flat().some((word) => typeof word === 'string')
    ? ['no_such_word', ''].filter((word) => !lists.flat().includes(word))
    : [987654];
}

const pointerOf = (keys: (string | number)[]): string => keys.map((key) => `/${key}`).join('');

/** A copy with another value at a place; what is missing on the way is made. */
function withAt(value: Json | undefined, keys: (string | number)[], inner: Json): Json {
  const [key, ...rest] = keys;
  if (key === undefined) return inner;
  if (typeof key === 'number') {
    const list = Array.isArray(value) ? [...value] : [];
    while (list.length < key) list.push(null);
    list[key] = withAt(list[key], rest, inner);
    return list;
  }
  const object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return { ...object, [key]: withAt(object[key], rest, inner) };
}

/** A copy without the field at a place. */
function without(value: Json, keys: (string | number)[]): Json {
  const copy = structuredClone(value);
  let here = copy as JsonObject;
  for (const key of keys.slice(0, -1)) here = here[key] as JsonObject;
  delete here[keys.at(-1) as string];
  return copy;
}
