import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { pointerKeys } from './json.js';

/** Line and column, counted from 1. */
export interface Position {
  line: number;
  column: number;
}

/**
 * Finds where a JSON pointer stands in a YAML or JSON text. Only needed when something is wrong, so
 * that the fast parser does the ordinary work: this one keeps positions and costs ten times as much.
 * A pointer that leads nowhere gives the deepest location on its way.
 */
export function positionOf(text: string, pointer: string): Position {
  if (text.length > MOST) return { line: 1, column: 1 };
  const { lines, document } = parsed(text);
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const key of pointerKeys(pointer)) {
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

/** The text of the last question: where one thing is wrong, others are. */
let last: { text: string; lines: LineCounter; document: ReturnType<typeof parseDocument> } | undefined;

function parsed(text: string) {
  if (last?.text === text) return last;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: false, uniqueKeys: false });
  last = { text, lines, document };
  return last;
}

const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;
