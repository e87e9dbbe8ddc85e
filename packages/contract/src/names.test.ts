import { expect, it } from 'vitest';
import { apiOf, callPath, keyOf } from './names.js';

it.each([
  ['trade/place-order', ['trade', 'placeOrder']],
  ['market/tickers', ['market', 'tickers']],
  ['spot/market/merge-depth', ['spot', 'market', 'mergeDepth']],
  ['public/annoucements', ['public', 'annoucements']],
  ['margin/coinInfos', ['margin', 'coinInfos']],
  ['mix/v1/position/allPosition-v2', ['mix', 'position', 'allPositionV2']],
  ['P2P/order_list', ['p2P', 'orderList']],
])('%s', (path, call) => {
  expect(callPath(path)).toEqual(call);
});

it('finds the API wherever the version stands', () => {
  expect(['/api/v3/trade/place-order', '/api/mix/v1/account/accounts', '/pets'].map(apiOf)).toEqual([
    'v3',
    'v1',
    undefined,
  ]);
});

it('makes one key for all APIs', () => {
  expect(keyOf('v3', ['trade', 'placeOrder'])).toBe('v3:trade.placeOrder');
  expect(keyOf(undefined, ['pets'])).toBe('pets');
});
