import { parseLossless } from '@bitget-spec/client/socket';
import type { BookItem } from './book.js';
import { type BookFrame, isBookFrame } from './frame.js';
import { headOf } from './head.js';

/**
 * Reads the text of a push; sequence numbers beyond 2^53 come as text, with all their digits. `arg` is the same frozen object
 * for each push of a stream.
 * @returns undefined for a frame of another kind
 * @throws SyntaxError for what is no JSON
 */
export function parseBookFrame(text: string): BookFrame | undefined {
  const quick = parseEntry(text);
  if (quick) return quick;
  const frame: unknown = JSON.parse(text);
  if (!isBookFrame(frame)) return undefined;
  if (frame.data.every(isExact)) return frame;
  const again = parseLossless(text);
  return isBookFrame(again) ? again : undefined;
}

/** The same, where all but the entry is as in other frames: then that is all that has to be parsed. */
function parseEntry(text: string): BookFrame | undefined {
  const head = headOf(text);
  const end = text.lastIndexOf('}]') + 1;
  const ts = head && end ? timeAt(text, end + 1) : Number.NaN;
  if (!head || Number.isNaN(ts)) return undefined;
  try {
    const item: BookItem = JSON.parse(text.slice(head.text.length - 1, end));
    const { action, arg } = head;
    return isExact(item) ? { action, arg, data: [item], ts: ts ?? head.ts } : undefined;
  } catch {
    return undefined;
  }
}

/** Behind the data there is at most when it was sent, in digits. Undefined for nothing, NaN for all else. */
function timeAt(text: string, begin: number): number | undefined {
  const last = text.length - 1;
  if (text[last] !== '}') return Number.NaN;
  if (begin === last) return undefined;
  if (!text.startsWith(TIME, begin)) return Number.NaN;
  let time = 0;
  for (let at = begin + TIME.length; at < last; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    time = time * 10 + digit;
  }
  // what does not begin with 0, and is exact
  return time >= 10 ** (last - begin - TIME.length - 1) && time <= Number.MAX_SAFE_INTEGER ? time : Number.NaN;
}

const TIME = ',"ts":';

/** JSON.parse rounds an integer beyond 2^53 to one that is not safe. */
const isExact = ({ seq, pseq }: BookItem) => isSafe(seq) && isSafe(pseq);

const isSafe = (value: unknown) => typeof value !== 'number' || Number.isSafeInteger(value);
