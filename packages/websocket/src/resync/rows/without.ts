import type { Fields } from '../../streams/frames.js';

/** A row less what the stream does not have; names are apart by a space. */
export function without(row: Fields, names: string): Fields {
  const left = names.split(' ');
  return Object.fromEntries(Object.entries(row).filter(([name]) => !left.includes(name)));
}
