import { expect, it } from 'vitest';
import { add, nothing, simulate } from './simulate.js';

it('a few histories, in which every claim is true', async () => {
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
  const summary = await simulate(seeds);
  expect(summary.failures).toEqual([]);
  expect(summary.histories).toBe(20);
  expect(summary.claims.placed).toBeGreaterThan(100);
  expect(add(summary, nothing())).toEqual(summary);
});
