import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Push, StreamEvent } from './events.js';
import { createQueue, type DropPolicy, type Queue } from './queue.js';

const arg = { instType: 'spot', topic: 'ticker', symbol: 'BTCUSDT' };
const pushOf = (n: number): StreamEvent => ({ type: 'push', push: { arg, data: [n] } });
const lost: StreamEvent = { type: 'lost', arg };

const taken = (queue: Queue): StreamEvent[] => {
  const all: StreamEvent[] = [];
  for (let event = queue.take(); event; event = queue.take()) all.push(event);
  return all;
};

const shortly = (event: StreamEvent) => {
  if (event.type === 'push') return (event.push as Push & { data: number[] }).data[0];
  return event.type === 'dropped' ? `dropped ${event.count}` : event.type;
};

describe('a queue', () => {
  test('of the latest keeps what comes after a gap behind it', () => {
    const queue = createQueue(10, 'latest-per-symbol');
    for (const event of [pushOf(1), pushOf(2), lost, pushOf(3), pushOf(4)]) queue.put(event);
    expect(taken(queue).map(shortly)).toEqual([2, 'lost', 4]);
  });

  test('holds no more events than pushes, and says that some are gone', () => {
    const queue = createQueue(3, 'close');
    for (let n = 0; n < 1_000; n++) expect(queue.put({ type: 'idle', ms: n })).toBe(true);
    expect(queue.dropped).toBe(997);
    expect(taken(queue)).toEqual([
      { type: 'dropped', count: 997 },
      ...[997, 998, 999].map((ms) => ({ type: 'idle', ms })),
    ]);
  });

  test('is bounded, in order, and tells or brings all that was put in, whatever comes', () => {
    const put = fc.array(fc.constantFrom('push', 'event', 'take'), { maxLength: 300 });
    fc.assert(
      fc.property(
        put,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom<DropPolicy>('oldest', 'close'),
        (steps, max, policy) => {
          const queue = createQueue(max, policy);
          const got: StreamEvent[] = [];
          let count = 0;
          for (const step of steps) {
            if (step === 'take') {
              const event = queue.take();
              if (event) got.push(event);
            } else if (queue.put(step === 'push' ? pushOf(count) : { type: 'idle', ms: count })) count++;
          }
          const left = taken(queue);
          // each marker stands between others
          expect(left.length).toBeLessThanOrEqual(4 * max + 1);
          const told = [...got, ...left].reduce((sum, event) => sum + (event.type === 'dropped' ? event.count : 1), 0);
          expect(told).toBe(count);
          const numbers = [...got, ...left].flatMap((event) =>
            event.type === 'idle' ? [event.ms] : event.type === 'push' ? [Number(shortly(event))] : [],
          );
          expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
          expect(queue.pushes).toBe(0);
        },
      ),
    );
  });
});
