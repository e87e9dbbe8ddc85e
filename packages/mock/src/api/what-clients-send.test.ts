/** What clients that are in use send, and what the exchange was seen to return to them. */
import { createClient } from '@bitget-spec/v3';
import { beforeEach, expect, it } from 'vitest';
import { type Tester, tester } from '../../test/tester.js';

let t: Tester;
beforeEach(() => {
  t = tester();
  t.exchange.price({ symbol: 'BTCUSDT', price: '64000' });
});

const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };

it('amounts of transfers as JSON numbers', async () => {
  await t.ask('v2:spot.wallet.transfer', { fromType: 'spot', toType: 'usdt_futures', coin: 'USDT', amount: 12.5 });
  const range = { coin: 'USDT', startTime: String(t.exchange.clock.now() - 1000) };
  expect(await t.ask('v2:spot.account.transferRecords', range)).toMatchObject([{ size: '12.5' }]);
});

it('trigger prices and sizes as JSON numbers', async () => {
  const plan = { symbol: 'BTCUSDT', side: 'sell', orderType: 'market', triggerType: 'fill_price' };
  const { orderId } = await t.ask('v2:spot.trade.placePlanOrder', { ...plan, size: 0.01, triggerPrice: 60000 });
  const { orderList } = await t.ask('v2:spot.trade.currentPlanOrder', { symbol: 'BTCUSDT' });
  expect(orderList).toMatchObject([{ orderId, size: '0.01', triggerPrice: '60000' }]);
});

it('market orders without `force`, and `force` in upper case', async () => {
  const order = { symbol: 'BTCUSDT', side: 'sell', size: '0.01' };
  const { orderId } = await t.ask('v2:spot.trade.placeOrder', { ...order, orderType: 'market' });
  expect(await t.ask('v2:spot.trade.orderInfo', { orderId })).toMatchObject([{ status: 'filled' }]);
  const futures = { ...order, productType: 'usdt-futures', marginMode: 'crossed', marginCoin: 'usdt' };
  await t.ask('v2:mix.order.placeOrder', { ...futures, orderType: 'market', tradeSide: 'Open' });
  await t.ask('v2:spot.trade.placeOrder', { ...order, orderType: 'limit', price: '70000', force: 'GTC' });
});

it('the words of candles in either case', async () => {
  const v2 = { symbol: 'BTCUSDT', productType: 'USDT-FUTURES', granularity: '1H', limit: 3 };
  const v3 = { symbol: 'BTCUSDT', category: 'USDT-FUTURES', interval: '1H', limit: 3 };
  for (const word of ['mark', 'MARK']) {
    const classic = await t.ask('v2:mix.market.candles', { ...v2, kLineType: word });
    expect(await t.ask('v3:market.candles', { ...v3, type: word })).toEqual(classic);
    expect(classic).not.toEqual(await t.ask('v2:mix.market.candles', v2));
  }
});

it('lists that are `null`, as clients saw them on an account with nothing in it', async () => {
  t.exchange.faults.add({ fault: { blank: 'null' } });
  expect(await t.ask('v3:trade.fills', {})).toEqual({ list: null, cursor: null });
  expect(await t.ask('v3:position.currentPosition', { category: 'USDT-FUTURES' })).toEqual({ list: null });
});

it('an order number that is `null`, of a reduce-only order alone', async () => {
  t.exchange.faults.add({ operation: 'v3:trade.placeOrder', fault: { blank: 'null' } });
  const order = { category: 'USDT-FUTURES', symbol: 'BTCUSDT', side: 'buy', orderType: 'market', qty: '0.01' };
  for (const reduceOnly of [undefined, 'no'])
    expect(await t.ask('v3:trade.placeOrder', { ...order, reduceOnly })).toMatchObject({
      orderId: expect.stringMatching(/^\d+$/),
    });
  const close = { ...order, side: 'sell', reduceOnly: 'yes', clientOid: 'n' };
  expect(await t.ask('v3:trade.placeOrder', close)).toMatchObject({ orderId: null });
  expect(await t.ask('v3:trade.orderInfo', { clientOid: 'n' })).toMatchObject({ orderStatus: 'filled' });
});

it('so it is on v2, where a batch has such an order or none', async () => {
  t.exchange.faults.add({ fault: { blank: 'null' } });
  await t.ask('v2:mix.account.setPositionMode', { productType: 'USDT-FUTURES', posMode: 'one_way_mode' });
  const where = { symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT' };
  const order = { side: 'buy', orderType: 'market', size: '0.01' };
  const close = { ...order, side: 'sell', reduceOnly: 'YES' };
  const number = { orderId: expect.stringMatching(/^\d+$/) };
  const batch = (orderList: object[]) => t.ask('v2:mix.order.batchPlaceOrder', { ...where, orderList });
  expect(await t.ask('v2:mix.order.placeOrder', { ...where, ...order })).toMatchObject(number);
  expect(await batch([order, { ...order, reduceOnly: 'NO' }])).toMatchObject({ successList: [number, number] });
  expect(await t.ask('v2:mix.order.placeOrder', { ...where, ...close })).toMatchObject({ orderId: null });
  expect(await batch([close])).toMatchObject({ successList: [{ orderId: null }] });
});

it('a cursor of strategy orders that comes as a bare number arrives with all its digits', async () => {
  const trigger = { category: 'SPOT', symbol: 'BTCUSDT', type: 'trigger', side: 'sell', qty: '0.01' };
  const placed: string[] = [];
  for (let i = 0; i < 3; i++) {
    const { orderId } = await t.ask('v3:trade.placeStrategyOrder', { ...trigger, triggerPrice: `${60000 + i}` });
    await t.ask('v3:trade.cancelStrategyOrder', { orderId });
    placed.unshift(orderId);
  }
  t.exchange.faults.add({ operation: 'v3:trade.historyStrategyOrders', fault: { bare: ['cursor'] } });
  const { fetch, clock } = t.exchange;
  const bitget = createClient({ credentials, fetch, system: { ...t.exchange.system, now: () => clock.now() } });
  const first = await bitget.trade.historyStrategyOrders({ category: 'SPOT', limit: 2 });
  expect(String(first.cursor)).toBe(placed[1]);
  const found: string[] = [];
  for await (const { orderId } of bitget.trade.historyStrategyOrders.pages({ category: 'SPOT', limit: 2 })) {
    found.push(orderId);
  }
  expect(found).toEqual(placed);
});
