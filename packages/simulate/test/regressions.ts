import type { Fault } from '@bitget-spec/mock';
import type { Claim } from '../src/calls.js';
import type { Step } from '../src/history.js';

/** A history that once went wrong, and what has to be expected in it, by step. */
export interface Regression {
  timeoutMs?: number;
  steps: readonly Step[];
  expected: Readonly<Record<number, readonly Claim['state'][]>>;
}

const PLACE = 'v3:trade.placeOrder';
const at = (
  time: number,
  id: number,
  step: { do: 'fault'; fault: Fault; operation?: string; count?: number },
): Step => {
  const { fault, operation = PLACE, count = 1 } = step;
  return { at: time, id, do: 'fault', rule: { operation, count, fault } };
};
const fault = (id: number, what: Fault, more: { operation?: string; count?: number; at?: number } = {}): Step =>
  at(more.at ?? 0, id, { do: 'fault', fault: what, ...more });
const own: Step = { at: 10, id: 1, do: 'place', own: true };
const generated: Step = { at: 10, id: 1, do: 'place', own: false };
const placed = { 1: ['placed'] } as const;

const burst = (from: number, count: number, time: number): Step[] =>
  Array.from({ length: count }, (_, index) => ({ at: time, id: from + index, do: 'place', own: false }));

/** By what went wrong. */
export const regressions: Readonly<Record<string, Regression>> = {
  "a number of the caller's own, delivered twice, the second response received": {
    steps: [fault(9, { duplicate: 'last' }), own],
    expected: placed,
  },
  'a generated number, delivered twice, the second response received': {
    steps: [fault(9, { duplicate: 'last' }), generated],
    expected: placed,
  },
  "a 429 that came late: the second try finds the caller's number taken": {
    steps: [fault(9, { code: '429', when: 'after' }), own],
    expected: placed,
  },
  'a 429 that came late, at every try': {
    steps: [fault(9, { code: '429', when: 'after' }, { count: 100 }), own],
    expected: placed,
  },
  "a proxy's page with 429 after the order was taken, at every try": {
    steps: [fault(9, { status: 429, when: 'after' }, { count: 100 }), own],
    expected: placed,
  },
  'another order with a number that is in use': {
    steps: [own, { at: 5_000, id: 2, do: 'repeat', of: 1 }],
    expected: { 1: ['placed'], 2: ['unknown'] },
  },
  'responses of two orders swapped on a kept connection': {
    steps: [fault(9, { swap: 500 }), own, { at: 20, id: 2, do: 'place', own: false }],
    expected: { 1: ['placed'], 2: ['placed'] },
  },
  'responses of two batches swapped': {
    steps: [
      fault(9, { swap: 500 }, { operation: 'v3:trade.placeBatch' }),
      { at: 10, id: 1, do: 'batch', size: 2, own: true },
      { at: 20, id: 2, do: 'batch', size: 2, own: false },
    ],
    expected: { 1: ['placed', 'placed'], 2: ['placed', 'placed'] },
  },
  ...Object.fromEntries(
    ([302, 401, 403, 404, 405, 502] as const).map((status) => [
      `a proxy's page with ${status} after the order was taken`,
      { steps: [fault(9, { status, when: 'after' }), own], expected: placed },
    ]),
  ),
  "a proxy's page with 403 after a transfer": {
    steps: [
      fault(9, { status: 403, when: 'after' }, { operation: 'v3:account.transfer' }),
      { at: 10, id: 1, do: 'transfer', own: true },
    ],
    expected: { 1: ['unknown'] }, // no look-up of v3 shows a transfer between one's own accounts
  },
  'lookups that lag behind an order whose response was lost': {
    steps: [fault(9, { cut: 'after' }), fault(8, { lag: 10_000 }, { operation: 'v3:*', count: 100 }), own],
    expected: placed,
  },
  'taken after the time limit': { timeoutMs: 1_000, steps: [fault(9, { late: 12_000 }), own], expected: placed },
  'taken at the last moment of its timestamp, and shown late': {
    timeoutMs: 1_000,
    steps: [fault(9, { late: 29_900 }), fault(8, { lag: 1_900 }, { operation: 'v3:*', count: 100 }), own],
    expected: placed,
  },
  'arrived when its timestamp had expired': {
    timeoutMs: 1_000,
    steps: [fault(9, { late: 31_000 }), own],
    expected: { 1: ['not-placed'] },
  },
  'places freed at the time limit, while the requests are under way': {
    timeoutMs: 1_000,
    steps: [
      fault(98, { late: 5_000 }, { count: 10 }),
      ...burst(1, 20, 10),
      fault(99, { late: 3_900 }, { count: 10, at: 1_020 }),
    ],
    expected: {},
  },
  'look-ups that overtake those before them': {
    timeoutMs: 1_000,
    steps: [
      { at: 0, id: 90, do: 'slow', ms: 11_822, forMs: 2_500 },
      ...Array.from({ length: 6 }, (_, index): Step => ({ at: 10, id: index + 1, do: 'batch', size: 5, own: true })),
    ],
    expected: {},
  },
  'a process that dies while an order is under way': {
    steps: [
      fault(9, { delay: 1_500 }),
      own,
      { at: 500, id: 2, do: 'crash' },
      { at: 600, id: 3, do: 'place', own: false },
    ],
    expected: { 1: ['placed'], 3: ['placed'] }, // expected by the process that takes its place
  },
  'closed with calls under way, waiting and looking': {
    timeoutMs: 1_000,
    steps: [
      fault(98, { hang: 'after' }, { count: 5 }),
      ...burst(1, 15, 10),
      { at: 1_500, id: 20, do: 'close' },
      { at: 1_500, id: 21, do: 'read' },
    ],
    expected: {},
  },
  'the clock set ahead before a withdrawal whose second try, by the right time, lost its response': {
    steps: [
      { at: 0, id: 2, do: 'read' },
      { at: 500, id: 3, do: 'jump', ms: 83_450 },
      fault(9, { cut: 'after' }, { operation: 'v3:account.withdrawal' }),
      { at: 1_000, id: 1, do: 'withdraw', own: false },
    ],
    expected: placed,
  },
  'the clock set an hour back while a call is under way': {
    steps: [fault(9, { cut: 'after' }), own, { at: 12, id: 2, do: 'jump', ms: -3_600_000 }],
    expected: placed,
  },
};
