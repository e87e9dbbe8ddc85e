import { createMockExchange } from '@bitget-spec/mock';
import { memorySockets } from '@bitget-spec/mock/sockets';
import { createClient as createV2 } from '@bitget-spec/v2';
import { createSocket as createV2Socket } from '@bitget-spec/v2/socket';
import { createClient as createV3 } from '@bitget-spec/v3';
import {
  createSocket as createV3Socket,
  type Push,
  type SocketLike,
  type Stream,
  type StreamEvent,
} from '@bitget-spec/v3/socket';
import { describe, expect, test } from 'vitest';
import { frameErrors } from '../../mock/test/frames.js';
import { flakySockets, timeline } from '../test/flaky-sockets.js';

type Item = Record<string, unknown>;
type Followed = Pick<Stream, 'ready'>;

/** An account, a socket of it whose connections are cut, and one that never misses anything. */
function world(mode: 'classic' | 'unified') {
  let seed = 7;
  const { system, run, pass } = timeline(() => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  });
  const exchange = createMockExchange({ system });
  const credentials = { apiKey: `resync-${mode}`, secretKey: 'test-secret', passphrase: 'test-passphrase' };
  exchange.accounts.add({ ...credentials, mode });
  exchange.price({ symbol: 'BTCUSDT', price: '64000' });
  exchange.price({ symbol: 'ETHUSDT', price: '3000' });
  const network = flakySockets(exchange, system);
  const Direct = memorySockets(exchange);
  const cut = { credentials, system, webSocket: network.webSocket };
  const whole = { credentials, system, webSocket: (url: string) => new Direct(url) as unknown as SocketLike };
  return { exchange, credentials, system, network, run, pass, cut, whole };
}

/** Follows a stream, and notes what it says, and what in that is not as described. */
function watch(
  follow: (options: {
    onItem(item: unknown): void;
    onPush(push: Push): void;
    onEvent(event: StreamEvent): void;
  }) => Followed,
) {
  const items: Item[] = [];
  const said: unknown[] = [];
  const strange: string[] = [];
  const stream = follow({
    onItem: (item) => items.push(Object(item)),
    onPush: (push) => {
      strange.push(...frameErrors(push.arg.topic ? 'v3' : 'v2', JSON.stringify(push)));
    },
    onEvent: (event) => said.push(event.type === 'live' ? event.continuous : event.type),
  });
  return { items, said, strange, stream };
}

type Watched = ReturnType<typeof watch>;

/** The last state of each item, by its identity. */
const lastOf = ({ items }: Watched, id: string) => new Map(items.map((item) => [item[id], item]));

/** Nothing is spelt in several ways, and a leverage may be a number. */
const plain = (value: unknown) =>
  JSON.stringify(value, (_, one) => (one === '0' ? '' : typeof one === 'number' ? `${one}` : one));

/** What was cut brought every item to its last state, in the stream's own words, and none of them twice; `missing` REST does not say. */
function expectWhole(cut: Watched, whole: Watched, id: string, version: readonly string[], missing?: RegExp) {
  const [seen, truth] = [lastOf(cut, id), lastOf(whole, id)];
  expect([...seen.keys()].sort()).toEqual([...truth.keys()].sort());
  for (const [key, item] of truth) {
    const found = seen.get(key) ?? {};
    // what the last execution of an order was, REST does not say
    const shared = Object.keys(item).filter((name) => name in found);
    expect(shared.length).toBeGreaterThan(10);
    expect(shared.map((name) => [name, plain(found[name])])).toEqual(shared.map((name) => [name, plain(item[name])]));
  }
  const states = cut.items.map((item) => [id, ...version].map((name) => item[name]).join(' '));
  expect(new Set(states).size).toBe(states.length);
  expect(cut.said).toEqual([true, 'lost', true]);
  expect(cut.strange.filter((strange) => !missing?.test(strange))).toEqual([]);
}

