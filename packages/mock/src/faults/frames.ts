import { isRecord } from '../core/schema.js';
import { extended, withBare } from './apply.js';
import type { Fault } from './types.js';

/** A frame's text as a fault leaves it. */
export function spoiltText(text: string, fault: Fault | undefined): string {
  if (fault === undefined) return text;
  if ('malformed' in fault) return text.slice(0, Math.ceil(text.length / 2));
  if ('empty' in fault) return '';
  if ('quoted' in fault)
    return text.replace(/"code":("?)(\d+)"?/, (_, quote, code) => (quote ? `"code":${code}` : `"code":"${code}"`));
  if ('bare' in fault) return withBare(text, fault.bare);
  return 'extra' in fault ? withExtra(text) : text;
}

/** Numbers of books are longer than a number of JavaScript's holds, so they are kept as text meanwhile. */
function withExtra(text: string): string {
  if (text === 'pong') return text;
  const frame: unknown = JSON.parse(text.replace(/"(p?seq)":(\d+)/g, '"$1":"$2"'));
  return isRecord(frame) ? withBare(JSON.stringify(extended(frame)), ['seq', 'pseq']) : text;
}
