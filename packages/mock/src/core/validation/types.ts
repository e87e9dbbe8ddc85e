import { Failure, type Reader } from './failure.js';

type Test = (value: unknown) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  string: (value) => typeof value === 'string',
  number: Number.isFinite,
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** What a value of another type says as one of this; undefined if it says none. */
type Conversion = (value: unknown) => unknown;

const isNumeric = (text: string) => text !== '' && Number.isFinite(Number(text));

const toNumber: Conversion = (value) => {
  if (typeof value === 'boolean' || value === null) return Number(value);
  return typeof value === 'string' && isNumeric(value) ? Number(value) : undefined;
};

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  string(value) {
    if (value === null) return '';
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  },
  number: toNumber,
  integer(value) {
    const number = toNumber(value);
    return Number.isInteger(number) ? number : undefined;
  },
  boolean(value) {
    if (value === 'false' || value === 0 || value === null) return false;
    return value === 'true' || value === 1 ? true : undefined;
  },
  null: (value) => (value === '' || value === 0 || value === false ? null : undefined),
};

/**
 * Takes values of these types.
 *
 * @param lenient whether those of another type are taken for what they say: the text `5` for a number, `5` for a text
 */
export function ofTypes(type: unknown, lenient: boolean): Reader | undefined {
  const names = [type].flat().filter((name) => typeof name === 'string');
  const tests = names.flatMap((name) => TESTS[name] ?? []);
  const [test] = tests;
  if (!test) return undefined;
  const conversions = lenient ? names.flatMap((name) => CONVERSIONS[name] ?? []) : [];
  const otherwise = (value: unknown) => {
    for (const convert of conversions) {
      const read = convert(value);
      if (read !== undefined) return read;
    }
    return new Failure(`must be ${names.join(',')}`);
  };
  if (tests.length === 1) return (value) => (test(value) ? value : otherwise(value));
  return (value) => (tests.some((one) => one(value)) ? value : otherwise(value));
}
