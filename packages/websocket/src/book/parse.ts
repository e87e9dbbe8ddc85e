import { parseLossless } from '@bitget-spec/client/socket';
import type { BookItem } from './book.js';

/** Names a stream, with the words of its subscription. */
export type StreamArg = Readonly<Record<string, unknown>>;

/** A push of an order book. */
export interface BookFrame {
  /** `snapshot` or `update` */
  action: string;
  arg: StreamArg;
  /** The book or its changes, one entry. */
  data: readonly BookItem[];
  /** When it was sent, Unix time in milliseconds. */
  ts?: number | string | undefined;
}

/**
 * Reads the text of a push; sequence numbers beyond 2^53 come as text, with all their digits.
 * @returns undefined for a frame of another kind
 * @throws SyntaxError for what is no JSON
 */
export function parseBookFrame(text: string): BookFrame | undefined {
  const frame: unknown = JSON.parse(text);
  if (!isBookFrame(frame)) return undefined;
  if (frame.data.every(({ seq, pseq }) => isExact(seq) && isExact(pseq))) return frame;
  const again = parseLossless(text);
  return isBookFrame(again) ? again : undefined;
}

/** JSON.parse rounds an integer beyond 2^53 to one that is not safe. */
const isExact = (value: unknown) => typeof value !== 'number' || Number.isSafeInteger(value);

const isArg = (value: unknown): value is StreamArg => value instanceof Object;

/** The book looks at the levels itself. */
export function isBookFrame(frame: unknown): frame is BookFrame {
  const { action, arg, data } = Object(frame);
  return (
    typeof action === 'string' && isArg(arg) && Array.isArray(data) && data.every((item) => item instanceof Object)
  );
}
