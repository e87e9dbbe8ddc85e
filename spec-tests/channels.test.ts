import type * as V2 from '@bitget-spec/v2/channels';
import { channels as v2 } from '@bitget-spec/v2/channels';
import type * as V3 from '@bitget-spec/v3/channels';
import { type ChannelMetadata, channels as v3 } from '@bitget-spec/v3/channels';
import type { Side } from '@bitget-spec/v3/types';
import { describe, expect, expectTypeOf, test } from 'vitest';

describe.each([
  ['v2', v2],
  ['v3', v3],
])('channels of %s', (api, channels: readonly ChannelMetadata[]) => {
  const streams = channels.filter(({ kind }) => kind === 'stream');

  test('have a login, a keep-alive, streams and orders', () => {
    const ids = channels.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('session.login');
    expect(ids).toContain('session.ping');
    expect(streams.length).toBeGreaterThan(10);
    expect(channels.filter(({ kind }) => kind === 'trade').length).toBe(api === 'v2' ? 4 : 6);
  });

  test('a stream is named by its product line and its name on the wire, and says how it is read', () => {
    for (const { id, args, topics, push } of streams) {
      const name = args.find((part) => part.name === (api === 'v2' ? 'channel' : 'topic'));
      expect([id, name?.values]).toEqual([id, topics]);
      expect([id, args.some((part) => part.name === 'instType')]).toEqual([id, true]);
      expect([id, push?.first, push?.merge]).not.toContain(undefined);
    }
  });

  test('whatever can place or change an order is private, and no stream can', () => {
    for (const { kind, effect, private: isPrivate } of channels) {
      expect(effect).toBe(kind === 'trade' ? 'order' : 'read');
      if (kind === 'trade') expect(isPrivate).toBe(true);
    }
  });

  test('an order that is placed can be found again', () => {
    for (const { id, lookups, orderId } of channels.filter((channel) => /place/.test(channel.id)))
      expect([id, orderId?.endsWith('.clientOid'), lookups?.length]).toEqual([id, true, 1]);
  });
});

describe('types', () => {
  test('what names a stream is closed, what comes is open', () => {
    const arg: V3.Streams['public.books']['arg'] = { instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' };
    expectTypeOf(arg.topic).toEqualTypeOf<'books' | 'books1' | 'books5' | 'books50'>();
    // @ts-expect-error -- a product line that is misspelt
    const misspelt: V3.Streams['public.books']['arg'] = { instType: 'usdt-future', topic: 'books', symbol: 'BTCUSDT' };
    // @ts-expect-error -- a book has a symbol
    const nameless: V3.Streams['public.books']['arg'] = { instType: 'usdt-futures', topic: 'books' };
    const tomorrow: V3.PublicPublicTradeItem['S'] = 'a word that the exchange adds';
    expect([misspelt, nameless, tomorrow]).toHaveLength(3);
  });

  test('numbers of the exchange are text, sequence numbers either', () => {
    type Level = V3.Streams['public.books']['item']['a'][number];
    expectTypeOf<Level>().toEqualTypeOf<[string, string]>();
    expectTypeOf<V3.Streams['public.books']['item']['seq']>().toEqualTypeOf<string | number>();
    expectTypeOf<V3.Streams['private.order']['item']['qty']>().toEqualTypeOf<string>();
    expectTypeOf<V2.Streams['private.mix.orders']['item']['size']>().toEqualTypeOf<string>();
  });

  test('a name on the wire leads to its stream, or to one of several', () => {
    expectTypeOf<V3.StreamsByTopic['kline']>().toEqualTypeOf<V3.Streams['public.kline']>();
    expectTypeOf<V2.StreamsByTopic['ticker']>().toEqualTypeOf<
      V2.Streams['public.spot.ticker'] | V2.Streams['public.mix.ticker']
    >();
    expectTypeOf<V2.StreamsByTopic['candle1H']>().toEqualTypeOf<V2.Streams['public.candle']>();
  });

  test('an order is as strict as in REST, and its scalars are those of REST', () => {
    const order: V3.Requests['private.place-order']['request']['args'][number] = {
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType: 'limit',
      qty: '0.02',
      price: '64250.5',
      reduceOnly: 'YES',
    };
    expectTypeOf(order.side).toEqualTypeOf<Side>();
    // @ts-expect-error -- small letters are those of REST
    order.reduceOnly = 'yes';
    // @ts-expect-error -- a price is text
    order.price = 64250.5;
    expect(order.symbol).toBe('BTCUSDT');
  });

  test('frames are told apart by their event', () => {
    const outcomeOf = (frame: V3.PrivatePlaceOrderReply | V3.TradeRefusedV3): string =>
      frame.event === 'error' ? String(frame.code) : String(frame.args[0]?.orderId);
    expect(outcomeOf({ event: 'error', code: '25202', id: '1' })).toBe('25202');
    expect(outcomeOf({ event: 'trade', id: '1', topic: 'place-order', args: [{ orderId: '7' }] })).toBe('7');
  });
});
