import { describe, expect, test } from 'vitest';
import type { FindCall, FindData } from './data.js';
import { printHits } from './print.js';
import { find } from './search.js';

const call = (key: string, method: string, path: string, title: string, more: Partial<FindCall> = {}): FindCall => ({
  key,
  id: key.replace(/^\w+:/, '').replaceAll(/\.(\w)/g, (_, letter: string) => letter.toUpperCase()),
  method,
  path,
  title,
  spec: `spec${path.replace('/api', '')}.yaml`,
  page: `${path.replace('/api/', '')}.md`,
  fields: '',
  ...more,
});

const data: FindData = {
  calls: [
    call('v2:spot.market.tickers', 'GET', '/api/v2/spot/market/tickers', 'List spot prices', {
      fields: 'lastPr symbol',
    }),
    call('v2:mix.order.placeOrder', 'POST', '/api/v2/mix/order/place-order', 'Place a futures order', {
      fields: 'clientOid symbol',
      errors: ['43012'],
    }),
    call('v3:trade.placeOrder', 'POST', '/api/v3/trade/place-order', 'Place an order', { errors: ['43012'] }),
  ],
  aliases: [
    { path: 'GET /api/v2/spot/market/ticker', use: ['v2:spot.market.tickers'], why: 'tickers takes a symbol' },
    { path: 'GET /api/spot/v1/market/ticker', use: ['v2:spot.market.tickers'], why: 'v1 was switched off', gone: true },
    { path: 'GET /api/spot/v1/gone', use: [], why: 'v1 was switched off', gone: true },
  ],
  errors: {
    '43012': { message: 'Insufficient balance', hint: 'Send less.' },
    '40034': { message: 'No such parameter' },
  },
};
const keys = (query: string) => find(data, query).calls.map(({ call: { key } }) => key);
const meant = (query: string) =>
  find(data, query).aliases.map(({ alias, use }) => [alias.path, ...use.map(({ key }) => key)]);

describe('find', () => {
  test.each([
    ['/api/v2/mix/order/place-order', ['v2:mix.order.placeOrder']],
    ['api/v2/mix/order/place-order/', ['v2:mix.order.placeOrder']],
    ['post https://api.bitget.com/API/v2/mix/order/place-order?x=1', ['v2:mix.order.placeOrder']],
    ['GET /api/v2/mix/order/place-order', ['v2:mix.order.placeOrder']],
    ['v2:mix.order.placeOrder', ['v2:mix.order.placeOrder']],
    ['await bitget.mix.order.placeOrder({ symbol })', ['v2:mix.order.placeOrder']],
    ['mixOrderPlaceOrder', ['v2:mix.order.placeOrder']],
    ['placeOrder', ['v3:trade.placeOrder', 'v2:mix.order.placeOrder']],
    ['place-order', ['v3:trade.placeOrder', 'v2:mix.order.placeOrder']],
    ['order/place-order', ['v2:mix.order.placeOrder']],
    ['/api/v2/mix/order/plce-ordr', ['v2:mix.order.placeOrder']],
    ['futures order', ['v2:mix.order.placeOrder']],
    ['clientOid', ['v2:mix.order.placeOrder']],
    ['spot price', ['v2:spot.market.tickers']],
    ['futres order', ['v2:mix.order.placeOrder']],
    ['clientOdi', ['v2:mix.order.placeOrder']],
    ['nothing at all', []],
    ['/no/such/thing', []],
  ])('%s', (query, expected) => {
    expect(keys(query)).toEqual(expected);
  });

  test('a wrong or old URL leads to the right one, and says why', () => {
    expect(meant('GET /api/v2/spot/market/ticker?symbol=BTCUSDT')).toEqual([
      ['GET /api/v2/spot/market/ticker', 'v2:spot.market.tickers'],
    ]);
    expect(meant('/api/spot/v1/market/ticker')).toEqual([['GET /api/spot/v1/market/ticker', 'v2:spot.market.tickers']]);
    const text = printHits(find(data, '/api/v2/spot/market/ticker'), 'pages/');
    expect(text).toBe(
      [
        'GET /api/v2/spot/market/ticker does not exist: tickers takes a symbol',
        'Use:',
        'GET /api/v2/spot/market/tickers',
        '  List spot prices',
        '  call     bitget.spot.market.tickers()   from @bitget-spec/v2',
        '  spec     spec/v2/spot/market/tickers.yaml',
        '  page     pages/v2/spot/market/tickers.md',
      ].join('\n'),
    );
    expect(printHits(find(data, '/api/spot/v1/gone'), '')).toBe(
      'GET /api/spot/v1/gone is gone: v1 was switched off\nNothing takes its place.',
    );
  });

  test('a method that a URL does not take is put right', () => {
    expect(printHits(find(data, 'GET /api/v3/trade/place-order'), '')).toContain('(with POST, not GET)');
  });

  test('a misspelt word is said to be none, with the one that was looked for', () => {
    expect(printHits(find(data, 'futurs ordr'), '')).toMatch(
      /^Nothing is called that\. Did you mean "futures order"\?\n\nPOST \/api\/v2\/mix\/order\/place-order\n/,
    );
  });

  test('v3 stands first where both fit', () => {
    expect(keys('place an order')).toEqual(['v3:trade.placeOrder']);
    expect(keys('place order')).toEqual(['v3:trade.placeOrder', 'v2:mix.order.placeOrder']);
  });

  test.each(['43012', 'code 43012', 'error: 43012', 'insufficient balance'])('an error by %s', (query) => {
    const [hit] = find(data, query).errors;
    expect(hit).toMatchObject({ code: '43012', error: { hint: 'Send less.' } });
    expect(hit?.calls).toHaveLength(2);
  });
});
