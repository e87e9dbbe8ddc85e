import { expect, it } from 'vitest';
import { callPath } from './names.js';

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
