import type { JsonSchema } from '@bitget-spec/contract';
import { isRecord, type Schema } from '../schema.js';
import { type Compile, Failure, type Reader } from './failure.js';

/** What other schemas say of the same value. */
export function partRules({ not, anyOf, oneOf, allOf, ...conditional }: Schema, compile: Compile): Reader[] {
  const rules: Reader[] = [];
  const attempt = (part: JsonSchema | undefined) => undone(compile(part));
  if (not !== undefined) {
    const refused = attempt(not);
    rules.push((value) => (refused(value) instanceof Failure ? value : new Failure('must NOT be valid')));
  }
  if (anyOf) rules.push(firstOf(anyOf.map(attempt)));
  if (oneOf) rules.push(onlyOneOf(oneOf.map(attempt)));
  for (const part of allOf ?? []) rules.push(compile(part) ?? taken);
  if (conditional.if !== undefined) {
    const test = attempt(conditional.if);
    const then = compile(conditional.then) ?? taken;
    const otherwise = compile(conditional.else) ?? taken;
    rules.push((value) => (test(value) instanceof Failure ? otherwise : then)(value));
  }
  return rules;
}

const taken: Reader = (value) => value;

/** Puts an object or a list back as it was where the reader refuses it: what it read before that is written in place. */
function undone(reader: Reader | undefined): Reader {
  if (!reader) return taken;
  return (value) => {
    if (typeof value !== 'object' || value === null) return reader(value);
    const before = copyOf(value);
    const read = reader(value);
    if (read instanceof Failure) Object.assign(value, before);
    return read;
  };
}

/** A copy of what JSON can say; `structuredClone` takes four times as long. */
function copyOf<Value>(value: Value): Value;
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => copyOf(entry));
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const name in value) copy[name] = copyOf(value[name]);
  return copy;
}

/** What the first alternative that takes it makes of it, else what the first has against it. */
function firstOf(readers: readonly Reader[]): Reader {
  return (value) => {
    let failure: Failure | undefined;
    for (const reader of readers) {
      const read = reader(value);
      if (!(read instanceof Failure)) return read;
      failure ??= read;
    }
    return failure ?? new Failure('must match a schema in anyOf');
  };
}

function onlyOneOf(readers: readonly Reader[]): Reader {
  return (value) => {
    let failure: Failure | undefined;
    let [taken, result] = [0, value];
    for (const reader of readers) {
      const read = reader(value);
      if (read instanceof Failure) failure ??= read;
      else if (taken++ === 0) result = read;
    }
    return taken === 1 ? result : (failure ?? new Failure('must match exactly one schema in oneOf'));
  };
}
