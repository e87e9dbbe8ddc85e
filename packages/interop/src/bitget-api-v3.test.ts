/** Unified accounts (v3) with `bitget-api`, and what it gets when the exchange refuses. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, type Meeting, meet, only, refused } from '../test/bitget-api.js';

let m: Meeting;
let v3: ReturnType<Meeting['clients']>['v3'];
let tests = 0;
beforeAll(async () => {
  m = await meet();
});
afterAll(() => m.close());
beforeEach(() => {
  const apiKey = `unified-${tests++}`;
  m.exchange.accounts.add({ apiKey, mode: 'unified' });
  v3 = m.clients(apiKey).v3;
  price('64000');
});

const price = (to: string) => m.exchange.price({ symbol: 'BTCUSDT', price: to });
const symbol = 'BTCUSDT';
const spot = { category: 'SPOT', symbol } as const;
const futures = { category: 'USDT-FUTURES', symbol } as const;

it('the market has the time, the prices and the rules', async () => {
  const { serverTime } = await ask(v3.getServerTime());
  expect(Math.abs(Number(serverTime) - Date.now())).toBeLessThan(60_000);
  for (const where of [spot, futures]) {
    const ticker = only(await ask(v3.getTickers(where)));
    expect(ticker).toMatchObject({ symbol, lastPrice: '64000' });
    expect(Number(ticker.bid1Price)).toBeLessThan(Number(ticker.ask1Price));
    expect(only(await ask(v3.getInstruments(where)))).toMatchObject({ ...where, status: 'online' });
    const { a, b } = await ask(v3.getOrderBook({ ...where, limit: '5' }));
    expect([a.length, b.length]).toEqual([5, 5]);
    expect((await ask(v3.getCandles({ ...where, interval: '1m', limit: '9' })))[0]).toHaveLength(7);
    expect((await ask(v3.getFills({ ...where, limit: '4' }))).length).toBe(4);
  }
  expect((await ask(v3.getInstruments({ category: 'USDT-FUTURES' }))).length).toBeGreaterThan(3);
  expect(only(await ask(v3.getCurrentFundingRate({ symbol }))).symbol).toBe(symbol);
  expect((await ask(v3.getOpenInterest(futures))).list).toHaveLength(1);
  expect((await ask(v3.getPositionTier(futures)))[0]).toMatchObject({ tier: '1' });
});

describe('spot', () => {
  const limit = { ...spot, side: 'buy', orderType: 'limit', price: '60000', qty: '0.02', timeInForce: 'gtc' } as const;
  const coin = async (name: string) =>
    only((await ask(v3.getBalances())).assets.filter((asset) => asset.coin === name));

  it('an order rests, is amended in place, and fills once the price is there', async () => {
    const before = Number((await coin('USDT')).balance);
    const placed = await ask(v3.submitNewOrder({ ...limit, clientOid: 'first' }));
    expect(placed.clientOid).toBe('first');
    const { list } = await ask(v3.getUnfilledOrders({ category: 'SPOT' }));
    expect(only(list)).toMatchObject({ ...placed, orderStatus: 'live', qty: '0.02' });
    expect(await coin('USDT')).toMatchObject({ locked: '1200', available: String(before - 1200) });
    expect(await ask(v3.modifyOrder({ orderId: placed.orderId, price: '61000', qty: '0.03' }))).toEqual(placed);
    expect(await ask(v3.getOrderInfo({ clientOid: 'first' }))).toMatchObject({ price: '61000', qty: '0.03' });

    price('60000');
    expect(await ask(v3.getOrderInfo({ orderId: placed.orderId }))).toMatchObject({
      ...{ orderStatus: 'filled', avgPrice: '61000', cumExecQty: '0.03', cumExecValue: '1830' },
    });
    expect((await ask(v3.getUnfilledOrders({ category: 'SPOT' }))).list).toEqual([]);
    expect(only((await ask(v3.getHistoryOrders({ category: 'SPOT' }))).list)).toMatchObject(placed);
    const fills = (await ask(v3.getTradeFills({ category: 'SPOT', orderId: placed.orderId }))).list;
    const fee = fills.flatMap(({ feeDetail }) => feeDetail).reduce((sum, one) => sum + Number(one.fee), 0);
    expect(Number((await coin('BTC')).balance)).toBeCloseTo(10 + 0.03 - Math.abs(fee), 8);
    expect(Number((await coin('USDT')).balance)).toBe(before - 1830);
    const records = (await ask(v3.getFinancialRecords({ category: 'SPOT', coin: 'USDT' }))).list;
    expect(records.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(-1830);
  });

  it('comes in batches, is cancelled alone, together and by symbol', async () => {
    const entry = (clientOid: string, qty = '0.02') => ({ ...limit, clientOid, qty });
    const placed = await ask(v3.placeBatchOrders([entry('a'), entry('b', '900'), entry('c'), entry('d'), entry('e')]));
    expect(placed.map(({ code }) => code ?? '')).toMatchObject(['', '43012', '', '', '']);
    await ask(v3.batchModifyOrders([{ clientOid: 'a', price: '59000' }]));
    expect(await ask(v3.getOrderInfo({ clientOid: 'a' }))).toMatchObject({ price: '59000' });
    expect(await ask(v3.cancelOrder({ clientOid: 'a' }))).toMatchObject({ clientOid: 'a' });
    expect((await refused(v3.cancelOrder({ clientOid: 'a' }))).body.code).toBe('25204');
    expect(await ask(v3.cancelBatchOrders([{ ...spot, clientOid: 'c' }]))).toMatchObject([{ clientOid: 'c' }]);
    expect((await ask(v3.cancelAllOrders(spot))).list).toHaveLength(2);
    expect(await coin('USDT')).toMatchObject({ locked: '0' });
  });

  it('pages backwards', async () => {
    for (const clientOid of ['p1', 'p2', 'p3']) await ask(v3.submitNewOrder({ ...limit, clientOid }));
    const first = await ask(v3.getUnfilledOrders({ ...spot, limit: '2' }));
    const second = await ask(v3.getUnfilledOrders({ ...spot, limit: '2', cursor: first.cursor }));
    expect([...first.list, ...second.list].map(({ clientOid }) => clientOid)).toEqual(['p3', 'p2', 'p1']);
  });
});

describe('futures', () => {
  const open = { ...futures, side: 'buy', orderType: 'market', qty: '0.1' } as const;
  const positions = async () => (await ask(v3.getCurrentPosition(futures))).list;

  it('a position opens, gains, is closed, and the money adds up', async () => {
    await ask(v3.setLeverage({ ...futures, leverage: '10' }));
    const { symbolConfigList } = await ask(v3.getAccountSettings());
    expect(symbolConfigList.find((one) => one.symbol === symbol)).toMatchObject({ leverage: '10' });
    // Held still: the clock runs, and the other coins of the account would change its worth with each second.
    const others = { ETHUSDT: '3000', SOLUSDT: '150', XRPUSDT: '2', BGBUSDT: '4' };
    for (const [other, at] of Object.entries(others)) m.exchange.price({ symbol: other, price: at });
    const before = Number((await ask(v3.getBalances())).usdtEquity);
    await ask(v3.submitNewOrder(open));
    expect(only(await positions())).toMatchObject({ posSide: 'long', total: '0.1', avgPrice: '64000', leverage: '10' });
    price('64640');
    expect(Number(only(await positions()).unrealisedPnl)).toBe(64);
    await ask(v3.submitNewOrder({ ...open, side: 'sell', reduceOnly: 'yes' }));
    expect(await positions()).toEqual([]);
    const past = only((await ask(v3.getPositionHistory(futures))).list);
    expect(past).toMatchObject({ openPriceAvg: '64000', closeTotalPos: '0.1' });
    expect(Number(past.closePriceAvg)).toBeCloseTo(64640, 0);
    const bitcoin = 10 * 640; // It is held all along and gained as well.
    const after = Number((await ask(v3.getBalances())).usdtEquity);
    expect(after).toBeCloseTo(before + bitcoin + Number(past.netProfit), 4);
  });

  it('hedges, closes everything, and shows how much can be opened', async () => {
    await ask(v3.setHoldMode({ holdMode: 'hedge_mode' }));
    await ask(v3.submitNewOrder({ ...open, posSide: 'long' }));
    await ask(v3.submitNewOrder({ ...open, posSide: 'short', side: 'sell', marginMode: 'crossed' }));
    expect((await positions()).map(({ posSide }) => posSide).sort()).toEqual(['long', 'short']);
    const most = await ask(v3.getMaxOpenAvailable({ ...futures, orderType: 'market', side: 'buy', size: '0.1' }));
    expect(Number(most.available)).toBeGreaterThan(0);
    expect((await ask(v3.closeAllPositions(futures))).list).toHaveLength(2);
    expect(await positions()).toEqual([]);
  });

  it('strategies fire, stop and are cancelled', async () => {
    const trigger = { ...futures, type: 'trigger', side: 'buy', qty: '0.1', triggerBy: 'market' } as const;
    const { orderId } = await ask(
      v3.submitStrategyOrder({ ...trigger, triggerPrice: '64500', triggerOrderType: 'market' }),
    );
    const waiting = await ask(v3.getUnfilledStrategyOrders({ category: 'USDT-FUTURES', type: 'trigger' }));
    expect(only(waiting)).toMatchObject({ orderId, triggerPrice: '64500' });
    price('64500');
    expect(only(await positions())).toMatchObject({ total: '0.1' });
    const exit = await ask(
      v3.submitStrategyOrder({ ...futures, type: 'tpsl', tpslMode: 'full', posSide: 'long', stopLoss: '63000' }),
    );
    await ask(v3.modifyStrategyOrder({ orderId: exit.orderId, qty: '0.1', stopLoss: '63500' }));
    price('63500');
    expect(await positions()).toEqual([]);
    const past = (await ask(v3.getHistoryStrategyOrders({ category: 'USDT-FUTURES' }))).list;
    expect(past.map(({ status }) => status)).toEqual(['success', 'success']);
    const other = await ask(
      v3.submitStrategyOrder({
        ...trigger,
        triggerPrice: '70000',
        triggerOrderType: 'limit',
        triggerOrderPrice: '70000',
      }),
    );
    await ask(v3.cancelStrategyOrder({ orderId: other.orderId }));
    expect(await ask(v3.getUnfilledStrategyOrders({ category: 'USDT-FUTURES' }))).toEqual([]);
  });
});

describe('refusals are understood', () => {
  const code = async (call: Promise<unknown>) => (await refused(call)).body.code;

  it('of secrets, keys and accounts', async () => {
    const wrong = m.clients('test-key', { apiSecret: 'wrong' });
    expect(await refused(wrong.v2.getSpotAccountAssets())).toMatchObject({ code: 400, body: { code: '40009' } });
    expect(await code(wrong.v3.getBalances())).toBe('40009');
    expect(await code(m.clients('nobody').v3.getBalances())).toBe('40037');
    const demo = m.clients('test-demo-key');
    expect(await code(demo.v2.getSpotAccountAssets())).toBe('40099');
    expect(await code(demo.v3.getBalances())).toBe('40099');
    const right = m.clients('test-demo-key', { demoTrading: true });
    expect((await ask(right.v3.getBalances())).assets.length).toBeGreaterThan(0);
    expect(await code(m.clients('test-classic-key', { demoTrading: true }).v2.getSpotAccountAssets())).toBe('40099');
    expect(await code(m.clients('test-classic-key').v3.getBalances())).toBe('40084');
    expect(await code(m.clients('test-unified-key').v2.getSpotAccountAssets())).toBe('40085');
    const order = { ...spot, side: 'buy', orderType: 'market', qty: '100' } as const;
    expect(await code(m.clients('test-readonly-key').v3.submitNewOrder(order))).toBe('40014');
  });

  it('of orders', async () => {
    const order = { ...spot, side: 'buy', orderType: 'limit', price: '60000', qty: '0.02', clientOid: 'x' } as const;
    await ask(v3.submitNewOrder(order));
    expect(await code(v3.submitNewOrder(order))).toBe('25212');
    expect(await code(v3.submitNewOrder({ ...order, clientOid: 'y', qty: '99' }))).toBe('43012');
    expect(await code(v3.submitNewOrder({ ...order, clientOid: 'y', symbol: 'NOPEUSDT' }))).toBe('25100');
    expect(await code(v3.getOrderInfo({ orderId: '1' }))).toBe('25204');
    const { v2 } = m.clients('test-key');
    expect(await code(v2.spotSubmitOrder({ symbol, side: 'buy', orderType: 'limit', force: 'gtc', size: '1' }))).toBe(
      '40019',
    );
  });
});
