import { isObject, type Json } from '../load/json.js';
import type { Schema } from '../model/schema/kinds.js';
import { type Resolved, resolved } from '../model/schema/resolved.js';
import { maskKey, maskText } from './mask-text.js';

/** The schemas that may describe a value, references followed: alternatives are all looked at. */
type Position = readonly Resolved[];

/**
 * A response without anything of the account that it speaks of: every text, number and key of a map is replaced by one of
 * the same form, except what the description says is a word of a list. Alike are alike afterwards: an order id is the same
 * new id wherever it stands.
 *
 * @param text valid JSON; numbers pass through as they are written, however many digits they have
 * @param known what was replaced before, by original; shared between the responses of one recording
 * @returns JSON
 */
export function maskResponse(text: string, schema: Schema, known: Map<string, string> = new Map()): string {
  const envelope = tagged(text);
  const position = readings(schema);
  if (!isObject(envelope)) return write(envelope, position, known, '');
  const entries = Object.entries(envelope).map(([key, value]) => {
    const kept = KEPT[key.slice(1)]?.test(String(value).slice(1)) === true;
    return [keyText(key.slice(1)), kept ? plain(value) : write(value, below(position, key.slice(1)), known, INDENT)];
  });
  return `{\n${entries.map(([key, value]) => `${INDENT}${key}: ${value}`).join(',\n')}\n}`;
}

/** What of the envelope says nothing of anybody: a business code, and the message of success. */
const KEPT: Record<string, RegExp> = { code: /^\d{1,6}$/, msg: /^success$/i };

const INDENT = '  ';

/**
 * Every number as the text `n…` and every text as `s…`, keys included: JSON.parse would round numbers beyond 2^53, and
 * put keys that are numbers first.
 */
function tagged(text: string): Json {
  JSON.parse(text);
  const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  return JSON.parse(text.replaceAll(token, (found) => (found.startsWith('"') ? `"s${found.slice(1)}` : `"n${found}"`)));
}

function write(value: Json, position: Position, known: Map<string, string>, indent: string): string {
  const inner = indent + INDENT;
  const block = (open: string, lines: string[], close: string): string =>
    lines.length ? `${open}\n${lines.map((line) => inner + line).join(',\n')}\n${indent}${close}` : open + close;
  if (Array.isArray(value)) {
    const lines = value.map((item, index) => write(item, below(position, index), known, inner));
    return block('[', lines, ']');
  }
  if (isObject(value)) {
    const named = namesOf(position);
    const taken = new Set<string>();
    const lines = Object.entries(value).map(([tag, item]) => {
      const key = tag.slice(1);
      const shown = named.has(key) ? key : maskKey(key, known, taken);
      taken.add(shown);
      return `${keyText(shown)}: ${write(item, below(position, key), known, inner)}`;
    });
    return block('{', lines, '}');
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  const content = value.slice(1);
  if (value.startsWith('n')) return isWord(Number(content), position) ? content : maskText(content, known);
  return JSON.stringify(isWord(content, position) ? content : maskText(content, known));
}

const plain = (tag: Json): string =>
  String(tag).startsWith('n') ? String(tag).slice(1) : keyText(String(tag).slice(1));
const keyText = (key: string): string => JSON.stringify(key);

const below = (position: Position, key: string | number): Position =>
  position.flatMap((schema) => {
    const child = childOf(schema, key);
    return child ? readings(child) : [];
  });

function childOf(schema: Resolved, key: string | number): Schema | false | undefined {
  if (schema.kind === 'list') return schema.items;
  if (schema.kind === 'tuple') return schema.cells[Number(key)] ?? schema.rest;
  if (schema.kind === 'map') return schema.values;
  return schema.kind === 'object' ? (schema.properties.get(String(key)) ?? schema.additional) : undefined;
}

const namesOf = (position: Position): Set<string> =>
  new Set(position.flatMap((schema) => (schema.kind === 'object' ? [...schema.properties.keys()] : [])));

function readings(schema: Schema, depth = 0): Resolved[] {
  const shape = resolved(schema);
  const alternatives = shape.kind === 'union' || shape.kind === 'object' ? (shape.alternatives ?? []) : [];
  return [shape, ...(depth > 8 ? [] : alternatives.flatMap((one) => readings(one, depth + 1)))];
}

/** Nothing but letters: where a list of words is expected, a word that nobody knew yet is what one wants to learn. */
const NEW_WORD = /^[A-Za-z]{2,20}([_-][A-Za-z]{1,20}){0,4}$/;

function isWord(value: Json, position: Position): boolean {
  const lists = position.flatMap((schema) => (schema.kind === 'choice' ? [schema.words] : []));
  if (lists.some((words) => words.includes(value))) return true;
  return lists.length > 0 && typeof value === 'string' && NEW_WORD.test(value);
}