describe('streams of v2 that were cut are whole', () => {
  const classic = () => {
    const made = world('classic');
    const { cut, whole, exchange, credentials, system } = made;
    const client = createV2({ credentials, system, fetch: exchange.fetch });
    const socket = createV2Socket({ ...cut, client });
    const control = createV2Socket(whole);
    /** Follows a stream twice, and cuts one of them while something is done. */
    const through = async (
      follow: (one: typeof socket, options: never) => Followed,
      before: () => Promise<unknown>,
      meanwhile: () => Promise<unknown>,
    ) => {
      const { run, pass, network } = made;
      const both = [socket, control].map((one) => watch((options) => follow(one, options as never)));
      await run(Promise.all(both.map(({ stream }) => stream.ready())));
      await run(before());
      await pass(1_000);
      network.cut();
      await run(meanwhile());
      await pass(15_000);
      socket.close();
      control.close();
      const [seen, truth] = both;
      if (!seen || !truth) throw new Error('nothing was followed');
      return [seen, truth] as const;
    };
    return { ...made, client, through };
  };

  test('spot orders', async () => {
    const { client, through } = classic();
    const { placeOrder, cancelOrder } = client.spot.trade;
    const order = {
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType: 'limit',
      force: 'gtc',
      size: '0.01',
      price: '50000',
    } as const;
    const ids: string[] = [];
    const [seen, truth] = await through(
      (socket, options) => socket.private.spot.orders({ instId: 'default' }, options),
      async () => {
        for (let n = 0; n < 3; n++) ids.push((await placeOrder(order)).orderId);
      },
      async () => {
        await cancelOrder({ symbol: 'BTCUSDT', orderId: ids[0] ?? '' });
        await placeOrder(order);
        await placeOrder({ ...order, price: '70000' });
        await placeOrder({ symbol: 'BTCUSDT', side: 'sell', orderType: 'market', force: 'gtc', size: '0.02' });
      },
    );
    expect(seen.items.length).toBeGreaterThan(6);
    expectWhole(seen, truth, 'orderId', ['status', 'uTime', 'accBaseVolume']);
  });

  test('spot executions', async () => {
    const { client, through } = classic();
    const order = {
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType: 'limit',
      force: 'gtc',
      size: '0.01',
      price: '70000',
    } as const;
    const [seen, truth] = await through(
      (socket, options) => socket.private.spot.fill({ instId: 'BTCUSDT' }, options),
      () => client.spot.trade.placeOrder(order),
      async () => {
        await client.spot.trade.placeOrder(order);
        await client.spot.trade.placeOrder({ ...order, symbol: 'ETHUSDT' }).catch(() => {});
        await client.spot.trade.placeOrder({ ...order, side: 'sell', price: '52000' });
      },
    );
    expect(seen.items.length).toBeGreaterThanOrEqual(3);
    expectWhole(seen, truth, 'tradeId', []);
  });

  const FUTURE = {
    symbol: 'BTCUSDT',
    productType: 'USDT-FUTURES',
    marginMode: 'crossed',
    marginCoin: 'USDT',
    size: '0.01',
    orderType: 'market',
  } as const;
  /** Opens a long, and meanwhile closes it, opens a short, and leaves one order that waits. */
  const trading = ({ client }: ReturnType<typeof classic>) => {
    const { placeOrder, cancelOrder } = client.mix.order;
    const resting = {
      ...FUTURE,
      side: 'buy',
      tradeSide: 'open',
      orderType: 'limit',
      force: 'gtc',
      price: '50000',
    } as const;
    const ids: string[] = [];
    return {
      before: async () => {
        await client.mix.account.setPositionMode({ productType: 'USDT-FUTURES', posMode: 'hedge_mode' });
        await placeOrder({ ...FUTURE, side: 'buy', tradeSide: 'open' });
        ids.push((await placeOrder(resting)).orderId ?? '');
      },
      meanwhile: async () => {
        await cancelOrder({ symbol: 'BTCUSDT', productType: 'USDT-FUTURES', orderId: ids[0] ?? '' });
        await placeOrder({ ...FUTURE, side: 'buy', tradeSide: 'close' });
        await placeOrder({ ...FUTURE, side: 'sell', tradeSide: 'open' });
        await placeOrder(resting);
      },
    };
  };

  test('futures orders', async () => {
    const made = classic();
    const { before, meanwhile } = trading(made);
    const [seen, truth] = await made.through(
      (socket, options) => socket.private.mix.orders({ instType: 'USDT-FUTURES', instId: 'default' }, options),
      before,
      meanwhile,
    );
    expect(seen.items.length).toBeGreaterThanOrEqual(6);
    expectWhole(seen, truth, 'orderId', ['status', 'uTime', 'accBaseVolume']);
  });

  test('futures executions, whose side is that of the trade', async () => {
    const made = classic();
    const { before, meanwhile } = trading(made);
    const [seen, truth] = await made.through(
      (socket, options) => socket.private.mix.fill({ instType: 'USDT-FUTURES', instId: 'default' }, options),
      before,
      meanwhile,
    );
    expect(new Set(seen.items.map(({ side, tradeSide }) => `${side} ${tradeSide}`))).toEqual(
      new Set(['buy open', 'sell close', 'sell open']),
    );
    expectWhole(seen, truth, 'tradeId', []);
  });

  test('positions, by the first push or by REST, and those that were closed', async () => {
    for (const silent of [false, true]) {
      const made = classic();
      const { before, meanwhile } = trading(made);
      const [seen, truth] = await made.through(
        (socket, options) => socket.private.mix.positions({ instType: 'USDT-FUTURES' }, options),
        before,
        async () => {
          await meanwhile();
          if (silent) made.network.mute('positions');
        },
      );
      expect(seen.items.at(-1)).toMatchObject({ instId: 'BTCUSDT', holdSide: 'short', total: '0.01' });
      const [found, item] = [seen.items.at(-1) ?? {}, truth.items.at(-1) ?? {}];
      for (const name of ['marginCoin', 'posMode', 'openPriceAvg', 'leverage', 'frozen', 'available', 'cTime', 'uTime'])
        expect([name, plain(found[name])]).toEqual([name, plain(item[name])]);
      // of one that was opened meanwhile, REST does not say the number
      expect(found.posId).toBe(silent ? '' : item.posId);
      expect(seen.said).toEqual([true, 'lost', true]);
      expect(seen.strange).toEqual([]);
    }
    const made = classic();
    const { before, meanwhile } = trading(made);
    const [seen, truth] = await made.through(
      (socket, options) => socket.private.mix.positionsHistory({ instType: 'USDT-FUTURES' }, options),
      before,
      meanwhile,
    );
    expect(seen.items).toHaveLength(1);
    expectWhole(seen, truth, 'posId', []);
  });

  test('spot trigger orders', async () => {
    const { client, through } = classic();
    const { placePlanOrder, cancelPlanOrder } = client.spot.trade;
    const plan = {
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType: 'limit',
      size: '0.01',
      triggerPrice: '50000',
      executePrice: '50000',
      triggerType: 'fill_price',
    } as const;
    const ids: string[] = [];
    const [seen, truth] = await through(
      (socket, options) => socket.private.spot.ordersAlgo({ instId: 'default' }, options),
      async () => {
        for (let n = 0; n < 2; n++) ids.push((await placePlanOrder(plan)).orderId ?? '');
      },
      async () => {
        await cancelPlanOrder({ orderId: ids[0] ?? '' });
        await placePlanOrder({ ...plan, symbol: 'ETHUSDT', triggerPrice: '2000', executePrice: '2000', size: '0.1' });
      },
    );
    expect(seen.items).toHaveLength(4);
    expectWhole(seen, truth, 'orderId', ['status', 'uTime']);
  });

  test('futures trigger orders', async () => {
    const { client, through } = classic();
    const { placePlanOrder, cancelPlanOrder, placeOrder, placeTpslOrder } = client.mix.order;
    const plan = {
      ...FUTURE,
      planType: 'normal_plan',
      side: 'buy',
      tradeSide: 'open',
      triggerPrice: '50000',
      triggerType: 'mark_price',
    } as const;
    const ids: string[] = [];
    const [seen, truth] = await through(
      (socket, options) => socket.private.mix.ordersAlgo({ instType: 'USDT-FUTURES', instId: 'default' }, options),
      async () => {
        await placeOrder({ ...FUTURE, side: 'buy', tradeSide: 'open' });
        for (let n = 0; n < 2; n++) ids.push((await placePlanOrder(plan)).orderId ?? '');
      },
      async () => {
        const { symbol, productType, marginCoin } = FUTURE;
        await cancelPlanOrder({ symbol, productType, marginCoin, orderIdList: [{ orderId: ids[0] ?? '' }] });
        await placePlanOrder(plan);
        await placeTpslOrder({
          symbol,
          productType,
          marginCoin,
          planType: 'pos_loss',
          triggerPrice: '51000',
          holdSide: 'long',
        });
      },
    );
    expect(new Set(seen.items.map(({ planType }) => planType))).toEqual(new Set(['pl', 'psl']));
    expectWhole(seen, truth, 'orderId', ['status', 'uTime']);
  });

  /** What a program that keeps balances has in the end, and what it was told of those that are as they were. */
  const balances = ({ items }: Watched, ...names: string[]) => {
    const kept = new Map<string, Item>();
    for (const item of items) kept.set([item.symbol, item.coin ?? item.marginCoin].join(' '), item);
    return Object.fromEntries([...kept].map(([coin, item]) => [coin, names.map((name) => Number(item[name]))]));
  };

  test('spot balances: those that changed, and those of which nothing is left', async () => {
    const { client, through, network, exchange, credentials } = classic();
    const { placeOrder } = client.spot.trade;
    exchange.deposit({ key: credentials.apiKey, wallet: 'spot', coin: 'XRP', amount: '100' });
    const market = { orderType: 'market', force: 'gtc' } as const;
    const [seen, truth] = await through(
      (socket, options) => socket.private.spot.account({ coin: 'default' }, options),
      () => placeOrder({ ...market, symbol: 'BTCUSDT', side: 'buy', size: '1000' }),
      async () => {
        network.mute('account');
        await placeOrder({ ...market, symbol: 'XRPUSDT', side: 'sell', size: '100100' });
        await placeOrder({ ...market, symbol: 'ETHUSDT', side: 'buy', size: '1000' });
      },
    );
    expect(balances(seen, 'available', 'frozen')).toEqual(balances(truth, 'available', 'frozen'));
    expect(balances(seen, 'available')).toMatchObject({ ' XRP': [0] });
    const coins = seen.items.map(({ coin }) => coin);
    expect(coins.slice(coins.lastIndexOf('BTC') + 1).sort()).toEqual(['ETH', 'USDT', 'XRP']);
    expect([seen.said, seen.strange]).toEqual([[true, 'lost', true], []]);
  });

  test('futures balances, and the equity where a push says it', async () => {
    for (const topic of ['account', 'equity'] as const)
      for (const silent of [false, true]) {
        const made = classic();
        const { before, meanwhile } = trading(made);
        const [seen, truth] = await made.through(
          (socket, options) =>
            topic === 'account'
              ? socket.private.mix.account({ instType: 'USDT-FUTURES', coin: 'default' }, options)
              : socket.private.mix.equity({ instType: 'USDT-FUTURES' }, options),
          before,
          async () => {
            if (silent) made.network.mute(topic);
            await meanwhile();
          },
        );
        const isKnown = topic === 'account' || !silent;
        // what an order holds back is in REST, and in no push until it fills
        if (topic === 'account') expect(balances(seen, 'available')).toEqual(balances(truth, 'available'));
        else expect(seen.items.length).toBe(silent ? 2 : 3);
        expect([seen.said, seen.strange]).toEqual([[true, 'lost', isKnown], []]);
      }
  });

  test.each(['crossed', 'isolated'] as const)('balances of %s margin', async (kind) => {
    const { client, through, network, exchange, credentials } = classic();
    const wallet = kind === 'crossed' ? 'crossed_margin' : 'isolated_margin/BTCUSDT';
    exchange.deposit({ key: credentials.apiKey, wallet, coin: 'USDT', amount: '10000' });
    const order = { symbol: 'BTCUSDT', orderType: 'market', force: 'gtc', loanType: 'normal' } as const;
    const { placeOrder } = client.margin[kind];
    const [seen, truth] = await through(
      (socket, options) =>
        kind === 'crossed'
          ? socket.private.margin.accountCrossed({ coin: 'default' }, options)
          : socket.private.margin.accountIsolated({ coin: 'default' }, options),
      () => placeOrder({ ...order, side: 'buy', quoteSize: '1000' }),
      async () => {
        network.mute(`account-${kind}`);
        await placeOrder({ ...order, side: 'buy', quoteSize: '500' });
      },
    );
    const amounts = ['available', 'frozen', 'borrow', 'interest'];
    expect(balances(seen, ...amounts)).toEqual(balances(truth, ...amounts));
    expect(seen.items.length).toBeGreaterThan(3);
    expect([seen.said, seen.strange]).toEqual([[true, 'lost', true], []]);
  });

  test('margin orders', async () => {
    const made = classic();
    const { client, exchange, credentials } = made;
    exchange.deposit({ key: credentials.apiKey, wallet: 'crossed_margin', coin: 'USDT', amount: '100000' });
    const order = {
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType: 'limit',
      force: 'gtc',
      loanType: 'normal',
      price: '50000',
      baseSize: '0.01',
    } as const;
    const ids: string[] = [];
    const { placeOrder, cancelOrder } = client.margin.crossed;
    const [seen, truth] = await made.through(
      (socket, options) => socket.private.margin.ordersCrossed({ instId: 'BTCUSDT' }, options),
      async () => {
        for (let n = 0; n < 2; n++) ids.push((await placeOrder(order)).orderId ?? '');
      },
      async () => {
        await cancelOrder({ symbol: 'BTCUSDT', orderId: ids[0] ?? '' });
        await placeOrder(order);
        await placeOrder({ ...order, price: '70000' });
      },
    );
    expect(seen.items.length).toBeGreaterThanOrEqual(5);
    expectWhole(seen, truth, 'orderId', ['status', 'uTime', 'fillTotalAmount']);
  });
});

