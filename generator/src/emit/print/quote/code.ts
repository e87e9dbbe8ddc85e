import { oneLine, visible } from './visible.js';

/** Text inside a block comment: it neither ends the comment nor directs the compiler. */
export const inComment = (text: string): string =>
  visible(text)
    .replaceAll('*/', '*\\/')
    .replaceAll(/@(?=ts-[a-z])/g, '@ ');

/** Text as a doc comment, or nothing for no text. `indent` is put before each line. */
export function comment(text: string, indent = ''): string {
  const lines = inComment(text).trim().split('\n');
  if (lines.length === 1) return lines[0] ? `${indent}/** ${lines[0]} */\n` : '';
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

/** Text behind `//` or `#`, which ends with its line. */
export const inLineComment = oneLine;

/** Signs that end a line or are not seen, in a literal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs to be escaped
const UNSEEN = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uFEFF]|\p{Surrogate}/gu;

const escaped = (sign: string): string =>
  sign === '\n' ? '\\n' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text as a literal in single quotes. */
export const string = (text: string): string =>
  /^[ !#-&(-[\]-~]*$/.test(text)
    ? `'${text}'`
    : `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replace(UNSEEN, escaped)}'`;

/** The name of a property, quoted where it is no identifier. */
export const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : string(name));

/** The name of a property of data, never the one that is the prototype. */
export const dataKey = (name: string): string => (name === '__proto__' ? "['__proto__']" : key(name));

/** How a member is reached: `.name`, or `['a name']`. */
export const member = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${string(name)}]`);

/** Text between backticks. */
export const inTemplate = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${').replaceAll('\r', '\\r');

/** Data as a person writes a literal: names without quotes where they may be, text in single ones. */
export function data(value: unknown): string {
  if (typeof value === 'string') return string(value);
  if (Array.isArray(value)) return `[${value.map(data).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).flatMap(([name, field]) =>
    field === undefined ? [] : [`${dataKey(name)}: ${data(field)}`],
  );
  return fields.length ? `{ ${fields.join(', ')} }` : '{}';
}

/**
 * JSON for a template literal: a line for each entry of the lists and maps at its top, so that a small change is a small
 * diff.
 */
export const jsonInTemplate = (data: Readonly<Record<string, unknown>>): string =>
  inTemplate(block('{}', fields(data, lines)));

function lines(value: unknown): string {
  if (Array.isArray(value))
    return block(
      '[]',
      value.map((entry) => jsonOf(entry)),
    );
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return block('{}', fields(value, jsonOf));
}

const fields = (data: object, write: (value: unknown) => string): string[] =>
  Object.entries(data).flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${write(value)}`],
  );

/** A value of such a list or map that is JSON already. */
export class JsonText {
  constructor(readonly json: string) {}
}

const jsonOf = (value: unknown): string => (value instanceof JsonText ? value.json : JSON.stringify(value));

const block = ([open, close]: string, entries: readonly string[]): string =>
  entries.length ? `${open}\n${entries.join(',\n')}\n${close}` : `${open}${close}`;
