import { platformSystem } from '@bitget-spec/auth';
import { parseRoute } from '@bitget-spec/contract';
import { describe, expect, it } from 'vitest';
import { CancelScope } from '../call/scope.js';
import { isOver, patienceFor } from './certainty.js';

describe('the time that is waited', () => {
  it('is what the documentation says, and what the caller says before that', () => {
    expect(patienceFor('order', {}, 0)).toEqual({ waitMs: 40_000, graceMs: 2_000 });
    expect(patienceFor('funds', {}, 0)).toEqual({ waitMs: 68_000, graceMs: 30_000 });
    expect(patienceFor('order', { graceMs: 10_000 }, 0)).toEqual({ waitMs: 48_000, graceMs: 10_000 });
    expect(patienceFor('order', { waitMs: 0, graceMs: 0 }, 0)).toEqual({ waitMs: 0, graceMs: 0 });
  });

  it('is twice what lookups were seen to lag, where that is longer', () => {
    expect(patienceFor('order', {}, 1_000).graceMs).toBe(2_000);
    expect(patienceFor('order', {}, 4_000).graceMs).toBe(8_000);
  });
});

describe('a request is over', () => {
  const attempt = {
    route: parseRoute('/api/v3/', 'POST trade/place-order order'),
    scope: new CancelScope(platformSystem),
    firstSentAt: 1_000_000,
    sentAt: 1_000_000,
    sentTick: 500,
    validMs: 30_000,
  };
  /** So long after it was sent, by the client's clock that never jumps and by the exchange's. */
  const over = (waited: number, exchangeTime: number | undefined) =>
    isOver(
      attempt,
      { tick: 500 + waited, exchangeTime: exchangeTime === undefined ? exchangeTime : 1_000_000 + exchangeTime },
      2_000,
    );

  it('once both clocks say that its timestamp expired and that it would show by now, to the millisecond', () => {
    expect(over(32_000, 32_000)).toBe(true);
    expect(over(31_999, 32_000)).toBe(false);
    expect(over(32_000, 31_999)).toBe(false);
  });

  it('30 s later where no response shows the time: its timestamp may have been that far ahead', () => {
    expect(over(62_000, undefined)).toBe(true);
    expect(over(61_999, undefined)).toBe(false);
  });
});
