import { posix } from 'node:path';

/** From page to page, both named from the top: `../order/detail.md`. */
export function relativeTo(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}
