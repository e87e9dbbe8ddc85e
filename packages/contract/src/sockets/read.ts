import { parseRoute, valuesOf } from '../routes/read.js';
import type { FirstPush, Merge } from '../vocabulary.js';
import type { RequestLine, SocketTable, StreamLine, StreamPart } from './types.js';

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

/** Reads the line of a way to order. */
export function parseRequest(base: string, line: string): RequestLine {
  const route = parseRoute(base, line);
  const [frame] = valuesOf(route, 'frame');
  const [arg] = valuesOf(route, 'arg');
  const [rest] = valuesOf(route, 'rest');
  return {
    route,
    topic: route.below.slice(route.below.lastIndexOf('/') + 1),
    frame: frame ? frame.split(',') : [],
    arg: arg === undefined ? undefined : partsOf(arg),
    batch: route.words.includes('batch'),
    rest,
  };
}

const partsOf = (text: string): StreamPart[] =>
  text.split(',').map((part) => {
    const [name = '', value] = part.split('=');
    return { name: name.replace('?', ''), value, optional: name.endsWith('?') };
  });
