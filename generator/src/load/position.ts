import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { once } from '../once.js';
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
  const known = textOf(text);
  const section = known.sections().get(keys[0] ?? '');
  const parsed = section?.parsed();
  if (!section || !parsed) return positionIn(known.whole(), keys);
  const { line, column } = positionIn(parsed, keys);
  return { line: line + section.start, column };
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

/** What stands below a key at the top of a mapping. */
interface Section {
  /** Lines before it. */
  start: number;
  /** By itself; undefined where the text is not plainly of that form. */
  parsed(): Parsed | undefined;
}

interface Text {
  whole(): Parsed;
  /** The first of each key: no more than what is asked for is parsed. */
  sections(): ReadonlyMap<string, Section>;
}

/** The texts of the last questions: where one thing is wrong, others are, on both sides of a comparison. */
const last = new Map<string, Text>();
const KEPT = 8;

function textOf(text: string): Text {
  const known = last.get(text);
  if (known) return known;
  const [oldest] = last.keys();
  if (oldest !== undefined && last.size >= KEPT) last.delete(oldest);
  const made = { whole: once(() => parse(text)), sections: once(() => sectionsOf(text)) };
  last.set(text, made);
  return made;
}

function sectionsOf(text: string): Map<string, Section> {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, start) => {
    const key = topKeyOf(line);
    return key === undefined ? [] : [{ key, start }];
  });
  const sections = new Map<string, Section>();
  for (const [index, { key, start }] of starts.entries()) {
    if (sections.has(key)) continue;
    const parsed = once(() => {
      const section = parse(lines.slice(start, starts[index + 1]?.start).join('\n'));
      const { contents, errors } = section.document;
      return isMap(contents) && contents.items.length === 1 && !errors.length ? section : undefined;
    });
    sections.set(key, { start, parsed });
  }
  return sections;
}

function parse(text: string): Parsed {
  const lines = new LineCounter();
  return { lines, document: parseDocument(text, { lineCounter: lines, keepSourceTokens: false, uniqueKeys: false }) };
}

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
