import type { JsonSchema } from '@bitget-spec/contract';
import { isRecord, isSchema, type Schema } from '../schema.js';
import { Failure, type Reader } from './failure.js';
import { listRules } from './lists.js';
import { objectRules } from './objects.js';
import { partRules } from './parts.js';
import { ofTypes } from './types.js';
import { numberRules, textRules, wordRules } from './values.js';

export interface CompileOptions {
  /** What `#/…` refers to. */
  document?: unknown;
  /** Whether a scalar of another type is taken for what it says. @default false */
  lenient?: boolean;
  /** Called with each keyword that is not checked, once. */
  onUnread?: (keyword: string) => void;
}

/**
 * Turns schemas (JSON Schema 2020-12) into readers: closures that each do one check, so that neither `eval` nor
 * `new Function` is needed. Formats are not checked; other spellings (`x-accepts`) are read as what they stand for.
 */
export function compiler({ document, lenient = false, onUnread }: CompileOptions = {}) {
  const known = new Map<string, Reader>();
  const unread = new Set<string>();

  function compile(schema: JsonSchema | undefined): Reader | undefined {
    if (schema === false) return () => new Failure('boolean schema is false');
    if (!isSchema(schema)) return undefined;
    for (const keyword of UNREAD) if (keyword in schema) report(keyword);
    // In Ajv's order, so that of several failures the same one is first.
    return sequence([
      ofTypes(schema.type, lenient),
      spelling(schema),
      schema.$ref === undefined ? undefined : target(schema.$ref),
      ...wordRules(schema),
      ...partRules(schema, compile),
      ...numberRules(schema),
      ...textRules(schema),
      ...listRules(schema, compile),
      ...objectRules(schema, compile),
    ]);
  }

  /** What a reference leads to, compiled once; a schema may lead to itself. */
  function target($ref: string): Reader {
    const before = known.get($ref);
    if (before) return before;
    let reader: Reader | undefined;
    known.set($ref, (value) => (reader ? reader(value) : value));
    reader = compile(found($ref, document)) ?? ((value) => value);
    known.set($ref, reader);
    return reader;
  }

  function report(keyword: string): void {
    if (!unread.has(keyword)) onUnread?.(keyword);
    unread.add(keyword);
  }

  return { compile, target };
}

/** Keywords that assert something and are not read. */
const UNREAD = ['$dynamicRef', 'contains', 'dependentSchemas', 'unevaluatedItems', 'unevaluatedProperties'] as const;

/** One check after the other, each of what the one before has read; the first failure ends it. */
function sequence(readers: readonly (Reader | undefined)[]): Reader | undefined {
  const [first, second, ...more] = readers.filter((reader) => reader !== undefined);
  if (!first || !second) return first;
  const rest = sequence([second, ...more]) ?? second;
  return (value) => {
    const read = first(value);
    return read instanceof Failure ? read : rest(read);
  };
}

function spelling({ 'x-accepts': spellings }: Schema): Reader | undefined {
  if (!spellings) return undefined;
  return (value) => (typeof value === 'string' && Object.hasOwn(spellings, value) ? spellings[value] : value);
}

/** The schema at a JSON pointer. @throws Error if there is none */
function found($ref: string, document: unknown): JsonSchema {
  const keys = $ref.startsWith('#/') ? $ref.slice(2).split('/') : [];
  const schema = keys.reduce<unknown>(
    (value, key) => {
      const name = decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~');
      return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Reflect.get(value, name)
        : undefined;
    },
    keys.length ? document : undefined,
  );
  if (typeof schema !== 'boolean' && !isRecord(schema))
    throw new Error(`[mock] no schema at ${$ref}: generate the packages again`);
  return schema;
}
