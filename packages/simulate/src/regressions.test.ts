import { describe, expect, it } from 'vitest';
import { regressions } from '../test/regressions.js';
import { judge } from './judge.js';
import { play } from './play.js';

describe('what once went wrong', () => {
  it.each(Object.entries(regressions))('%s', async (_, { timeoutMs = 10_000, steps, told }) => {
    const played = await play({ seed: 1, timeoutMs, steps });
    expect(judge(played)).toEqual([]);
    const heard = played.told.filter(({ step }) => step.id in told);
    expect(Object.fromEntries(heard.map(({ step, end }) => [step.id, end?.claims.map(({ state }) => state)]))).toEqual(
      told,
    );
    // Nothing would be shown by a fault that never happened.
    const { entries } = played.truth.faults;
    expect(entries.length === 0 || entries.some(({ hits }) => hits > 0)).toBe(true);
  });
});
