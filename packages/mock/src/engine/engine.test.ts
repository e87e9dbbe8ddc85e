import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkWorld, Replay, replayable } from '../../test/engine.js';
import { decimal } from './decimal.js';
import { coinsIn } from './funds/flash.js';
import { Engine, EngineError, type OrderRequest, type Purse, type View } from './index.js';
import { idOf } from './state/numbers.js';
import { venueOf } from './state/world.js';

const START = 1_761_998_400_000;
const VIEWS: readonly View[] = ['classic', 'unified'];

interface Step {
  what:
    | 'place'
    | 'cancel'
    | 'amend'
    | 'close'
    | 'tick'
    | 'price'
    | 'transfer'
    | 'withdraw'
    | 'plan'
    | 'strategy'
    | 'leverage'
    | 'loan'
    | 'reset';
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
    'strategy',
    'leverage',
    'loan',
    'loan',
    'reset',
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

/** What borrows, pays and is liquidated: one account on one market that jumps. */
const loanStep: fc.Arbitrary<Step> = fc
  .tuple(step, fc.constantFrom('place', 'place', 'loan', 'loan', 'tick', 'price', 'transfer', 'cancel'))
  .map(([one, what]) => ({ ...one, what, key: 'a', market: 0, stp: 'cancel_maker', offset: one.offset * 4 }));

/** What opens, changes and ends positions: one account on one market. */
const positionStep: fc.Arbitrary<Step> = fc
  .tuple(step, fc.constantFrom('place', 'place', 'place', 'amend', 'cancel', 'tick', 'price', 'leverage', 'close'))
  .map(([one, what]) => ({
    ...one,
    what,
    key: 'a',
    market: 2,
    type: one.closing ? 'limit' : 'market',
    size: one.size * 2,
  }));

const histories = fc.oneof(...[step, loanStep, positionStep].map((one) => fc.array(one, { maxLength: 60 })));

const MARKETS = [
  ['SPOT', 'BTCUSDT'],
  ['SPOT', 'ETHBTC'],
  ['USDT-FUTURES', 'BTCUSDT'],
  ['COIN-FUTURES', 'BTCUSD'],
  ['USDT-FUTURES', 'ETHUSDT'],
] as const;

function marginOf(one: Step, view: View, symbol: string): NonNullable<OrderRequest['margin']> {
  const loans = ['normal', 'autoLoan', 'autoRepay', 'autoLoanAndRepay'] as const;
  const loan = loans[one.size % 4] ?? 'normal';
  if (view === 'unified') return { purse: 'uta', line: 'MARGIN', loan };
  const isolated: Purse = `isolated_margin/${symbol}`;
  return one.isolated
    ? { purse: isolated, line: 'ISOLATED', loan }
    : { purse: 'crossed_margin', line: 'CROSSED', loan };
}

const checkEngine = ({ world }: Engine) => checkWorld(world);

function run(engine: Engine, steps: readonly Step[], check = checkEngine): void {
  let now = START;
  for (const one of steps) {
    try {
      now = apply(engine, one, now);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
    }
    check(engine);
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
      engine.place(account, {
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
        ...(category === 'SPOT' && one.stp !== 'none' ? { margin: marginOf(one, view, symbol) } : {}),
        ...(category === 'SPOT' && one.isolated && one.stp === 'none'
          ? { trigger: market.price(ticks).toFixed() }
          : {}),
        ...(one.isolated ? { takeProfit: market.price(ticks + 100).toFixed() } : {}),
      });
      return now;
    case 'cancel':
      if (some) engine.cancel(account, { orderId: idOf(world, 'order', some.seq) });
      return now;
    case 'amend':
      if (some)
        engine.amend(some, {
          price: venueOf(world, some.category, some.symbol)
            .market.price(some.ticks + one.offset)
            .toFixed(),
          size,
        });
      return now;
    case 'close':
      if (category !== 'SPOT') engine.close(account, category, {});
      return now;
    case 'tick':
      engine.at(now + one.size * (one.closing ? 60_000 : 500));
      return now + one.size * (one.closing ? 60_000 : 500);
    case 'price':
      engine.setPrice({ symbol, price: market.price(ticks).toFixed(), now });
      return now;
    case 'loan': {
      const { purse } = marginOf(one, view, symbol);
      const coin = one.closing ? instrument.base : instrument.quote;
      if (one.type === 'limit') engine.borrow(account, purse, coin, decimal(size));
      else if (one.isolated) engine.flashRepay(account, purse, coin, coinsIn(account, purse).reverse());
      else engine.repay(account, purse, coin, decimal(size));
      return now;
    }
    case 'transfer':
      if (view === 'classic' && one.closing) {
        const to = marginOf(one, view, 'BTCUSDT').purse;
        const [from, back] = one.side === 'buy' ? (['spot', to] as const) : ([to, 'spot'] as const);
        engine.transfer(account, account, { coin: 'USDT', amount: String(one.size), from, to: back });
        return now;
      }
      engine.transfer(account, account, {
        coin: 'USDT',
        amount: String(one.size),
        from: view === 'unified' ? 'uta' : 'spot',
        to: view === 'unified' ? 'spot' : 'usdt_futures',
      });
      return now;
    case 'withdraw':
      engine.withdraw(account, {
        coin: 'USDT',
        chain: 'TRC20',
        address: 'x',
        amount: String(one.size),
        inner: false,
        wallet: view === 'unified' ? 'uta' : 'spot',
      });
      return now;
    case 'reset':
      if (one.closing && one.isolated && one.side === 'buy') engine.reset({ key: one.key });
      return now;
    case 'plan':
      engine.addPlan(venue, {
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
    case 'strategy': {
      const kind = (['oco', 'trailing_stop', 'iceberg', 'twap'] as const)[one.size % 4] ?? 'oco';
      const from = one.type === 'market' ? 'market' : one.isolated ? 'other' : 'last';
      const start = { which: 'open', direction: one.offset >= 0 ? 'up' : 'down', by: 'fill_price' } as const;
      engine.placeStrategy(venue, {
        account,
        kind,
        category,
        symbol,
        side: one.side,
        posSide: hedge ? posSide : 'net',
        closing: hedge && one.closing,
        reduceOnly: false,
        marginMode: 'crossed',
        stp: one.stp,
        force: 'gtc',
        clientOid: '',
        size: decimal(size),
        byValue: false,
        callback: kind === 'trailing_stop' ? '0.1' : '',
        triggers: (kind === 'iceberg' || kind === 'twap') && one.isolated ? [] : [{ ...start, ticks, orderTicks: 0 }],
        strategy: {
          params: { of: kind },
          pricing: { from, ticks, distance: Math.abs(one.offset), share: 0, worst: 0 },
          spread: one.isolated ? 10 : 0,
          part: '',
          parts: 3,
          every: 2000,
          until: { ticks: 0, direction: 'up' },
          begun: 0,
          sent: 0,
        },
      });
      return now;
    }
    default:
      if (category !== 'SPOT') engine.setLeverage(account, venue, { crossed: String(1 + (one.size % 100)), long: '7' });
      return now;
  }
}

const shown = (engine: Engine): unknown => JSON.parse(JSON.stringify(engine.snapshot()));

const make = () => new Engine({ seed: 's', sharedBook: true });

/** How often each property is tried, times this in `npm run soak -- engine`. */
const MORE = process.env.SOAK ? 40 : 1;

const RUNS = { numRuns: 150 * MORE };

it('a market order that buys by size ends where the coin to pay with does', () => {
  const engine = make();
  const account = engine.account({ key: 'a' }, 'classic', START);
  const { market, instrument } = venueOf(engine.world, 'SPOT', 'BTCUSDT');
  const cash = account.wallets.get('spot:USDT')?.cash ?? decimal(0);
  const size = cash.div(market.price(market.ticksAt(START))).toFixed(instrument.sizePlaces, 1);
  const order = engine.place(account, {
    category: 'SPOT',
    symbol: 'BTCUSDT',
    side: 'buy',
    type: 'market',
    force: 'gtc',
    size,
    stp: 'none',
    marginMode: 'crossed',
  });
  expect(order).toMatchObject({ status: 'cancelled', reason: 'ioc_not_full_cancel' });
  expect(order.filled.div(size).toNumber()).toBeGreaterThan(0.99);
  checkWorld(engine.world);
  engine.restore(engine.snapshot());
});

it('a market order that buys by value takes a whole level at once, however cheap the coin', () => {
  const engine = make();
  const account = engine.account({ key: 'a' }, 'classic', START);
  const order = engine.place(account, {
    category: 'SPOT',
    symbol: 'ETHBTC',
    side: 'buy',
    type: 'market',
    force: 'gtc',
    size: '0.05',
    byValue: true,
    stp: 'none',
    marginMode: 'crossed',
  });
  expect(order.status).toBe('filled');
  expect(account.fills.all()).toHaveLength(1);
});

describe('whatever is done', () => {
  it('money is neither made nor lost, nothing is held twice, fills add up', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, sharedBook) =>
        run(new Engine({ seed: 's', sharedBook }), steps),
      ),
      RUNS,
    );
  });

  it('what is owed is what was lent and charged, less what was paid', () => {
    fc.assert(
      fc.property(fc.array(loanStep, { minLength: 20, maxLength: 60 }), (steps) =>
        run(new Engine({ seed: 's' }), steps),
      ),
      { numRuns: 60 * MORE },
    );
  });

  it('the same is done again, and a snapshot brings it back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.array(step, { maxLength: 15 }), (before, after) => {
        const [one, two] = [make(), make()];
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
      { numRuns: 60 * MORE },
    );
  });

  it('its events, replayed, come to the same balances, orders, fills, positions, plans and debts', () => {
    fc.assert(
      fc.property(histories, fc.boolean(), (steps, sharedBook) => {
        const engine = new Engine({ seed: 's', sharedBook });
        const replay = new Replay();
        engine.on((event) => replay.read(event));
        run(engine, steps, ({ world }) => expect(replay).toEqual(replayable(world)));
      }),
      { numRuns: 80 * MORE },
    );
  });

  it('with a listener it comes to the same as without', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const [one, two] = [make(), make()];
        two.on(() => {});
        run(one, steps);
        run(two, steps);
        expect(shown(two)).toEqual(shown(one));
      }),
      { numRuns: 30 * MORE },
    );
  });
});