describe('streams of v3 that were cut are whole', () => {
  const unified = async (
    follow: (one: ReturnType<typeof createV3Socket>, options: never) => Followed,
    before: (client: ReturnType<typeof createV3>, pass: (ms: number) => Promise<unknown>) => Promise<unknown>,
    meanwhile: (
      client: ReturnType<typeof createV3>,
      network: ReturnType<typeof flakySockets>,
      pass: (ms: number) => Promise<unknown>,
    ) => Promise<unknown>,
  ) => {
    const { cut, whole, exchange, credentials, system, run, pass, network } = world('unified');
    const client = createV3({ credentials, system, fetch: exchange.fetch });
    const socket = createV3Socket({ ...cut, client });
    const control = createV3Socket(whole);
    const [seen, truth] = [
      watch((options) => follow(socket, options as never)),
      watch((options) => follow(control, options as never)),
    ];
    await run(Promise.all([seen.stream.ready(), truth.stream.ready()]));
    const sleep = (ms: number) => new Promise<void>((resolve) => system.setTimeout(resolve, ms));
    await run(before(client, sleep));
    await pass(1_000);
    network.cut();
    await run(meanwhile(client, network, sleep));
    await pass(15_000);
    socket.close();
    control.close();
    return [seen, truth] as const;
  };

  const STRATEGY = {
    category: 'USDT-FUTURES',
    symbol: 'BTCUSDT',
    type: 'trigger',
    side: 'buy',
    posSide: 'long',
    qty: '0.01',
    triggerBy: 'market',
    triggerPrice: '50000',
    triggerOrderType: 'market',
  } as const;

  test('strategy orders', async () => {
    const ids: string[] = [];
    const [seen, truth] = await unified(
      (socket, options) => socket.private.strategyOrder({}, options),
      async (client) => {
        for (let n = 0; n < 2; n++) ids.push((await client.trade.placeStrategyOrder(STRATEGY)).orderId ?? '');
      },
      async (client) => {
        await client.trade.cancelStrategyOrder({ orderId: ids[0] ?? '' });
        await client.trade.placeStrategyOrder(STRATEGY);
      },
    );
    expect(seen.items.length).toBeGreaterThanOrEqual(4);
    expectWhole(seen, truth, 'orderId', ['status', 'updatedTime'], /strategy-order.*'side'$/);
    expect(lastOf(seen, 'orderId').get(ids[0])).toMatchObject({ status: 'cancelled', side: 'buy' });
  });

  /** What changes with the market, and not with the position. */
  const LIVE = /^(unrealisedPnl|liqPrice|mmr|markPrice|breakEvenPrice|profitRate|marginSize)$/;
  const settled = (item: Item) =>
    Object.fromEntries(
      Object.entries(item).flatMap(([name, value]) => (LIVE.test(name) ? [] : [[name, plain(value)]])),
    );
  const nameOf = ({ symbol, posSide, marginMode }: Item) => [symbol, posSide, marginMode].join(' ');
  const FUTURE = { category: 'USDT-FUTURES', orderType: 'market' } as const;

  /** Each position as it is known last, and each that was closed, once. */
  function expectSamePositions(cut: Watched, whole: Watched) {
    const last = ({ items }: Watched) => new Map(items.map((item) => [nameOf(item), item]));
    const closed = ({ items }: Watched) => items.filter(({ positionStatus }) => positionStatus === 'ended');
    const [seen, truth] = [last(cut), last(whole)];
    expect([...seen.keys()].sort()).toEqual([...truth.keys()].sort());
    for (const [name, item] of truth) {
      const found = settled(seen.get(name) ?? {});
      // how one was levered that was opened and closed meanwhile, REST does not say
      const { leverage = plain(item.leverage), closeFeeTotal, ...rest } = found;
      const { closeFeeTotal: fee = closeFeeTotal, ...expected } = settled(item);
      expect([name, { leverage, closeFeeTotal, ...rest }]).toEqual([name, { ...expected, closeFeeTotal: fee }]);
    }
    const ends = (watched: Watched) =>
      closed(watched).map((item) =>
        [nameOf(item), item.createdTime, item.updatedTime, plain(item.curRealisedPnl)].join(' '),
      );
    expect(ends(cut).sort()).toEqual(ends(whole).sort());
    expect(cut.strange).toEqual([]);
    expect(cut.said).not.toContain(false);
  }

  test('positions: one that is opened, one that is closed, one that is both, and one that is closed and opened again', async () => {
    const [seen, truth] = await unified(
      (socket, options) => socket.private.position({}, options),
      async ({ trade }) => {
        await trade.placeOrder({ ...FUTURE, symbol: 'BTCUSDT', side: 'buy', qty: '0.01' });
        await trade.placeOrder({ ...FUTURE, symbol: 'ETHUSDT', side: 'buy', qty: '0.5' });
        await trade.placeOrder({ ...FUTURE, symbol: 'XRPUSDT', side: 'buy', qty: '100' });
      },
      async ({ trade }, network, pass) => {
        network.mute('position');
        await trade.placeOrder({ ...FUTURE, symbol: 'BTCUSDT', side: 'sell', qty: '0.01' });
        await pass(100);
        await trade.placeOrder({ ...FUTURE, symbol: 'ETHUSDT', side: 'sell', qty: '0.5' });
        await pass(100);
        await trade.placeOrder({ ...FUTURE, symbol: 'ETHUSDT', side: 'buy', qty: '0.2' });
        await trade.placeOrder({ ...FUTURE, symbol: 'SOLUSDT', side: 'sell', qty: '1' });
        await pass(100);
        await trade.placeOrder({ ...FUTURE, symbol: 'SOLUSDT', side: 'buy', qty: '1' });
        await trade.placeOrder({ ...FUTURE, symbol: 'ADAUSDT', side: 'sell', qty: '100' });
      },
    );
    const after = seen.items
      .slice(3)
      .map((item) => `${item.symbol} ${item.posSide} ${item.positionStatus} ${item.size}`);
    expect(after.sort()).toEqual([
      'ADAUSDT short opening 100',
      'BTCUSDT long ended 0',
      'ETHUSDT long ended 0',
      'ETHUSDT long opening 0.2',
      'SOLUSDT short ended 0',
    ]);
    expectSamePositions(seen, truth);
  });

  test.each([1, 2, 3, 4])('positions after trades at random, by REST alone (%i)', async (seed) => {
    const hedge = seed % 2 === 0;
    let state = seed;
    const random = (limit: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % limit;
    };
    const trade = async ({ trade: { placeOrder } }: ReturnType<typeof createV3>) => {
      const side = random(2) ? 'buy' : 'sell';
      const symbol = random(2) ? 'BTCUSDT' : 'ETHUSDT';
      const posSide = hedge ? ({ posSide: random(2) ? 'long' : 'short' } as const) : {};
      // in hedge mode there may be nothing to close
      await placeOrder({ ...FUTURE, symbol, side, qty: `${1 + random(2)}`, ...posSide }).catch(() => {});
    };
    const [seen, truth] = await unified(
      (socket, options) => socket.private.position({}, options),
      async (client, pass) => {
        if (hedge) await client.account.setHoldMode({ holdMode: 'hedge_mode' });
        for (let n = 0; n < 6; n++) {
          await trade(client);
          await pass(1);
        }
      },
      async (client, network, pass) => {
        network.mute('position');
        for (let n = 0; n < 12; n++) {
          await trade(client);
          await pass(random(3) ? 100 : 1); // in all less than REST is waited for
        }
      },
    );
    expect(truth.items.filter(({ positionStatus }) => positionStatus === 'ended').length).toBeGreaterThan(1);
    expectSamePositions(seen, truth);
  });

  test('the account, by REST alone', async () => {
    const order = { category: 'SPOT', symbol: 'ETHUSDT', orderType: 'limit' } as const;
    const bought: string[] = [];
    const [seen, truth] = await unified(
      (socket, options) => socket.private.account({}, options),
      async (client) => {
        await client.trade.placeOrder({ ...order, side: 'buy', qty: '0.5', price: '3100' });
        const { assets } = await client.account.assets();
        bought.push(assets?.find(({ coin }) => coin === 'ETH')?.available ?? '');
      },
      async (client, network) => {
        network.mute('account');
        await client.trade.placeOrder({ ...order, side: 'sell', qty: bought[0] ?? '', price: '2900' });
      },
    );
    /** As a program keeps them, by whatever push said it last. */
    const balances = ({ items }: Watched) =>
      new Map(items.flatMap(({ coin }) => [coin].flat().map((one) => [Object(one).coin, Number(Object(one).balance)])));
    expect(Number(bought[0])).toBeGreaterThan(0);
    expect(balances(seen).get('ETH')).toBe(0);
    expect(balances(seen).get('USDT')).toBe(balances(truth).get('USDT'));
    expect(seen.said).toEqual([true, 'lost', true]);
    expect(seen.strange).toEqual([]);
  });
});
