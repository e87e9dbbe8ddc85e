import type { Document, LineCounter, Node } from 'yaml';
import { once } from '../once.js';
import { pointerKeys } from './json.js';
import { type Lines, linesOf, type Part, partOf } from './lines.js';
import { yaml } from './yaml.js';

/** Line and column, counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/**
 * Finds where a JSON pointer stands in a YAML or JSON text. Only needed when something is wrong, so
 * that the fast parser does the ordinary work: this one keeps positions and costs ten times as much.
 * Where lines alone tell the way, as in block mappings, no more than what they lead to is parsed.
 * A pointer that leads nowhere gives the deepest location on its way.
 */
export function positionOf(text: string, pointer: string): Position {
  if (text.length > MOST) return { line: 1, column: 1 };
  const keys = pointerKeys(pointer);
  const known = textOf(text);
  const part = partOf(known.lines(), keys);
  if (part && !part.keys.length) return { line: part.start + 1, column: part.indent + 1 };
  const parsed = part && known.parsed(part);
  if (!parsed) return positionIn(known.whole(), keys);
  const { line, column } = positionIn(parsed, part.isPair ? keys.slice(-part.keys.length - 1) : part.keys);
  return { line: line + part.start, column };
}

function positionIn({ lines, document }: Parsed, keys: string[]): Position {
  const { isMap, isPair, isScalar, isSeq } = yaml();
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
  document: Document.Parsed;
}

interface Text {
  lines(): Lines;
  whole(): Parsed;
  /** By itself; undefined where it is not plainly what its lines say. */
  parsed(part: Part): Parsed | undefined;
}

/** The texts of the last questions: where one thing is wrong, others are, on both sides of a comparison. */
const last = new Map<string, Text>();
const KEPT = 8;

function textOf(text: string): Text {
  const known = last.get(text);
  if (known) return known;
  const [oldest] = last.keys();
  if (oldest !== undefined && last.size >= KEPT) last.delete(oldest);
  const lines = once(() => linesOf(text));
  const parts = new Map<string, Parsed | undefined>();
  const parsed = (part: Part): Parsed | undefined => {
    const key = `${part.start}:${part.indent}`;
    if (!parts.has(key)) parts.set(key, parsedPart(lines(), part));
    return parts.get(key);
  };
  const made = { lines, whole: once(() => parse(text)), parsed };
  last.set(text, made);
  return made;
}

function parsedPart({ text }: Lines, { start, end, indent, isPair }: Part): Parsed | undefined {
  const [first = '', ...others] = text.slice(start, end);
  const parsed = parse([' '.repeat(indent) + first.slice(indent), ...others].join('\n'));
  const { contents, errors } = parsed.document;
  return yaml().isMap(contents) && (!isPair || contents.items.length === 1) && !errors.length ? parsed : undefined;
}

function parse(text: string): Parsed {
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  return { lines, document: parseDocument(text, { lineCounter: lines, keepSourceTokens: false, uniqueKeys: false }) };
}

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
