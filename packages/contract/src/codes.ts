import type { ErrorCatalogue, ErrorEntry } from './catalogue.js';

/** What codes mean to a client: a class a line, `clock 40005 40008`. Made from the catalogue by {@link writeCodes}. */
export type Codes = string;

/**
 * What a client has to know of codes to act by itself. `clock`: refused for its timestamp. `unknown`: what was asked
 * may have been done. `taken`: an order with this number exists. `absent`: no such order.
 */
export type CodeClass = 'clock' | 'unknown' | 'taken' | 'absent';

type Test = (code: string, entry: ErrorEntry) => boolean;

const CLASSES: Readonly<Record<CodeClass, Test>> = {
  clock: (_, { kind, retry }) => kind === 'clock' && retry === true,
  // A service that fails without saying what it did may have done it.
  unknown: (_, { kind, outcome, retry }) => outcome === 'unknown' || (kind === 'unavailable' && !outcome && !retry),
  taken: (_, { outcome }) => outcome === 'taken',
  absent: (code, { kind, message }) => kind === 'not-found' && !/^404|^40404/.test(code) && /\border\b/i.test(message),
};

/** The codes of each class, in the order of the catalogue. */
export const writeCodes = (catalogue: ErrorCatalogue): Codes =>
  Object.entries(CLASSES)
    .map(([name, test]) => {
      const codes = Object.entries(catalogue).filter(([code, entry]) => test(code, entry));
      return [name, ...codes.map(([code]) => code)].join(' ');
    })
    .join('\n');

/** Looked up when something went wrong, so that nothing is parsed until then. */
export const isOf = (codes: Codes, name: CodeClass, code: string): boolean =>
  codes.split('\n').some((line) => {
    const [first, ...rest] = line.split(' ');
    return first === name && rest.includes(code);
  });
