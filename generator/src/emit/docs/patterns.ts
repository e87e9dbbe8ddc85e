import { code, codes } from '../print/quote/index.js';

/** What a pattern says: of the type, and of the value. */
export interface PatternWords {
  type?: string;
  rule?: string;
}

const KNOWN: Record<string, PatternWords> = {
  '^-?\\d+(\\.\\d+)?$': { type: 'decimal text' },
  '^\\d+(\\.\\d+)?$': { type: 'decimal text', rule: 'Not negative.' },
  '^(\\d+(\\.\\d+)?)?$': { type: 'decimal text', rule: 'Not negative, or empty.' },
  '^-?\\d+$': { type: 'integer text' },
  '^\\d+$': { type: 'integer text', rule: 'Not negative.' },
  '^[1-9]\\d*$': { type: 'integer text', rule: 'Above 0.' },
  '^\\d{13}$': { type: 'milliseconds text' },
  '^(-1|\\d{13})$': { type: 'milliseconds text', rule: 'Or `-1`.' },
};

/** A regular expression in plain words, as far as it is one of the usual kinds. */
export function patternWords(pattern: string): PatternWords {
  return KNOWN[pattern] ?? { rule: letters(pattern) ?? joined(pattern) ?? `Must match ${code(pattern)}.` };
}

/** `^[a-z]{1,20}$`: so many characters of a class. */
function letters(pattern: string): string | undefined {
  const [, inside, least, comma, most] = /^\^\[([^\]\\^]+)\](?:\{(\d+)(,?)(\d*)\}|[+*])\$$/.exec(pattern) ?? [];
  if (inside === undefined) return undefined;
  const span = !least
    ? ''
    : !comma || least === most
      ? `${least} `
      : most
        ? `${least} to ${most} `
        : `at least ${least} `;
  const words = `${span}${classWords(inside)}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${least ? '' : ' only'}.`;
}

const RANGES: [string, string][] = [
  ['A-Z', 'capital letters'],
  ['a-z', 'small letters'],
  ['0-9', 'digits'],
];

function classWords(inside: string): string {
  const found = RANGES.filter(([range]) => inside.includes(range));
  const rest = [...found.reduce((text, [range]) => text.replace(range, ''), inside)];
  const both = found[0]?.[0] === 'A-Z' && found[1]?.[0] === 'a-z';
  const names = both ? ['letters', ...found.slice(2).map(([, name]) => name)] : found.map(([, name]) => name);
  const words = [...names, ...(rest.length ? [rest.map(code).join(' ')] : [])];
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '');
}

/** `^(a|b)(,(a|b))*$`: words joined by commas, `{0,2}` for up to three of them. */
function joined(pattern: string): string | undefined {
  const [, inside, more] = /^\^\(([\w|-]+)\)\(,\(\1\)\)(?:\*|\{0,(\d+)\})\$$/.exec(pattern) ?? [];
  if (!inside) return undefined;
  return `${more ? `1 to ${Number(more) + 1}` : 'One or more'} of ${codes(inside.split('|'))}, joined by commas.`;
}
