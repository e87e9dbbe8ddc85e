import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle } from './clock.js';
import { type Decimal, decimal, ZERO } from './decimal.js';
import { transfer, withdraw } from './funds.js';
import { Engine, EngineError, type View } from './index.js';
import { cancelOrder, closePositions, setLeverage } from './manage.js';
import { addPlan } from './plans.js';
import { expectedSize } from './positions.js';
import type { Account, Order } from './records.js';
import { amendOrder, placeOrder, remaining } from './trade.js';
import { idOf, venueOf, type World } from './world.js';

const START = 1_761_998_400_000;
const VIEWS: readonly View[] = ['classic', 'unified'];

interface Step {
  what: 'place' | 'cancel' | 'amend' | 'close' | 'tick' | 'price' | 'transfer' | 'withdraw' | 'plan' | 'leverage';
  key: 'a' | 'b';
  view: number;
  market: number;
  side: 'buy' | 'sell';
  type: 'limit' | 'market';
  force: 'gtc' | 'ioc' | 'fok' | 'post_only';
  offset: number;
  size: number;
  closing: boolean;
  stp: 'none' | 'cancel_taker' | 'cancel_maker' | 'cancel_both';
  isolated: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom(
    'place',
    'place',
    'place',
    'place',
    'cancel',
    'amend',
    'close',
    'tick',
    'price',
    'transfer',
    'withdraw',
    'plan',
    'leverage',
  ),
  key: fc.constantFrom('a', 'b'),
  view: fc.nat(1),
  market: fc.nat(4),
  side: fc.constantFrom('buy', 'sell'),
  type: fc.constantFrom('limit', 'market'),
  force: fc.constantFrom('gtc', 'gtc', 'ioc', 'fok', 'post_only'),
  offset: fc.integer({ min: -40, max: 40 }),
  size: fc.integer({ min: 1, max: 4000 }),
  closing: fc.boolean(),
  stp: fc.constantFrom('none', 'none', 'cancel_taker', 'cancel_maker', 'cancel_both'),
  isolated: fc.boolean(),
});

const MARKETS = [
  ['SPOT', 'BTCUSDT'],
  ['SPOT', 'ETHBTC'],
  ['USDT-FUTURES', 'BTCUSDT'],
  ['COIN-FUTURES', 'BTCUSD'],
  ['USDT-FUTURES', 'ETHUSDT'],
] as const;

function run(engine: Engine, steps: readonly Step[]): void {
  let now = START;
  for (const one of steps) {
    try {
      now = apply(engine, one, now);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
    }
    settle(engine.world);
    checkWorld(engine.world);
  }
}

function apply(engine: Engine, one: Step, now: number): number {
  const view = VIEWS[one.view] ?? 'classic';
  const account = engine.account({ key: one.key }, view, now);
  const { world } = engine;
  const [category, symbol] = MARKETS[one.market] ?? MARKETS[0];
  const venue = venueOf(world, category, symbol);
  const { market, instrument } = venue;
  const ticks = Math.max(3, Math.round(market.ticksAt(now) * (1 + one.offset / 1000)));
  const size = decimal(one.size).shiftedBy(-Math.min(instrument.sizePlaces, 3)).toFixed();
  const hedge = category !== 'SPOT' && view === 'classic';
  const posSide = (one.side === 'buy') !== one.closing ? 'long' : 'short';
  const open = account.orders.opened();
  const some = open[one.size % Math.max(1, open.length)];
  switch (one.what) {
    case 'place':
      placeOrder(world, account, {
        category,
        symbol,
        side: one.side,
        type: one.type,
        force: one.force,
        price: market.price(ticks).toFixed(),
        size,
        byValue: one.closing,
        stp: one.stp,
        posSide: hedge ? posSide : undefined,
        closing: hedge && one.closing,
        reduceOnly: !hedge && one.closing && category !== 'SPOT',
        marginMode: one.isolated ? 'isolated' : 'crossed',
        ...(category === 'SPOT' && one.isolated && one.stp === 'none'
          ? { trigger: market.price(ticks).toFixed() }
          : {}),
        ...(one.isolated ? { takeProfit: market.price(ticks + 100).toFixed() } : {}),
      });
      return now;
    case 'cancel':
      if (some) cancelOrder(world, account, { orderId: idOf(world, 'order', some.seq) });
      return now;
    case 'amend':
      if (some)
        amendOrder(world, some, {
          price: venueOf(world, some.category, some.symbol)
            .market.price(some.ticks + one.offset)
            .toFixed(),
          size,
        });
      return now;
    case 'close':
      if (category !== 'SPOT') closePositions(world, account, category, {});
      return now;
    case 'tick':
      engine.at(now + one.size * (one.closing ? 60_000 : 500));
      return now + one.size * (one.closing ? 60_000 : 500);
    case 'price':
      engine.setPrice({ symbol, price: market.price(ticks).toFixed(), now });
      return now;
    case 'transfer':
      transfer(world, account, account, {
        coin: 'USDT',
        amount: String(one.size),
        from: view === 'unified' ? 'uta' : 'spot',
        to: view === 'unified' ? 'spot' : 'usdt_futures',
      });
      return now;
    case 'withdraw':
      withdraw(world, account, {
        coin: 'USDT',
        chain: 'TRC20',
        address: 'x',
        amount: String(one.size),
        inner: false,
        wallet: view === 'unified' ? 'uta' : 'spot',
      });
      return now;
    case 'plan':
      addPlan(world, venue, {
        account,
        kind: 'normal_plan',
        category,
        symbol,
        side: one.side,
        posSide: hedge ? posSide : 'net',
        closing: hedge && one.closing,
        reduceOnly: false,
        marginMode: 'crossed',
        stp: 'none',
        force: 'gtc',
        clientOid: '',
        size: decimal(size),
        byValue: false,
        triggers: [
          { which: 'open', ticks, direction: one.offset >= 0 ? 'up' : 'down', by: 'fill_price', orderTicks: 0 },
        ],
      });
      return now;
    default:
      if (category !== 'SPOT') setLeverage(world, account, venue, { crossed: String(1 + (one.size % 100)), long: '7' });
      return now;
  }
}

