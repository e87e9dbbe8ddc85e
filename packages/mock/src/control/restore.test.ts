import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../../scripts/processor-time.js';
import { checkWorld } from '../../test/engine.js';
import { NOW, signed } from '../../test/small-exchange.js';
import { decimal, Engine, venueOf } from '../engine/index.js';
import { createMockExchange, type MockExchange } from '../hosts/exchange.js';
import type { MockSnapshot } from './control.js';

function engineIn({ state }: MockExchange): Engine {
  return state.engine?.control instanceof Engine ? state.engine.control : expect.fail('no engine');
}

/** An exchange with something of everything. */
function busy(): MockExchange {
  const mock = createMockExchange({ now: NOW });
  const engine = engineIn(mock);
  const owner = { key: 'test-key' };
  mock.faults.add({ probability: 0.5, count: 9, key: 'nobody', fault: { delay: 1 } });
  mock.deposit({ key: 'test-key', coin: 'USDT', amount: '5000', wallet: 'crossed_margin' });
  mock.price({ symbol: 'BTCUSDT', price: '60000' });
  for (const view of ['classic', 'unified'] as const) {
    const account = engine.account(owner, view, NOW);
    const { world } = engine;
    const hedge = view === 'classic' ? ({ posSide: 'long' } as const) : {};
    const spot = { category: 'SPOT', symbol: 'BTCUSDT' } as const;
    const futures = { category: 'USDT-FUTURES', symbol: 'BTCUSDT', ...hedge } as const;
    engine.place(account, { ...spot, side: 'buy', type: 'market', size: '900', byValue: true });
    engine.place(account, {
      ...spot,
      side: 'buy',
      type: 'limit',
      price: '50000',
      size: '0.01',
      clientOid: `${view}-1`,
    });
    engine.place(account, { ...spot, side: 'buy', type: 'limit', price: '70000', size: '0.01', trigger: '65000' });
    engine.place(account, { ...futures, side: 'buy', type: 'market', size: '0.01' });
    engine.place(account, {
      ...futures,
      side: 'buy',
      type: 'limit',
      price: '50000',
      size: '0.01',
      takeProfit: '80000',
    });
    const wallet = view === 'unified' ? 'uta' : 'spot';
    engine.withdraw(account, { coin: 'USDT', chain: 'TRC20', address: 'x', amount: '50', inner: false, wallet });
    if (view === 'classic') engine.borrow(account, 'crossed_margin', 'USDT', decimal('100'));
    engine.addPlan(venueOf(world, 'USDT-FUTURES', 'BTCUSDT'), {
      account,
      kind: 'normal_plan',
      ...futures,
      side: 'buy',
      posSide: hedge.posSide ?? 'net',
      closing: false,
      reduceOnly: false,
      marginMode: 'crossed',
      stp: 'none',
      force: 'gtc',
      clientOid: `${view}-plan`,
      size: decimal('0.01'),
      byValue: false,
      triggers: [{ which: 'open', ticks: 700_000, direction: 'up', by: 'fill_price', orderTicks: 0 }],
    });
  }
  mock.clock.advance(3_600_000 * 9);
  engine.at(mock.clock.now());
  checkWorld(engine.world);
  return mock;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The places of a value, each a way of names. */
function placesIn(value: Json, at: (string | number)[] = []): (string | number)[][] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [at, ...below.flatMap(([name, part]) => placesIn(part, [...at, Array.isArray(value) ? Number(name) : name]))];
}

/** Changes what stands at a place; `undefined` takes it away. */
function put(root: Json, place: readonly (string | number)[], change: (old: Json) => unknown): void {
  const last = place.at(-1);
  let holder: unknown = root;
  for (const name of place.slice(0, -1)) holder = Object(holder)[name];
  if (last === undefined || typeof holder !== 'object' || holder === null) return;
  const value = change(Object(holder)[last]);
  if (value === undefined && Array.isArray(holder)) holder.splice(Number(last), 1);
  else if (value === undefined) delete Object(holder)[last];
  else Object(holder)[last] = value;
}

function valueAt(place: readonly (string | number)[]): unknown {
  return place.reduce<unknown>((value, name) => Object(value)[name], snapshot);
}

const start = busy();
const snapshot: Json = JSON.parse(JSON.stringify(start.snapshot()));
const PLACES = placesIn(snapshot);

/** In place of any value. */
const NASTY = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  0,
  1,
  0.5,
  1e15,
  2 ** 53,
  4e9,
  8.64e15,
  -0,
  null,
  true,
  '',
  'x',
  '-1',
  'NaN',
  '1e99',
  '9'.repeat(300),
  '__proto__',
  [],
  {},
  [[]],
  [null, null],
  { $: 'NaN' },
  { $: '-5' },
  { $: '1e9' },
  { $: 5 },
  undefined,
];
const change = fc.oneof(
  fc.constantFrom(...NASTY).map((value) => () => value),
  fc
    .integer({ min: -3, max: 3 })
    .map(
      (by) => (old: Json) =>
        typeof old === 'number' ? old + by : typeof old === 'string' && /^\d+$/.test(old) ? `${Number(old) + by}` : old,
    ),
  fc.constant((old: Json) => (Array.isArray(old) ? [...old, ...old] : old)),
  fc.constant((old: Json) => (Array.isArray(old) ? [...old].reverse() : old)),
);
const mutation = fc.tuple(fc.nat(PLACES.length - 1), change);

