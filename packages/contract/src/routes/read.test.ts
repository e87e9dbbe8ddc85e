import { expect, it } from 'vitest';
import { parseRoutes } from './read.js';

it('parses a table', () => {
  const table = `
  GET market/tickers public 20/1/ip
  POST trade/place-order order 10/1/uid id=clientOid some-word-of-the-future
GET trade/history-orders page=cursor:data.cursor,limit,100,90

POST account/repay,transfer funds`;
  const routes = parseRoutes({ base: '/api/v3/', table });
  expect(routes.map(({ words: _, below: __, ...route }) => route)).toEqual([
    {
      name: ['market', 'tickers'],
      key: 'v3:market.tickers',
      method: 'GET',
      path: '/api/v3/market/tickers',
      signed: false,
      effect: 'read',
    },
    {
      name: ['trade', 'placeOrder'],
      key: 'v3:trade.placeOrder',
      method: 'POST',
      path: '/api/v3/trade/place-order',
      signed: true,
      effect: 'order',
    },
    {
      name: ['trade', 'historyOrders'],
      key: 'v3:trade.historyOrders',
      method: 'GET',
      path: '/api/v3/trade/history-orders',
      signed: true,
      effect: 'read',
    },
    {
      name: ['account', 'repay'],
      key: 'v3:account.repay',
      method: 'POST',
      path: '/api/v3/account/repay',
      signed: true,
      effect: 'funds',
    },
    {
      name: ['account', 'transfer'],
      key: 'v3:account.transfer',
      method: 'POST',
      path: '/api/v3/account/transfer',
      signed: true,
      effect: 'funds',
    },
  ]);
  expect(routes[1]?.words).toEqual(['order', '10/1/uid', 'id=clientOid', 'some-word-of-the-future']);
});

it('names v1, whose version stands in the middle', () => {
  const [route] = parseRoutes({ base: '/api/', table: 'GET mix/v1/position/allPosition-v2' });
  expect(route).toMatchObject({
    name: ['mix', 'position', 'allPositionV2'],
    key: 'v1:mix.position.allPositionV2',
    path: '/api/mix/v1/position/allPosition-v2',
  });
});
