import { readFileSync } from 'node:fs';
import { channels as v2Channels } from '@bitget-spec/v2/channels';
import { channels as v3Channels } from '@bitget-spec/v3/channels';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { frameErrors } from '../../test/frames.js';
import { type Frame, MergedBook, pass, rest, SocketClient, stopTime } from '../../test/socket-client.js';
import { createMockExchange, type MockExchange } from '../hosts/exchange.js';

beforeEach(stopTime);
afterEach(() => {
  vi.useRealTimers();
});

describe('every stream', () => {
  const named: Record<string, string> = { instId: 'BTCUSDT', symbol: 'BTCUSDT', coin: 'default' };
  /** Two ways to name each stream: with the first word of each list, and with the last. */
  const argsOf = (channels: typeof v2Channels, isPrivate: boolean) =>
    channels
      .filter(({ kind, private: own }) => kind === 'stream' && own === isPrivate)
      .flatMap(({ args, topics }) =>
        topics.flatMap((topic) =>
          [0, -1].map((at) =>
            Object.fromEntries(
              args.map(({ name, values }) => {
                if (name === 'topic' || name === 'channel') return [name, topic];
                return [name, values?.at(at) ?? named[name] ?? ''];
              }),
            ),
          ),
        ),
      );

  it.each([
    ['v2', v2Channels],
    ['v3', v3Channels],
  ] as const)(
    'of %s is acknowledged, and sends what is described while its account and its market move',
    async (api, channels) => {
      const exchange = createMockExchange();
      const open = await SocketClient.open(exchange, `/${api}/ws/public`);
      const own = await SocketClient.open(exchange, `/${api}/ws/private`);
      await own.login();
      for (const arg of argsOf(channels, false)) await open.subscribe(arg);
      for (const arg of argsOf(channels, true)) await own.subscribe(arg);
      await move(exchange, api);
      await pass(3_000);
      exchange.price({ symbol: 'BTCUSDT', price: '20000' });
      await pass(2_000);
      const frames = [...open.frames, ...own.frames];
      expect(frames.flatMap((text) => frameErrors(api, text))).toEqual([]);
      const parsed = frames.map((text): Frame => JSON.parse(text));
      expect(parsed.filter(({ event }) => event === 'error')).toEqual([]);
      const pushed = new Set(parsed.filter(({ event }) => event === undefined).map((frame) => topicOf(frame)));
      const quiet = api === 'v2' ? ['adl-noti'] : ['adl-notification'];
      const expected = channels.filter(({ kind }) => kind === 'stream').flatMap(({ topics }) => topics);
      expect([...new Set(expected)].filter((topic) => !pushed.has(topic))).toEqual(quiet);
    },
  );

  const topicOf = ({ arg }: Frame) => {
    const { topic, channel } = arg as Record<string, string>;
    return topic ?? channel;
  };

  /** Orders, fills, positions that open and close, plans, loans. */
  async function move(exchange: MockExchange, api: string): Promise<void> {
    exchange.price({ symbol: 'BTCUSDT', price: '60000' });
    if (api === 'v3') {
      const order = { category: 'USDT-FUTURES', symbol: 'BTCUSDT', qty: '3', orderType: 'market' };
      const set = { category: 'USDT-FUTURES', symbol: 'BTCUSDT', leverage: '100' };
      expect(await rest(exchange, '/api/v3/account/set-leverage', set)).toMatchObject({ code: '00000' });
      expect(await rest(exchange, '/api/v3/trade/place-order', { ...order, side: 'buy' })).toMatchObject({
        code: '00000',
      });
      const spot = {
        category: 'SPOT',
        symbol: 'BTCUSDT',
        qty: '0.01',
        orderType: 'limit',
        price: '50000',
        side: 'buy',
      };
      expect(await rest(exchange, '/api/v3/trade/place-order', spot)).toMatchObject({ code: '00000' });
      const plan = {
        category: 'USDT-FUTURES',
        symbol: 'BTCUSDT',
        type: 'trigger',
        qty: '0.01',
        side: 'buy',
        triggerPrice: '70000',
        triggerOrderType: 'market',
      };
      expect(await rest(exchange, '/api/v3/trade/place-strategy-order', plan)).toMatchObject({ code: '00000' });
      return;
    }
    const mix = { productType: 'USDT-FUTURES', symbol: 'BTCUSDT', marginCoin: 'USDT', marginMode: 'crossed' };
    const market = { ...mix, size: '3', side: 'buy', tradeSide: 'open', orderType: 'market' };
    const set = { productType: 'USDT-FUTURES', symbol: 'BTCUSDT', marginCoin: 'USDT', leverage: '100' };
    const calls: [string, object][] = [
      ['/api/v2/mix/account/set-leverage', set],
      ['/api/v2/mix/order/place-order', market],
      [
        '/api/v2/mix/order/place-plan-order',
        {
          ...mix,
          planType: 'normal_plan',
          size: '0.01',
          triggerPrice: '70000',
          triggerType: 'mark_price',
          side: 'buy',
          tradeSide: 'open',
          orderType: 'market',
        },
      ],
      [
        '/api/v2/spot/trade/place-order',
        { symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', force: 'gtc', price: '50000', size: '0.01' },
      ],
      [
        '/api/v2/spot/trade/place-plan-order',
        {
          symbol: 'BTCUSDT',
          side: 'buy',
          triggerPrice: '50000',
          orderType: 'market',
          size: '100',
          triggerType: 'fill_price',
        },
      ],
      [
        '/api/v2/margin/crossed/place-order',
        { symbol: 'BTCUSDT', side: 'buy', orderType: 'market', force: 'gtc', quoteSize: '100', loanType: 'normal' },
      ],
      [
        '/api/v2/margin/isolated/place-order',
        { symbol: 'BTCUSDT', side: 'buy', orderType: 'market', force: 'gtc', quoteSize: '100', loanType: 'normal' },
      ],
    ];
    for (const [path, body] of calls) expect(await rest(exchange, path, body), path).toMatchObject({ code: '00000' });
  }
});

it('the spec lists as stateful what moves with the exchange, and nothing else', () => {
  const listed: string[] = parse(readFileSync(new URL('../../../../spec/stateful.yaml', import.meta.url), 'utf8'));
  const known = [...v2Channels, ...v3Channels].map(({ key }) => key);
  const channels = listed.filter((key) => /:(session|public|private)\./.test(key) && known.includes(key));
  const others = [
    'v2:public.spot.auction',
    'v2:private.mix.adlNoti',
    'v3:private.adlNotification',
    'v3:private.realityOrderbook',
  ];
  expect(channels).toEqual(known.filter((key) => !others.includes(key)));
});

describe('a book', () => {
  it.each([
    ['v3', { instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' }, 'USDT-FUTURES'],
    ['v3', { instType: 'coin-futures', topic: 'books50', symbol: 'BTCUSD' }, 'COIN-FUTURES'],
    ['v3', { instType: 'spot', topic: 'books', symbol: 'ETHBTC' }, 'SPOT'],
    ['v2', { instType: 'USDC-FUTURES', channel: 'books', instId: 'BTCPERP' }, 'USDC-FUTURES'],
  ])('of %s %o is the one of REST whenever it is pushed', async (api, arg, category) => {
    const exchange = createMockExchange();
    const client = await SocketClient.open(exchange, `/${api}/ws/public`);
    await client.subscribe(arg);
    const book = new MergedBook();
    const symbol = Object.values(arg)[2] ?? '';
    const limit = 'topic' in arg && arg.topic === 'books50' ? 50 : 500;
    let updates = 0;
    for (let turn = 0; turn < 60; turn++) {
      if (turn % 7 === 3) {
        const price = await lastPrice(exchange, category, symbol);
        const order = {
          category,
          symbol,
          qty: category === 'SPOT' ? '1' : '0.05',
          side: turn % 2 ? 'buy' : 'sell',
          orderType: 'limit',
        };
        const away = turn % 2 ? 0.999 : 1.001;
        const places = category === 'SPOT' ? 6 : 1;
        await rest(exchange, '/api/v3/trade/place-order', { ...order, price: (Number(price) * away).toFixed(places) });
      }
      await pass(api === 'v2' ? 300 : 100);
      for (const text of client.frames.splice(0)) {
        if (!text.includes('"action"')) continue;
        book.take(text);
        if (text.startsWith('{"action":"update"')) updates++;
      }
      const { data } = await rest(
        exchange,
        `/api/v3/market/orderbook?category=${category}&symbol=${symbol}&limit=${limit}`,
      );
      const { a, b } = data as { a: unknown; b: unknown };
      expect(book.rows()).toEqual({ asks: a, bids: b });
    }
    expect(updates).toBeGreaterThan(50);
  });

  async function lastPrice(exchange: MockExchange, category: string, symbol: string): Promise<string> {
    const { data } = await rest(exchange, `/api/v3/market/tickers?category=${category}&symbol=${symbol}`);
    return (data as { lastPrice: string }[])[0]?.lastPrice ?? '';
  }
});
