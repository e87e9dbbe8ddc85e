import { describe, expect, it } from 'vitest';
import { regressions } from '../test/regressions.js';
import { judge } from './judge.js';
import { play } from './play.js';

describe('what once went wrong', () => {
  it.each(Object.entries(regressions))('%s', async (_, { timeoutMs = 10_000, steps, expected }) => {
    const played = await play({ seed: 1, timeoutMs, steps });
    expect(judge(played)).toEqual([]);
    const recorded = played.calls.filter(({ step }) => step.id in expected);
    expect(
      Object.fromEntries(recorded.map(({ step, end }) => [step.id, end?.claims.map(({ state }) => state)])),
    ).toEqual(expected);
    // Nothing would be shown by a fault that never happened.
    const { entries } = played.truth.faults;
    expect(entries.length === 0 || entries.some(({ hits }) => hits > 0)).toBe(true);
  });
});
