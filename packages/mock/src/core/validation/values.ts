import { isRecord, type Schema } from '../schema.js';
import { Failure, type Reader } from './failure.js';

/** What must hold for a value, and what is said of one for which it does not. */
type Rule<Value> = [holds: (value: Value) => boolean, words: string];

/** The words of a list, or the one word. */
export function wordRules(schema: Schema): Reader[] {
  const rules: Rule<unknown>[] = [];
  if ('const' in schema) rules.push([(value) => same(value, schema.const), 'must be equal to constant']);
  const { enum: words } = schema;
  if (words) {
    const isPlain = words.every((word) => typeof word !== 'object' || word === null);
    const isWord = isPlain
      ? (value: unknown) => words.includes(value)
      : (value: unknown) => words.some((word) => same(word, value));
    rules.push([isWord, `must be one of ${words.join(', ')}`]);
  }
  return rules.map(
    ([holds, words]) =>
      (value) =>
        holds(value) ? value : new Failure(words),
  );
}

/** The bounds of a number. */
export function numberRules(schema: Schema): Reader[] {
  const { maximum, minimum, exclusiveMaximum, exclusiveMinimum, multipleOf } = schema;
  const rules: Rule<number>[] = [];
  if (maximum !== undefined) rules.push([(value) => value <= maximum, `must be <= ${maximum}`]);
  if (minimum !== undefined) rules.push([(value) => value >= minimum, `must be >= ${minimum}`]);
  if (exclusiveMaximum !== undefined)
    rules.push([(value) => value < exclusiveMaximum, `must be < ${exclusiveMaximum}`]);
  if (exclusiveMinimum !== undefined)
    rules.push([(value) => value > exclusiveMinimum, `must be > ${exclusiveMinimum}`]);
  if (multipleOf !== undefined)
    rules.push([(value) => Number.isInteger(value / multipleOf), `must be multiple of ${multipleOf}`]);
  return rules.map(
    ([holds, words]) =>
      (value) =>
        typeof value !== 'number' || holds(value) ? value : new Failure(words),
  );
}

/** The length of a text, in characters of Unicode, and its form. */
export function textRules({ maxLength, minLength, pattern }: Schema): Reader[] {
  const rules: Rule<string>[] = [];
  if (maxLength !== undefined)
    rules.push([
      (text) => text.length <= maxLength || characters(text) <= maxLength,
      `must NOT have more than ${maxLength} characters`,
    ]);
  if (minLength !== undefined)
    rules.push([
      (text) => text.length >= 2 * minLength || characters(text) >= minLength,
      `must NOT have fewer than ${minLength} characters`,
    ]);
  if (pattern !== undefined) {
    const regex = regexOf(pattern);
    rules.push([(text) => regex.test(text), `must match pattern "${pattern}"`]);
  }
  return rules.map(
    ([holds, words]) =>
      (value) =>
        typeof value !== 'string' || holds(value) ? value : new Failure(words),
  );
}

/** JSON Schema's patterns are Unicode's (section 6.4); those that engines take only without are read so. */
export function regexOf(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

const characters = (text: string) => [...text].length;

const same = (one: unknown, other: unknown) => one === other || canonical(one) === canonical(other);

/** JSON of a value, the same whatever the order of fields. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))) : part,
  );
