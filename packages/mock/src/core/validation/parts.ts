import type { Schema } from '../schema.js';
import { type Compile, Failure, type Reader } from './failure.js';

/** What other schemas say of the same value. */
export function partRules({ not, anyOf, oneOf, allOf, ...conditional }: Schema, compile: Compile): Reader[] {
  const rules: Reader[] = [];
  if (not !== undefined) {
    const refused = compile(not) ?? taken;
    rules.push((value) => (refused(value) instanceof Failure ? value : new Failure('must NOT be valid')));
  }
  if (anyOf) rules.push(firstOf(anyOf.map((part) => compile(part) ?? taken)));
  if (oneOf) rules.push(onlyOneOf(oneOf.map((part) => compile(part) ?? taken)));
  for (const part of allOf ?? []) rules.push(compile(part) ?? taken);
  if (conditional.if !== undefined) {
    const test = compile(conditional.if) ?? taken;
    const then = compile(conditional.then) ?? taken;
    const otherwise = compile(conditional.else) ?? taken;
    rules.push((value) => (test(value) instanceof Failure ? otherwise : then)(value));
  }
  return rules;
}

const taken: Reader = (value) => value;

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
