import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { pointerKeys } from './json.js';

/** Line and column, counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/** The key of a mapping in YAML at the top of a text, in one of three spellings. */
const TOP_KEY = /^(?:'([^']+)'|"([^"\\]+)"|([^\s#'"{}[\]&*!|>%@`,?:-][^\s:]*)):(?=\s|$)/;

/** The key that a line at the top of a YAML mapping begins with. */
export function topKeyOf(line: string): string | undefined {
  const [, single, double, plain] = TOP_KEY.exec(line) ?? [];
  return single ?? double ?? plain;
}

/**
 * Finds where a JSON pointer stands in a YAML or JSON text. Only needed when something is wrong, so
 * that the fast parser does the ordinary work: this one keeps positions and costs ten times as much.
 * A pointer that leads nowhere gives the deepest location on its way.
 */
export function positionOf(text: string, pointer: string): Position {
  if (text.length > MOST) return { line: 1, column: 1 };
  const keys = pointerKeys(pointer);
  return inSection(text, keys) ?? positionIn(parsed(text), keys);
}

/** The same, having parsed no more than what stands below the first key; undefined where the text is not plainly of that form. */
function inSection(text: string, keys: string[]): Position | undefined {
  const all = text.split('\n');
  const starts = all.flatMap((line, index) => (topKeyOf(line) === undefined ? [] : [index]));
  const start = starts.find((index) => topKeyOf(all[index] ?? '') === keys[0]);
  if (start === undefined) return undefined;
  const end = starts[starts.indexOf(start) + 1];
  const section = parsed(all.slice(start, end).join('\n'));
  const { contents, errors } = section.document;
  const isWhole = isMap(contents) && contents.items.length === 1;
  // An alias of what stands elsewhere is no mistake, and no error of the syntax.
  if (!isWhole || errors.length) return undefined;
  const { line, column } = positionIn(section, keys);
  return { line: line + start, column };
}

function positionIn({ lines, document }: Parsed, keys: string[]): Position {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const key of keys) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
      if (!pair) break;
      offset = startOf(pair.key);
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      if (node === undefined) break;
      offset = startOf(node);
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** Text of which no position is worth the seconds, in characters. */
const MOST = 8_000_000;

interface Parsed {
  lines: LineCounter;
  document: ReturnType<typeof parseDocument>;
}

/** The texts of the last questions: where one thing is wrong, others are, on both sides of a comparison. */
const last = new Map<string, Parsed>();
const KEPT = 8;

function parsed(text: string): Parsed {
  const known = last.get(text);
  if (known) return known;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: false, uniqueKeys: false });
  const [oldest] = last.keys();
  if (oldest !== undefined && last.size >= KEPT) last.delete(oldest);
  const made = { lines, document };
  last.set(text, made);
  return made;
}

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