/** What must hold whatever was done. */
function checkWorld(world: World): void {
  const cash = new Map<string, Decimal>();
  for (const account of world.accounts.values()) {
    for (const [key, balance] of account.wallets) {
      const coin = key.slice(key.indexOf(':') + 1);
      cash.set(coin, (cash.get(coin) ?? ZERO).plus(balance.cash));
      expect(balance.hold.isNegative(), `hold of ${key}`).toBe(false);
      expect(balance.hold.toFixed(), `hold of ${account.id} ${key}`).toBe(standing(world, account, key).toFixed());
    }
    checkFills(account);
    checkBooks(world, account);
  }
  for (const [coin, sum] of cash) {
    const total = sum.plus(world.house.get(coin) ?? ZERO);
    expect(total.toFixed(), `all ${coin}`).toBe((world.outside.get(coin) ?? ZERO).toFixed());
  }
}

/** What orders, positions and withdrawals stand on in a wallet. */
function standing(world: World, account: Account, key: string): Decimal {
  let sum = ZERO;
  for (const order of account.orders.opened())
    if (`${order.wallet}:${order.holdCoin}` === key) sum = sum.plus(order.hold);
  for (const position of account.positions.values()) {
    const { settle: coin } = venueOf(world, position.category, position.symbol).instrument;
    if (`${position.wallet}:${coin}` === key) sum = sum.plus(position.margin);
    expect(position.size.gt(0)).toBe(true);
    expect(position.frozen.lte(position.size), 'frozen').toBe(true);
  }
  for (const one of account.movements)
    if (one.status === 'pending' && `${one.wallet}:${one.coin}` === key) sum = sum.plus(one.amount);
  return sum;
}

/** What is kept to find orders by agrees with the orders. */
function checkBooks(world: World, account: Account): void {
  const all = world.orders.filter((order) => order?.account === account);
  const open = all.filter(({ isOpen }) => isOpen);
  const seqs = (orders: Iterable<Order>) => [...orders].map(({ seq }) => seq);
  expect(seqs(account.orders.all())).toEqual(seqs(all));
  expect(seqs(account.orders.opened())).toEqual(seqs(open));
  for (const order of open) {
    const { waiting } = venueOf(world, order.category, order.symbol);
    expect(waiting.has(order)).toBe(order.trigger?.fired === false);
  }
  const closing = [...account.closing.values()].flatMap((orders) => seqs(orders));
  expect(closing.toSorted((a, b) => a - b)).toEqual(seqs(open.filter((order) => order.closing)));
  for (const position of account.positions.values()) {
    let size = ZERO;
    for (const order of open) {
      const side = order.posSide === 'net' ? (order.side === 'buy' ? 'long' : 'short') : order.posSide;
      if (order.closing || side !== position.side || order.symbol !== position.symbol) continue;
      if (order.category === position.category && account.view === 'classic') size = size.plus(remaining(order));
    }
    expect(expectedSize(position).toFixed()).toBe(size.toFixed());
  }
  // Numbers and moments grow together: pages are found by both.
  for (const moments of [
    all.map(({ createdAt }) => createdAt),
    account.plans.all().map(({ createdAt }) => createdAt),
    account.fills.all().map(({ at }) => at),
    account.bills.map(({ at }) => at),
  ]) {
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  }
}

function checkFills(account: Account): void {
  const filled = new Map<number, Decimal>();
  for (const { order, size } of account.fills.all()) filled.set(order.seq, (filled.get(order.seq) ?? ZERO).plus(size));
  for (const order of account.orders.all()) {
    expect((filled.get(order.seq) ?? ZERO).toFixed()).toBe(order.filled.toFixed());
    if (!order.byValue) expect(order.filled.lte(order.size)).toBe(true);
  }
}

const shown = (engine: Engine): unknown => JSON.parse(JSON.stringify(engine.snapshot()));

const RUNS = { numRuns: 150 };

describe('whatever is done', () => {
  it('money is neither made nor lost, nothing is held twice, fills add up', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, sharedBook) =>
        run(new Engine({ seed: 's', sharedBook }), steps),
      ),
      RUNS,
    );
  });

  it('the same is done again, and a snapshot brings it back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.array(step, { maxLength: 15 }), (before, after) => {
        const [one, two] = [new Engine({ seed: 's', sharedBook: true }), new Engine({ seed: 's', sharedBook: true })];
        run(one, before);
        run(two, before);
        const taken = JSON.stringify(one.snapshot());
        expect(shown(two)).toEqual(JSON.parse(taken));
        const three = new Engine({ seed: 'other' });
        three.restore(JSON.parse(taken));
        expect(shown(three)).toEqual(JSON.parse(taken));
        run(two, after);
        run(three, after);
        expect(shown(three)).toEqual(shown(two));
      }),
      { numRuns: 60 },
    );
  });
});
