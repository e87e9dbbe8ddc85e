import { parseRoute } from '@bitget-spec/contract';
import { describe, expect, it } from 'vitest';
import { type Asked, runtimeOf } from '../../test/runtime.js';
import { CancelScope } from '../call/scope.js';
import { type Search, settleAll } from './settle.js';

const fine = (data: unknown) => ({ code: '00000', data });
const absent = { code: '25204', msg: 'Order does not exist' };

/** Orders that were just sent, and an exchange that responds to their lookups. */
function make(response: (asked: Asked, count: number) => unknown, kind = 'find') {
  let count = 0;
  const inside = runtimeOf('GET trade/order-info public', (asked) => response(asked, ++count));
  const { system, runtime, asked } = inside;
  const route = parseRoute('/api/v3/', `POST trade/place order id=clientOid ${kind}=trade/order-info:clientOid`);
  const lag = { ms: 0 };
  const settle = (search: Partial<Search> = {}, numbers = ['mine'], taken = false, agoMs = 0) => {
    const sentAt = system.now() - agoMs;
    const sentTick = system.monotonic() - agoMs;
    const attempt = { route, scope: new CancelScope(system), firstSentAt: sentAt, sentAt, sentTick, validMs: 30_000 };
    const questions = numbers.map((clientOid) => ({ order: { clientOid, ours: true, fields: {} }, taken }));
    return settleAll(runtime, attempt, questions, { waitMs: 60_000, graceMs: 2_000, lag, quiet: false, ...search });
  };
  return { settle, system, lag, times: () => asked.map(({ at }) => at) };
}

describe('an order whose response was lost', () => {
  it('is looked up at once, then ever more seldom, until its time is over and a second look confirms it', async () => {
    const { settle, times } = make(() => absent);
    expect(await settle()).toMatchObject([{ state: 'not-placed' }]);
    const waits = times().map((at, index, all) => at - (all[index - 1] ?? 0));
    // by chance half to all of 250 ms, 500 ms … 4 s
    expect(waits).toEqual([0, 187.5, 375, 750, 1_500, ...Array(10).fill(3_000), 250]);
  });

  it('is looked up twice, now and when its time is over, where the exchange asked for less', async () => {
    const { settle, system, times } = make(() => absent);
    await system.sleep(1_000);
    expect(await settle({ quiet: true }, ['mine'], false, 600)).toMatchObject([{ state: 'not-placed' }]);
    expect(times()).toEqual([1_000, 32_400, 32_650]);
  });

  it('is looked up within the time that is given, however long a response takes', async () => {
    const { settle, system, times } = make((_, count) => (count === 1 ? absent : new Promise(() => {})));
    await system.sleep(1_000);
    expect(await settle({ waitMs: 3_000 })).toMatchObject([{ state: 'unknown' }]);
    expect([times(), system.monotonic()]).toEqual([[1_000, 1_187.5], 4_000]);
  });

  it('is looked up as late as the exchange says that it may be', async () => {
    const limited = (headers: HeadersInit = {}) => Response.json({ code: '429' }, { status: 429, headers });
    const reported = make((_, count) => (count === 1 ? limited({ 'retry-after': '3' }) : fine({ clientOid: 'mine' })));
    expect(await reported.settle()).toMatchObject([{ state: 'placed' }]);
    expect(reported.times()).toEqual([0, 3_000]);
    const silent = make((_, count) => (count === 1 ? limited() : fine({ clientOid: 'mine' })));
    await silent.settle();
    expect(silent.times()).toEqual([0, 187.5]);
  });

  it('is unknown in the end where finding nothing proves nothing, or the exchange says that its number is taken', async () => {
    const seek = make(() => fine([]), 'seek');
    expect(await seek.settle()).toMatchObject([{ state: 'unknown' }]);
    const taken = make(() => absent);
    expect(await taken.settle({}, ['mine'], true)).toMatchObject([{ state: 'unknown' }]);
    expect([seek.system.monotonic(), taken.system.monotonic()]).toEqual([60_000, 60_000]);
  });

  it('is not placed only where two looks after its time both say so', async () => {
    const { settle, times } = make((_, count) => (count % 2 ? absent : { code: '40014' }));
    expect(await settle({ waitMs: 33_000, quiet: true })).toMatchObject([{ state: 'unknown' }]);
    expect(times().filter((at) => at >= 32_000).length).toBeGreaterThan(1);
  });
});

describe('what a lookup was seen to lag', () => {
  /** The order shows after a while, with the time at which it was made. */
  const shown = (afterMs: number, record: (start: number) => object) => {
    const world = make(({ at }) =>
      at < afterMs ? absent : fine({ clientOid: 'mine', ...record(world.system.now() - world.system.monotonic()) }),
    );
    return world;
  };

  it('is the longest so far between an order’s making and a lookup without it', async () => {
    const world = shown(3_000, (start) => ({ createdTime: `${start + 100}` }));
    await world.settle();
    expect(world.lag.ms).toBe(2_812.5 - 100);
    world.lag.ms = 5_000;
    await world.settle();
    expect(world.lag.ms).toBe(5_000);
  });

  it('is how long after its time an order was taken', async () => {
    const world = shown(3_000, (start) => ({ createdTime: `${start + 31_500}` }));
    await world.settle();
    expect(world.lag.ms).toBe(1_500);
  });

  it('is nothing where it was found at once, or does not say when it was made', async () => {
    const known = shown(0, (start) => ({ createdTime: `${start}` }));
    const silent = shown(3_000, () => ({}));
    await known.settle();
    await silent.settle();
    expect([known.lag.ms, silent.lag.ms]).toEqual([0, 0]);
  });

  it('counts twice when an order is looked for', async () => {
    const { settle, times, lag } = make(() => absent);
    lag.ms = 5_000;
    expect(await settle({ quiet: true })).toMatchObject([{ state: 'not-placed' }]);
    expect(times().at(-1)).toBeGreaterThan(40_000);
  });
});

it('of many orders five are looked up at a time, each in its place', async () => {
  let open = 0;
  let most = 0;
  const { settle, system } = make(async ({ query }) => {
    most = Math.max(most, ++open);
    await system.sleep(100);
    open--;
    return fine({ clientOid: query.clientOid });
  });
  const numbers = Array.from({ length: 12 }, (_, index) => `order-${index}`);
  const settled = await settle({}, numbers);
  expect(settled.map(({ clientOid, state }) => `${clientOid} ${state}`)).toEqual(
    numbers.map((clientOid) => `${clientOid} placed`),
  );
  expect(most).toBe(5);
});
