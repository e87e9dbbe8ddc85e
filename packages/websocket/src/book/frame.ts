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

const isArg = (value: unknown): value is StreamArg => value instanceof Object;

/** The book looks at the levels itself. */
export function isBookFrame(frame: unknown): frame is BookFrame {
  const { action, arg, data } = Object(frame);
  return (
    typeof action === 'string' && isArg(arg) && Array.isArray(data) && data.every((item) => item instanceof Object)
  );
}
