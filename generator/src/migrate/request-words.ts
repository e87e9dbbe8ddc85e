import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { FieldData, FitsData } from './data.js';
import { Refusal } from './refusal.js';
import { quoted, replace } from './text.js';
import { bare, literalsOf } from './values.js';

/** Holds a value against what the new field takes, and writes its word as it is spelt there. */
export function wordEdits(
  path: string,
  { words, fits, number }: FieldData,
  value: ts.Expression,
  checker: ts.TypeChecker,
): TextEdit[] {
  if (!words && !fits) return [];
  const possible = literalsOf(value, checker);
  if (possible?.length === 0) return [];
  if (words) {
    if (!possible)
      throw new Refusal(
        `\`${path}\` may be a word without counterpart: write one of ${list(Object.keys(words))}`,
        value,
      );
    const strange = possible.find((word) => words[word] === undefined);
    if (strange !== undefined) throw new Refusal(`\`${path}\` \`${strange}\` has no counterpart`, value);
    if (!number && possible.every((word) => words[word] === word)) return [];
    const [only, ...others] = possible;
    const literal = bare(value);
    if (only === undefined || others.length || !ts.isStringLiteralLike(literal))
      throw new Refusal(
        number
          ? `\`${path}\` is a number in v3: write it in the call`
          : `the words of \`${path}\` are others in v3, ${pairs(words)}: write the word in the call`,
        value,
      );
    const to = words[only] ?? only;
    return [replace(literal, number ? to : quoted(to, literal.getText()))];
  }
  const misfit = possible?.find((text) => !isFit(text, fits ?? {}));
  if (!possible)
    throw new Refusal(
      `v3 takes less for \`${path}\`, ${fitsText(fits ?? {})}, and here it is not known: write it in the call or leave it out`,
      value,
    );
  if (misfit !== undefined)
    throw new Refusal(`v3 does not take \`${misfit}\` for \`${path}\`: ${fitsText(fits ?? {})}`, value);
  return [];
}

const list = (words: string[]): string => words.map((word) => `\`${word}\``).join(', ');
const pairs = (words: Record<string, string>): string =>
  Object.entries(words)
    .filter(([word, to]) => word !== to)
    .map(([word, to]) => `\`${to}\` for \`${word}\``)
    .join(', ');

function isFit(text: string, { pattern, minLength, maxLength, minimum, maximum }: FitsData): boolean {
  return (
    (pattern === undefined || new RegExp(pattern, 'u').test(text)) &&
    (minLength === undefined || text.length >= minLength) &&
    (maxLength === undefined || text.length <= maxLength) &&
    (minimum === undefined || Number(text) >= minimum) &&
    (maximum === undefined || Number(text) <= maximum)
  );
}

function fitsText({ pattern, minLength, maxLength, minimum, maximum }: FitsData): string {
  return [
    pattern !== undefined && `what matches \`${pattern}\``,
    minLength !== undefined && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    minimum !== undefined && `at least ${minimum}`,
    maximum !== undefined && `at most ${maximum}`,
  ]
    .filter(Boolean)
    .join(', ');
}
