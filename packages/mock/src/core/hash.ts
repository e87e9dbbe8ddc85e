/**
 * FNV-1a over UTF-16 units. `from` continues an earlier hash, so that a field's hash is its parent's hash
 * plus its own name: cheap, and no field's value depends on its neighbours.
 */
export function hashText(text: string, from = 0x811c9dc5): number {
  let hash = from;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Spreads a hash evenly (the finalizer of MurmurHash3): FNV alone leaves the high bits of short texts alike. */
export function spread(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) that follows from the hash. */
export function fraction(hash: number): number {
  return spread(hash) / 0x1_0000_0000;
}

/** `count` decimal digits that follow from the hash, the first of them `first`. */
export function digits(hash: number, count: number, first = '1'): string {
  let text = first;
  for (let step = 1; text.length < count; step++) text += String(spread(hash + step) % 1_000_000_000).padStart(9, '0');
  return text.slice(0, count);
}
