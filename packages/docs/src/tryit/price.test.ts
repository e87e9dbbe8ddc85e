import { expect, test } from 'vitest';
import { mistakes } from './mistakes.js';
import { awayFrom, tickerOf } from './price.js';
import { buildRequest, sign } from './request.js';
import { fieldsOf } from './schema.js';

const call = {
  key: 'v3:trade.placeOrder',
  method: 'POST',
  path: '/p',
  signed: true,
  effect: 'order',
  fields: [],
  list: false,
  hasBody: true,
};

test('an example order gets a price at which it waits', () => {
  const example = { category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', price: '64250.5', stopLoss: '62900' };
  expect(tickerOf({ ...call, example })).toBe('/api/v3/market/tickers?category=SPOT&symbol=BTCUSDT');
  expect(awayFrom(example, '{"data":[{"lastPrice":"100000"}]}')).toEqual({
    category: 'SPOT',
    symbol: 'BTCUSDT',
    side: 'buy',
    price: '95000',
  });
  expect(tickerOf({ ...call, key: 'v3:trade.cancelOrder', example })).toBeUndefined();
});

test('a form is a request, signed over what it sends', async () => {
  const fields = [
    { name: 'b', type: 'text', required: false, json: false, bare: false, place: 'query' as const },
    { name: 'a', type: 'text', required: false, json: false, bare: false, place: 'query' as const },
    { name: 'list', type: 'list, as JSON', required: false, json: true, bare: false, place: 'body' as const },
  ];
  const { request, signed } = await buildRequest({ ...call, fields }, { b: '$x y', a: '1', list: '[1, 2]' }, 5);
  expect(request).toMatchObject({ url: '/p?a=1&b=%24x%20y', body: '{"list":[1,2]}' });
  expect(signed?.text).toBe('5POST/p?a=1&b=$x y{"list":[1,2]}');
  await expect(buildRequest({ ...call, fields }, { list: '[' })).rejects.toThrow('list is not JSON');
});

test.each([
  ['encoded', { query: 'symbol=%24AIUSDT' }, 'percent-encoded'],
  ['in seconds', { timestamp: '1761998400' }, 'in seconds'],
  ['without its body', { body: '' }, 'the body is left out'],
  ['with spaces in the body', { body: '{"a": 1, "b": "x"}' }, 'other spaces'],
])('a signature %s is recognised', async (_, wrong, words) => {
  const given = {
    timestamp: '1761998400000',
    method: 'POST',
    path: '/p',
    query: 'symbol=$AIUSDT',
    body: '{"a":1,"b":"x"}',
  };
  const { signature } = await sign({ ...given, ...wrong }, 's');
  expect((await mistakes(given, 's', signature)).join()).toContain(words);
});

test('references, words and kinds of fields', () => {
  const schemas = { Side: { type: 'string', enum: ['buy', 'sell'] } };
  const schema = {
    properties: { n: { type: 'integer' }, side: { $ref: '#/schemas/Side' }, o: { type: ['object', 'null'] } },
    required: ['side'],
  };
  expect(fieldsOf(schema, schemas, 'body')).toMatchObject([
    { name: 'side', required: true, words: ['buy', 'sell'] },
    { name: 'n', bare: true },
    { name: 'o', json: true },
  ]);
});
