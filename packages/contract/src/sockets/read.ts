import type { FirstPush, Merge } from '../vocabulary.js';
import type { SocketTable, StreamLine, StreamPart } from './types.js';

/** The lines of a table's streams. */
export const streamLines = ({ streams }: Pick<SocketTable, 'streams'>): string[] => streams.split('\n').filter(Boolean);

/** The lines of its ways to order. */
export const requestLines = ({ requests }: Pick<SocketTable, 'requests'>): string[] =>
  requests.split('\n').filter(Boolean);

const isFirst = (text: string): text is FirstPush => /^(snapshot|none)$/.test(text);
const isMerge = (text: string): text is Merge => /^(replace|upsert|append|levels)$/.test(text);

/** Reads the line of a stream. Words that are new do no harm, so that a newer table works with an older client. */
export function parseStream(line: string): StreamLine {
  const [id = '', parts = '', first = '', merge = '', by = ''] = line.split(' ');
  return {
    id,
    private: id.startsWith('private.'),
    parts: partsOf(parts),
    first: isFirst(first) ? first : 'unknown',
    merge: merge.includes(':')
      ? Object.fromEntries(merge.split(',').map((pair) => pair.split(':')))
      : isMerge(merge)
        ? merge
        : 'append',
    by: by ? by.split(',') : [],
  };
}

/** Reads what names a stream, or stands beside an order: `instType,topic=order,symbol?`. */
export const partsOf = (text: string): StreamPart[] =>
  text.split(',').map((part) => {
    const [name = '', value] = part.split('=');
    return { name: name.replace('?', ''), value, optional: name.endsWith('?') };
  });
