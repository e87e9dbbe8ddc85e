/** How many letters to insert, remove, change or swap with the next to make one text the other (optimal string alignment). */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/**
 * The name that was meant by a misspelt one: the nearest, at most one letter off, two from eight letters on; the first of
 * several that are as near. Undefined where nothing is near, and for names of fewer than four letters, which are near to too much.
 */
export function nearest(misspelt: string, known: Iterable<string>): string | undefined {
  const most = misspelt.length < 4 ? 0 : misspelt.length < 8 ? 1 : 2;
  let best: { name: string; off: number } | undefined;
  for (const name of known) {
    if (Math.abs(name.length - misspelt.length) > most) continue;
    const off = distance(misspelt.toLowerCase(), name.toLowerCase());
    if (off <= most && (!best || off < best.off)) best = { name, off };
  }
  return best?.name;
}
