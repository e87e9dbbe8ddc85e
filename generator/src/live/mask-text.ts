import { randomInt } from 'node:crypto';

/** Says nothing of an account: how the exchange writes that something is absent or nothing. */
const NOTHING = /^(-?0(\.0+)?|-1)?$/;

/** `12.50`, `-3`, `1E-8`: sign, length and exponent are the form, the rest is the amount. */
const DECIMAL = /^([+-]?)(\d+)(\.\d+)?([eE][+-]?\d{1,3})?$/;

/** Seconds, milliseconds or microseconds since 1970, from 2001 to 2065. */
const MOMENT = /^[12]\d{9}(\d{3}){0,2}$/;

const DATE = /^\d{4}([-/.])\d{2}\1\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A text or a number of the same form: each letter another of its case, each digit another digit, signs as they are. A moment
 * stays a moment, and what is a number in JSON stays one.
 */
export function maskText(text: string, known: Map<string, string>): string {
  if (NOTHING.test(text)) return text;
  return remembered(text, known, () => {
    const make = MOMENT.test(text) ? moment : DECIMAL.test(text) ? decimal : DATE.test(text) ? date : letters;
    const made = make(text);
    return made === text ? make(text) : made; // some moment of a year may be that moment, once
  });
}

/** Names of fields are like this; ids and addresses that serve as keys of a map have more digits. */
const NAME = /^[A-Za-z][A-Za-z_]{0,30}(\d{1,3}[A-Za-z_]{0,20})?$/;

/** A key that no schema knows: the name of a field that is new stays, since it is what one wants to learn. */
export function maskKey(key: string, known: Map<string, string>, taken: Set<string>): string {
  if (NAME.test(key) && !hasRun(key)) return key;
  const masked = maskText(key, known);
  for (let count = 0; taken.has(masked) && count < 100; count++) {
    const other = letters(key);
    if (!taken.has(other)) return other;
  }
  return masked;
}

/** Text without vowels or in mixed case at random is no word of a language. */
const hasRun = (key: string): boolean => /[^aeiouyAEIOUY_\d]{7}/.test(key) || /([A-Z][a-z]?){5}/.test(key);

function remembered(text: string, known: Map<string, string>, make: () => string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const made = make();
  known.set(text, made);
  return made;
}

const FROM = Date.UTC(2026, 0, 1) / 1000;
const SPAN = 300 * 86_400;

/** Some moment of 2026, as precise as the one that it stands for. */
function moment(text: string): string {
  const seconds = String(FROM + randomInt(SPAN));
  return seconds + digits(text.slice(seconds.length));
}

function date(text: string): string {
  const some = new Date((FROM + randomInt(SPAN)) * 1000).toISOString();
  const zone = text.match(/(Z|[+-]\d{2}:?\d{2})$/)?.[0] ?? '';
  const form = text.slice(0, text.length - zone.length);
  // Digits stand where they stand in an ISO date; a fraction may have more of them.
  return (
    [...form].map((sign, index) => (/\d/.test(sign) ? (some[index]?.match(/\d/)?.[0] ?? '0') : sign)).join('') + zone
  );
}

function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = ''] = text.match(DECIMAL) ?? [];
  const lead = whole.match(/^0*/)?.[0] ?? '';
  const first = whole.slice(lead.length, lead.length + 1);
  return `${sign}${lead}${first && another(first, '123456789')}${digits(whole.slice(lead.length + 1))}${digits(fraction)}${exponent}`;
}

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

const digits = (text: string): string => text.replaceAll(/\d/g, (digit) => another(digit, DIGITS));

const letters = (text: string): string =>
  [...text]
    .map((sign) => {
      if (DIGITS.includes(sign)) return another(sign, DIGITS);
      if (LOWER.includes(sign)) return another(sign, LOWER);
      if (UPPER.includes(sign)) return another(sign, UPPER);
      return /[ -~]/.test(sign) ? sign : 'x';
    })
    .join('');

/** One of the signs, and not that one. */
function another(sign: string, signs: string): string {
  const others = signs.replace(sign, '');
  return others.charAt(randomInt(others.length));
}
