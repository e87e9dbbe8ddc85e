import { expect, test } from 'vitest';
import type { ChannelMetadata } from '../channel.js';
import { parseRequest, parseStream, requestLine, streamLine } from './index.js';

const books: ChannelMetadata = {
  id: 'public.rpi-books',
  key: 'v9:public.rpiBooks',
  kind: 'stream',
  summary: '',
  private: false,
  topics: ['books', 'books1'],
  args: [
    { name: 'instType', values: ['spot'] },
    { name: 'topic', values: ['books', 'books1'] },
    { name: 'symbol', optional: true },
    { name: 'interval', values: ['1m'], optional: true },
  ],
  push: { first: 'snapshot', merge: { books: 'levels', books1: 'replace' }, by: ['symbol', 'i'] },
  permission: 'none',
  account: 'any',
  effect: 'read',
  fidelity: 'stateful',
};

test('a line says what the metadata say', () => {
  const line = streamLine(books) ?? '';
  expect(line).toBe(
    'public.rpi-books instType=spot,topic,symbol?,interval?=1m snapshot books:levels,books1:replace symbol,i',
  );
  expect(parseStream(line)).toEqual({
    id: 'public.rpi-books',
    private: false,
    parts: [
      { name: 'instType', value: 'spot', optional: false },
      { name: 'topic', value: undefined, optional: false },
      { name: 'symbol', value: undefined, optional: true },
      { name: 'interval', value: '1m', optional: true },
    ],
    first: 'snapshot',
    merge: { books: 'levels', books1: 'replace' },
    by: ['symbol', 'i'],
  });
});

test('one way to merge, and nothing that identifies', () => {
  const line = streamLine({ ...books, push: { first: 'unknown', merge: 'append' } }) ?? '';
  expect(parseStream(line)).toMatchObject({ first: 'unknown', merge: 'append', by: [] });
});

test('what is no stream has none', () => {
  const { push, ...trade } = books;
  expect(streamLine(trade)).toBeUndefined();
});

test('words of later do no harm', () => {
  expect(parseStream('public.x topic later whatever')).toMatchObject({ first: 'unknown', merge: 'append' });
});

test.each([
  [
    'a part that separates',
    { ...books, args: [{ name: 'a,b' }] },
    'a word that a line of a socket can\'t carry, "a,b"',
  ],
  ['another socket than the name says', { ...books, private: true }, 'is on the wrong socket for its name'],
])('%s is refused', (_, channel, message) => {
  expect(() => streamLine(channel)).toThrow(message);
});

const place = {
  id: 'private.spot.place-order',
  topic: 'place-order',
  orderId: 'args[].params.clientOid',
  lookups: [
    { kind: 'find' as const, below: 'spot/trade/orderInfo', by: 'clientOid', parameters: ['symbol'], fixed: {} },
  ],
  rest: 'spot/trade/place-order',
  frame: ['apiCode'],
  arg: [
    { name: 'instType', value: 'SPOT', optional: false },
    { name: 'instId', value: undefined, optional: false },
  ],
  batch: false,
};

test('a way to order is a route, and where the parts of its frame stand', () => {
  const line = requestLine(place);
  expect(line).toBe(
    'WS private/spot/place-order order id=clientOid find=spot/trade/orderInfo:clientOid,symbol rest=spot/trade/place-order frame=apiCode arg=instType=SPOT,instId',
  );
  const { route, ...shape } = parseRequest('/v2/ws/', line);
  expect(route).toMatchObject({
    key: 'v2:private.spot.placeOrder',
    effect: 'order',
    path: '/v2/ws/private/spot/place-order',
  });
  const { arg, rest, topic } = place;
  expect(shape).toEqual({ topic, frame: ['apiCode'], arg, batch: false, rest });
});

test('one for several orders, and one without a number', () => {
  const { arg, ...rest } = {
    ...place,
    orderId: 'args[].clientOid',
    batch: true,
    frame: [],
    lookups: [],
    rest: undefined,
  };
  const line = requestLine({ ...rest, arg: undefined });
  expect(line).toBe('WS private/spot/place-order order id=[].clientOid batch');
  expect(parseRequest('/v3/ws/', line)).toMatchObject({ frame: [], arg: undefined, batch: true });
  expect(requestLine({ ...rest, arg: undefined, orderId: undefined, batch: false })).toBe(
    'WS private/spot/place-order order',
  );
});

test('a way to order that is not called after what it asks for is refused', () => {
  expect(() => requestLine({ ...place, topic: 'cancel-order' })).toThrow('let its name end with that');
});
