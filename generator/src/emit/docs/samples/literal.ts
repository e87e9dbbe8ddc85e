import { isObject, type Json } from '../../../load/json.js';
import { key, string } from '../../print/quote/index.js';

/** How a language writes values. */
export interface Style {
  key: (name: string) => string;
  text: (text: string) => string;
  word: (value: boolean | null) => string;
  /** Between `{` and its fields where all fits on one line. */
  pad: string;
  /** After the last entry of a value on several lines. */
  trailing: string;
  width: number;
}

const double = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** Text that needs no escape in any language. */
const PLAIN = /^[\w .:/-]*$/;

export const JSON_STYLE: Style = { key: double, text: double, word: String, pad: ' ', trailing: '', width: 64 };

export const TYPESCRIPT: Style = {
  key,
  text: string,
  word: String,
  pad: ' ',
  trailing: ',',
  width: 76,
};

export const PYTHON: Style = {
  key: string,
  text: string,
  word: (value) => (value === null ? 'None' : value ? 'True' : 'False'),
  pad: '',
  trailing: ',',
  width: 76,
};

/** A value as a literal, on one line where that fits. */
export function literal(value: Json, style: Style, indent = ''): string {
  const line = oneLine(value, style);
  if (indent.length + line.length <= style.width || !holds(value)) return line;
  const inner = `${indent}${style === PYTHON ? '    ' : '  '}`;
  const entries = Array.isArray(value)
    ? value.map((item) => literal(item, style, inner))
    : Object.entries(value).map(([name, item]) => `${style.key(name)}: ${literal(item, style, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const lines = entries.map((entry, index) => `${inner}${entry}${index < entries.length - 1 ? ',' : style.trailing}`);
  return `${open}\n${lines.join('\n')}\n${indent}${close}`;
}

const holds = (value: Json): value is Json[] | { [key: string]: Json } =>
  Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;

function oneLine(value: Json, style: Style): string {
  if (Array.isArray(value)) return `[${value.map((item) => oneLine(item, style)).join(', ')}]`;
  if (isObject(value)) {
    const fields = Object.entries(value).map(([name, item]) => `${style.key(name)}: ${oneLine(item, style)}`);
    return fields.length ? `{${style.pad}${fields.join(', ')}${style.pad}}` : '{}';
  }
  if (typeof value === 'string') return style.text(value);
  return typeof value === 'number' ? String(value) : style.word(value);
}
