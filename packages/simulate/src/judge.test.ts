import { describe, expect, it } from 'vitest';
import type { Claim } from './calls.js';
import type { History } from './history.js';
import { judge } from './judge.js';
import { type Played, play } from './play.js';
import { shrink } from './shrink.js';

const history: History = {
  seed: 1,
  timeoutMs: 3_000,
  steps: [
    { at: 0, id: 1, do: 'place', own: true },
    { at: 10, id: 2, do: 'batch', size: 2, own: false },
    { at: 20, id: 3, do: 'transfer', own: false },
    { at: 30, id: 4, do: 'withdraw', own: true },
    { at: 40, id: 5, do: 'cancel', of: 1 },
    { at: 50, id: 6, do: 'read' },
  ],
};

describe('the judge', () => {
  /** The history's record with the claim of a step changed. */
  const lied = (played: Played, id: number, claim: Partial<Claim>): Played => ({
    ...played,
    calls: played.calls.map((one) =>
      one.step.id === id && one.end
        ? { ...one, end: { ...one.end, claims: one.end.claims.map((true_) => ({ ...true_, ...claim })) } }
        : one,
    ),
  });

  it('finds nothing wrong where nothing is', async () => {
    const played = await play(history);
    expect(judge(played)).toEqual([]);
    expect(played.calls.map(({ end }) => end?.claims.map(({ state }) => state))).toEqual([
      ['placed'],
      ['placed', 'placed'],
      ['placed'],
      ['placed'],
      [],
      [],
    ]);
  });

  it.each([1, 2, 3, 4])('finds what is untrue of step %d', async (id) => {
    const played = await play(history);
    expect(judge(lied(played, id, { state: 'not-placed' }))[0]).toContain('it is in the books');
    expect(judge(lied(played, id, { shown: 'other' }))[0]).toContain('as other, and it is in the books as');
    expect(judge(lied(played, id, { state: 'unknown' }))[0]).toContain('nothing had gone wrong');
    const empty = { ...played, truth: (await play({ ...history, steps: [] })).truth };
    expect(judge(empty).filter((line) => line.includes(`step ${id} `))[0]).toContain('it is not in the books');
  });

  it('finds what never ended, what is left, what came too often, money that is made, and orders that stand twice', async () => {
    const played = await play(history);
    const [first] = played.calls;
    const endless = { ...played, calls: first ? [{ ...first, end: undefined }] : [] };
    expect(judge(endless)).toEqual(['step 1 never ended']);
    expect(judge({ ...played, left: ['a timer'] })).toEqual(['a timer']);
    const [entry] = played.journal.filter(({ operation }) => operation === 'v3:trade.placeOrder');
    const burst = entry ? Array.from({ length: 11 }, (_, index) => ({ ...entry, time: entry.time + index * 99 })) : [];
    expect(judge({ ...played, journal: burst })[0]).toContain('v3:trade.placeOrder: more than 10 arrived');
    const more = structuredClone(played);
    Object(more.truth.engine).outside[0][1].$ = '1';
    expect(judge(more)[0]).toMatch(/^USDT: .* more than came in/);
    const twice = structuredClone(played);
    const { orders } = Object(twice.truth.engine);
    orders.push({ ...orders[0], clientOid: 'again' });
    expect(judge(twice)[0]).toMatch(/^step \d, 0: 2 times in the books$/);
  });
});

it('a history is the same whenever it is played', async () => {
  const faults: History = {
    ...history,
    steps: [
      { at: 0, id: 9, do: 'fault', rule: { operation: 'v3:trade.*', count: 2, fault: { late: 8_000 } } },
      { at: 0, id: 10, do: 'slow', ms: 4_000, forMs: 60 },
      ...history.steps,
      { at: 2_000, id: 11, do: 'crash' },
    ],
  };
  expect(JSON.stringify(await play(faults))).toBe(JSON.stringify(await play(faults)));
});

it('shrinks to the steps without which nothing fails', async () => {
  const tried: number[] = [];
  const small = await shrink(history, async ({ steps }) => {
    tried.push(steps.length);
    return [2, 5].every((id) => steps.some((step) => step.id === id));
  });
  expect(small.steps.map(({ id }) => id)).toEqual([2, 5]);
  expect(tried.length).toBeLessThan(30);
});
