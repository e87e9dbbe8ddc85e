import type { Api, ApiError } from '../model/types.js';

type Test = (code: string, error: ApiError) => boolean;

/** What a client has to know of codes to act by itself; see `CodeClass` in @bitget-spec/client. */
const CLASSES: Readonly<Record<string, Test>> = {
  clock: (_, { kind, retry }) => kind === 'clock' && retry === true,
  // A service that fails without saying what it did may have done it.
  unknown: (_, { kind, outcome, retry }) => outcome === 'unknown' || (kind === 'unavailable' && !outcome && !retry),
  taken: (_, { outcome }) => outcome === 'taken',
  absent: (code, { kind, message }) => kind === 'not-found' && !/^404|^40404/.test(code) && /\border\b/i.test(message),
};

/** The codes of each class, a class a line; undefined without a catalogue. */
export function codesText({ errors }: Api): string | undefined {
  if (!errors) return undefined;
  const lines = Object.entries(CLASSES).map(([name, test]) => {
    const codes = [...errors].filter(([code, error]) => test(code, error)).map(([code]) => code);
    return [name, ...codes].join(' ');
  });
  return lines.join('\n');
}
