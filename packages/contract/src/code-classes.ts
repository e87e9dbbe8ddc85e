import type { ErrorEntry } from './catalogue.js';

/** What codes mean to a client: a class a line, `clock 40005 40008`. Made from the catalogue by {@link writeCodes}. */
export type Codes = string;

type Test = (code: string, entry: ErrorEntry) => boolean;

const CLASSES = {
  clock: (_, { kind, retry }) => kind === 'clock' && retry === true,
  // A service that fails without saying what it did may have done it.
  unknown: (_, { kind, outcome, retry }) => outcome === 'unknown' || (kind === 'unavailable' && !outcome && !retry),
  taken: (_, { outcome }) => outcome === 'taken',
  absent: (code, { kind, message }) => kind === 'not-found' && !/^404|^40404/.test(code) && /\border\b/i.test(message),
} as const satisfies Readonly<Record<string, Test>>;

/**
 * What a client has to know of codes to act by itself. `clock`: refused for its timestamp. `unknown`: the request
 * may have been carried out. `taken`: an order with this number exists. `absent`: no such order.
 */
export type CodeClass = keyof typeof CLASSES;

/** Every class, in the order of the table. */
export const CODE_CLASSES = Object.keys(CLASSES) as CodeClass[];

/** The classes that a code belongs to. */
export const classesOf = (code: string, entry: ErrorEntry): CodeClass[] =>
  CODE_CLASSES.filter((name) => CLASSES[name](code, entry));

/** The codes of each class, in the order of the catalogue; {@link isOf} reads it. */
export function writeCodes(catalogue: Iterable<readonly [code: string, entry: ErrorEntry]>): Codes {
  const entries = [...catalogue];
  return CODE_CLASSES.map((name) => {
    const codes = entries.filter(([code, entry]) => classesOf(code, entry).includes(name)).map(([code]) => code);
    return [name, ...codes].join(' ');
  }).join('\n');
}
