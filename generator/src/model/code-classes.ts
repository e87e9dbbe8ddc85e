import type { ApiError } from './types.js';

type Test = (code: string, error: ApiError) => boolean;

/** What a client has to know of codes to act by itself; see `CodeClass` in @bitget-spec/client. */
const CLASSES = {
  clock: (_, { kind, retry }) => kind === 'clock' && retry === true,
  // A service that fails without saying what it did may have done it.
  unknown: (_, { kind, outcome, retry }) => outcome === 'unknown' || (kind === 'unavailable' && !outcome && !retry),
  taken: (_, { outcome }) => outcome === 'taken',
  absent: (code, { kind, message }) => kind === 'not-found' && !/^404|^40404/.test(code) && /\border\b/i.test(message),
} as const satisfies Readonly<Record<string, Test>>;

export type CodeClass = keyof typeof CLASSES;

/** Every class, in the order of the table. */
export const CODE_CLASSES = Object.keys(CLASSES) as CodeClass[];

/** The classes that a code belongs to. */
export const classesOf = (code: string, error: ApiError): CodeClass[] =>
  CODE_CLASSES.filter((name) => CLASSES[name](code, error));
