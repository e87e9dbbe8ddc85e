import { parseRoute, valuesOf } from '../routes/read.js';
import { partsOf } from './read.js';
import type { RequestLine } from './types.js';

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
