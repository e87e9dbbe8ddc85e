import { isObject, type Json, type JsonObject, listOf } from '../load/json.js';
import { maskKey, maskText } from './mask-text.js';
import { readingOf } from './reading.js';

/** What the description says of a value. */
interface Position {
  schemas: JsonObject[];
  document: JsonObject;
}

/**
 * A response without anything of the account that it speaks of: every text, number and key of a map is replaced by one of
 * the same form, except what the description says is a word of a list. Alike are alike afterwards: an order id is the same
 * new id wherever it stands.
 *
 * @param text valid JSON; numbers pass through as they are written, however many digits they have
 * @param known what was replaced before, by original; shared between the responses of one recording
 * @returns JSON
 */
export function maskResponse(
  text: string,
  schema: JsonObject,
  document: JsonObject,
  known: Map<string, string> = new Map(),
): string {
  const envelope = tagged(text);
  const position: Position = { schemas: [schema], document };
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

/** The schemas that may describe a value: alternatives are all looked at. */
function below({ schemas, document }: Position, key: string | number): Position {
  const children = readings(schemas, document).flatMap(({ schema, properties, additional }) =>
    typeof key === 'number' ? [listOf(schema.prefixItems)[key] ?? schema.items] : [properties[key] ?? additional],
  );
  return { schemas: children.filter(isObject), document };
}

const namesOf = ({ schemas, document }: Position): Set<string> =>
  new Set(readings(schemas, document).flatMap(({ properties }) => Object.keys(properties)));

type Reading = ReturnType<typeof readingOf>;

const readings = (schemas: JsonObject[], document: JsonObject, depth = 0): Reading[] =>
  schemas.flatMap((schema) => {
    const reading = readingOf(schema, document);
    return [reading, ...(depth > 8 ? [] : readings(reading.alternatives, document, depth + 1))];
  });

/** Nothing but letters: where a list of words is expected, a word that nobody knew yet is what one wants to learn. */
const NEW_WORD = /^[A-Za-z]{2,20}([_-][A-Za-z]{1,20}){0,4}$/;

function isWord(value: Json, { schemas, document }: Position): boolean {
  const lists = readings(schemas, document).flatMap(({ schema }) => [
    ...(Array.isArray(schema.enum) ? [schema.enum] : []),
    ...(schema.const === undefined ? [] : [[schema.const]]),
  ]);
  if (lists.some((words) => words.includes(value))) return true;
  return lists.length > 0 && typeof value === 'string' && NEW_WORD.test(value);
}