/** Tries to restore; whatever comes of it, the exchange stands, whole and in balance. */
async function attempt(mock: MockExchange, given: unknown): Promise<boolean> {
  const before = JSON.stringify(mock.snapshot());
  try {
    mock.restore(given as MockSnapshot);
  } catch (error) {
    expect(String(error)).toMatch(/^\w+: (\[mock\] |bad-snapshot: )[^\n]{1,400}$/);
    expect(JSON.stringify(mock.snapshot())).toBe(before);
    return false;
  }
  const engine = engineIn(mock);
  checkWorld(engine.world);
  for (const url of ['/api/v2/spot/account/assets', '/api/v3/account/assets', '/api/v2/spot/trade/unfilled-orders'])
    expect((await mock.handle(signed('GET', url, '', { time: String(mock.clock.now()) }))).status, url).toBe(200);
  const order = '{"symbol":"BTCUSDT","side":"buy","orderType":"market","force":"gtc","size":"1000000"}';
  await mock.handle(signed('POST', '/api/v2/spot/trade/place-order', order, { time: String(mock.clock.now()) }));
  mock.clock.set(Math.min(mock.clock.now() + 7_200_000, NOW + 1e10));
  engine.at(mock.clock.now());
  checkWorld(engine.world);
  return true;
}

describe('restore', () => {
  it('takes what was taken, and comes to the same again', async () => {
    const mock = createMockExchange({ now: NOW });
    mock.restore(JSON.parse(JSON.stringify(snapshot)));
    expect(JSON.parse(JSON.stringify(mock.snapshot()))).toEqual(snapshot);
    expect(await attempt(mock, structuredClone(snapshot))).toBe(true);
  });

  it(`property: what was tampered with is refused, or taken whole and in balance; it never hangs`, async () => {
    const mock = createMockExchange({ now: NOW });
    let taken = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (changes) => {
        const given = structuredClone(snapshot);
        for (const [place, to] of changes) put(given, PLACES[place] ?? [], to);
        const begun = processorTime();
        (await attempt(mock, given)) ? taken++ : refused++;
        expect(processorTime() - begun).toBeLessThan(5_000);
      }),
      { numRuns: process.env.SOAK ? 30_000 : 600 },
    );
    expect(Math.min(taken, refused)).toBeGreaterThan(0);
  }, 1_800_000);

  /** The snapshot with another value at a place; `spot` stands for where the spot wallet is. */
  const spot = PLACES.find((place) => valueAt(place) === 'spot:USDT')?.slice(0, -1) ?? expect.fail('no spot wallet');
  const tampered = (place: (string | number)[], value: unknown) => {
    const given = structuredClone(snapshot);
    put(given, place, () => value);
    return given;
  };
  const faults = (entry: object) => tampered(['faults', 'entries'], [entry]);
  it.each<[string, unknown, RegExp]>([
    [
      'orders yet to come',
      tampered(['engine', 'now'], NOW - 1),
      /test-key\/classic: orders \d+ is of a moment after now/,
    ],
    ['a counter of 1e15', tampered(['engine', 'counters', 'order'], 1e15), /counters\.order must be <= 4000000000/],
    [
      'a counter below its numbers',
      tampered(['engine', 'counters', 'order'], 1),
      /counters\.order is 1, but there is a number \d+/,
    ],
    [
      'cash that is no number',
      tampered([...spot, 1, 'cash', '$'], 'NaN'),
      /accounts\[0\]\.wallets\[\d\]\[1\]\.cash\.\$ must match/,
    ],
    [
      'a negative hold',
      tampered([...spot, 1, 'hold', '$'], '-5'),
      /test-key\/classic, wallet spot:USDT: hold is negative/,
    ],
    [
      'a hold that nothing stands on',
      tampered([...spot, 1, 'hold', '$'], '5'),
      /wallet spot:USDT: hold is 5, but \S+ stands on it/,
    ],
    ['money from nowhere', tampered([...spot, 1, 'cash', '$'], '99999'), /all USDT is \S+, but \S+ came from outside/],
    ['an unknown field', tampered(['engine', 'more'], 1), /must NOT have additional properties/],
    ['no engine', tampered(['engine'], undefined), /snapshot\.engine must be given/],
    ['a clock of the far future', tampered(['clock', 'ahead'], 8e15), /the clock can't show 8\d{15}/],
    ['a clock that is none', tampered(['clock', 'fixed'], Number.NaN), /the clock can't show NaN/],
    [
      'hits that are none',
      faults({ rule: { id: 'a', fault: { delay: 1 } }, hits: -1, draws: [] }),
      /faults\.entries\[0\]\.hits must be a whole number/,
    ],
    [
      'a fault without a name',
      faults({ rule: { fault: { delay: 1 } } }),
      /faults\.entries\[0\]\.rule\.id must be given/,
    ],
    ['a seed without end', tampered(['seed'], 'x'.repeat(2_000)), /snapshot\.seed must be a text of at most 1000/],
  ])('refuses %s, and says where', async (_, given, words) => {
    const mock = createMockExchange({ now: NOW });
    expect(() => mock.restore(given as MockSnapshot)).toThrow(words);
    expect(await attempt(mock, given)).toBe(false);
  });
});
