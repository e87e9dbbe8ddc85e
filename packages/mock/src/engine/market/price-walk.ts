import { fraction, hashText } from '../../core/hash.js';

// Seconds: 1, 4, 16 … 3 days. Each octave is twice as strong as the one before, as in a random walk, where
// distance grows with the root of time.
const OCTAVES = Array.from({ length: 10 }, (_, index) => ({ period: 4 ** index, weight: 2 ** index / 1024 }));

/** How far the walk strays from its start: 6 %. */
const REACH = 0.06;

/**
 * A price's way through time as a factor around 1: the same for the same seed and second, with no past to be
 * computed. Octaves of noise instead of steps, so that any moment costs the same and the clock may jump.
 */
export function walk(seed: number, second: number): number {
  let sum = 0;
  for (const { period, weight } of OCTAVES) {
    const index = Math.floor(second / period);
    const part = second / period - index;
    const from = noise(seed, period, index);
    sum += weight * (from + (noise(seed, period, index + 1) - from) * part);
  }
  return 1 + REACH * sum;
}

/** In [-1, 1). */
function noise(seed: number, period: number, index: number): number {
  return 2 * fraction(Math.imul(index, 0x9e3779b1) ^ Math.imul(period, 0x85ebca6b) ^ seed) - 1;
}

/** A number in [0, 1) that follows from seed, what it is for, and a counter. */
export function lot(seed: number, purpose: number, index: number): number {
  return fraction(Math.imul(index, 0x27d4eb2f) ^ Math.imul(purpose, 0x165667b1) ^ seed);
}

export function seedOf(...parts: string[]): number {
  return hashText(parts.join('/'));
}
