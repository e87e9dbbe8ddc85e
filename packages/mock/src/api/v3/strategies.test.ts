import { beforeEach, describe, expect, it } from 'vitest';
import { type Tester, tester } from '../../../test/tester.js';

let t: Tester;
const price = (to: string) => t.exchange.price({ symbol: 'BTCUSDT', price: to });
const spot = { category: 'SPOT', symbol: 'BTCUSDT' };
const base = { ...spot, side: 'buy', qty: '0.03' };
const place = (fields: object) => t.ask('v3:trade.placeStrategyOrder', fields);
const open = (type?: string) => t.ask('v3:trade.unfilledStrategyOrders', { category: 'SPOT', ...(type && { type }) });
const ended = async () => (await t.ask('v3:trade.historyStrategyOrders', { category: 'SPOT' })).list;
const orders = async () => (await t.ask('v3:trade.unfilledOrders', { category: 'SPOT' })).list;
const parts = (orderId: string, more: object = {}) => t.ask('v3:trade.strategySubOrders', { orderId, ...more });
const wait = (seconds: number) => t.exchange.clock.advance(seconds * 1000);
beforeEach(() => {
  t = tester();
  price('64000');
});

describe('one cancels the other', () => {
  const oco = {
    ...base,
    type: 'oco',
    ocoParams: [{ ocoLimitPrice: '63000', ocoTriggerPrice: '65000', ocoOrderType: 'market' }],
  };

  it('rests its limit leg, which ends the trigger when it fills', async () => {
    const { orderId } = await place({ ...oco, clientOid: 'o' });
    expect(await open('oco')).toMatchObject([{ orderId, type: 'oco', status: 'pending', ocoParams: oco.ocoParams }]);
    expect(await open('twap')).toEqual([]);
    expect(await orders()).toMatchObject([{ price: '63000', qty: '0.03' }]);
    price('63000');
    wait(1);
    expect(await open()).toEqual([]);
    expect(await ended()).toMatchObject([{ orderId, status: 'success' }]);
  });

  it('cancels its limit leg when it triggers, and when it is cancelled', async () => {
    await place({ ...oco, ocoParams: oco.ocoParams[0] });
    price('65000');
    wait(1);
    expect(await orders()).toEqual([]);
    const done = (await t.ask('v3:trade.historyOrders', { category: 'SPOT' })).list;
    expect(done).toMatchObject([
      { orderType: 'market', orderStatus: 'filled', cumExecQty: '0.03' },
      { price: '63000', orderStatus: 'cancelled' },
    ]);
    const { orderId } = await place({ ...oco, ocoParams: { ...oco.ocoParams[0], ocoTriggerPrice: '66000' } });
    expect(await t.ask('v3:trade.cancelStrategyOrder', { orderId })).toBeNull();
    expect(await orders()).toEqual([]);
    expect(await ended()).toMatchObject([{ orderId, status: 'cancelled' }, { status: 'success' }]);
  });

  it('is refused whole: without parameters, without money, twice by one number', async () => {
    expect(await t.code('v3:trade.placeStrategyOrder', { ...base, type: 'oco' })).toBe('25200');
    expect(await t.code('v3:trade.placeStrategyOrder', { ...oco, qty: '900' })).toBe('43012');
    await place({ ...oco, clientOid: 'o' });
    expect(await t.code('v3:trade.placeStrategyOrder', { ...oco, clientOid: 'o' })).toBe('25212');
    expect(await open()).toHaveLength(1);
    expect(await orders()).toHaveLength(1);
  });
});

describe('a trailing stop', () => {
  it('follows the price by a percentage once it is active, and sells when it turns', async () => {
    const trailing = { activationPrice: '65000', trailType: 'ratio', trailVariance: '1', preOrderType: 'market' };
    const { orderId } = await place({ ...base, side: 'sell', type: 'trailing_stop', trailingStopParams: trailing });
    for (const to of ['64500', '64000', '65000', '66000', '65500']) {
      price(to);
      wait(1);
    }
    expect(await open()).toMatchObject([{ orderId, type: 'trailing_stop', trailingStopParams: [trailing] }]);
    price('65300');
    wait(1);
    expect(await ended()).toMatchObject([{ orderId, status: 'success' }]);
    expect((await t.ask('v3:trade.historyOrders', { category: 'SPOT' })).list).toMatchObject([
      { delegateType: 'tracking_plan_market', side: 'sell', orderStatus: 'filled' },
    ]);
  });

  it('follows at once without a price to begin at, and by a difference of prices', async () => {
    await place({ ...base, type: 'trailing_stop', trailingStopParams: { trailType: 'spread', trailVariance: '500' } });
    for (const to of ['64000', '63000', '63400']) {
      price(to);
      wait(1);
    }
    expect(await open()).toHaveLength(1);
    price('63500');
    wait(1);
    expect(await open()).toEqual([]);
  });
});

describe('an iceberg order', () => {
  const iceberg = { splitMode: 'quantity', qtyPerOrder: '0.01', orderPreference: 'fixed_price', fixedPrice: '63000' };

  it('shows one part after the other', async () => {
    const { orderId, clientOid } = await place({ ...base, type: 'iceberg', icebergParams: iceberg, clientOid: 'ice' });
    expect(await open()).toMatchObject([{ orderId, status: 'submitting', icebergParams: [iceberg] }]);
    expect(await orders()).toMatchObject([{ price: '63000', qty: '0.01' }]);
    price('63000');
    for (let i = 0; i < 6; i++) wait(1);
    const { list } = await parts(orderId);
    expect(list).toHaveLength(3);
    expect(list[0]).toMatchObject({ orderId, clientOid, qty: '0.01', cumExecQty: '0.01', status: 'filled' });
    expect(await ended()).toMatchObject([{ orderId, status: 'success' }]);
    const first = await parts(orderId, { limit: 2 });
    expect(first.list).toEqual(list.slice(0, 2));
    expect((await parts(orderId, { limit: 2, cursor: first.cursor })).list).toEqual(list.slice(2));
  });

  it('goes where the market is, as far as it may', async () => {
    const split = { splitMode: 'order', splitOrderNumbers: '3' };
    const near = { ...split, orderPreference: 'fixed_distance', fixedDistanceType: 'spread', distance: '100' };
    await place({ ...base, type: 'iceberg', icebergParams: near });
    expect(await orders()).toMatchObject([{ price: '63900', qty: '0.01' }]);
    const bounded = { ...split, orderPreference: 'faster_execution', executionStrategy: 'queue1', priceLimit: '63500' };
    await place({ ...base, type: 'iceberg', icebergParams: bounded });
    expect((await orders()).map((order: { price: string }) => order.price)).toEqual(['63500', '63900']);
  });

  it('ends with a part that is cancelled, and takes it along when it is cancelled', async () => {
    await place({ ...base, type: 'iceberg', icebergParams: iceberg });
    const [part] = await orders();
    await t.ask('v3:trade.cancelOrder', { orderId: part.orderId });
    wait(1);
    expect(await ended()).toMatchObject([{ status: 'cancelled' }]);
    const { orderId } = await place({ ...base, type: 'iceberg', icebergParams: iceberg });
    await t.ask('v3:trade.cancelStrategyOrder', { orderId });
    expect(await orders()).toEqual([]);
    expect(await t.code('v3:trade.cancelStrategyOrder', { orderId })).toBe('25597');
  });
});

describe('a TWAP order', () => {
  const twap = { duration: '1', interval: '20', orderType: 'market' };

  it('spreads its parts over time, and is the same after a snapshot', async () => {
    const { orderId } = await place({ ...base, type: 'twap', twapParams: twap });
    expect((await parts(orderId)).list).toMatchObject([{ qty: '0.01', status: 'filled', orderType: 'market' }]);
    wait(20);
    const saved = t.exchange.snapshot();
    for (const again of [false, true]) {
      if (again) t.exchange.restore(saved);
      expect((await parts(orderId)).list).toHaveLength(2);
      expect(await open()).toMatchObject([{ orderId, status: 'submitting' }]);
      wait(20);
      wait(1);
      expect((await parts(orderId)).list).toHaveLength(3);
      expect(await ended()).toMatchObject([{ orderId, status: 'success', twapParams: [twap] }]);
    }
  });

  it('begins and ends at prices', async () => {
    const bounds = { ...twap, twapTriggerPrice: '65000', twapTerminationPrice: '66000' };
    const { orderId } = await place({ ...base, type: 'twap', twapParams: bounds });
    wait(30);
    expect((await parts(orderId)).list).toEqual([]);
    price('65000');
    wait(1);
    expect((await parts(orderId)).list).toHaveLength(1);
    price('66000');
    wait(20);
    expect((await parts(orderId)).list).toHaveLength(1);
    expect(await ended()).toMatchObject([{ orderId, status: 'success' }]);
  });

  it('carries what a limit part did not trade over to the next', async () => {
    const limit = { ...twap, orderType: 'limit', limitOffsetType: 'spread', limitOffsetSpread: '1000' };
    const { orderId } = await place({ ...base, type: 'twap', twapParams: limit });
    wait(20);
    const { list } = await parts(orderId);
    expect(list.map(({ qty, status }: { qty: string; status: string }) => [qty, status])).toEqual([
      ['0.02', 'live'],
      ['0.01', 'cancelled'],
    ]);
    expect(await t.code('v3:trade.modifyStrategyOrder', { orderId, qty: '0.05' })).toBe('25597');
  });

  it('is refused where its parts are too small, and fails where the money is gone', async () => {
    const fields = { ...base, qty: '0.005', type: 'twap', twapParams: { ...twap, duration: '1440', interval: '5' } };
    expect(await t.code('v3:trade.placeStrategyOrder', fields)).toBe('45111');
    await place({ ...base, side: 'sell', qty: '30', type: 'twap', twapParams: twap });
    wait(20);
    expect(await ended()).toMatchObject([{ status: 'failed' }]);
  });
});

describe('loans by hand', () => {
  const debt = async () =>
    (await t.ask('v3:account.assets')).assets.find(({ coin }: { coin: string }) => coin === 'ETH')?.debt;

  it('are borrowed as far as they can be, with a number of one’s own', async () => {
    const { maxBorrowable } = await t.ask('v3:account.maxBorrowable', { coin: 'ETH' });
    const loan = { coin: 'ETH', amount: '1', clientOid: 'loan-1' };
    expect(await t.ask('v3:account.borrow', loan)).toMatchObject({ clientOid: 'loan-1' });
    expect(Number(await debt())).toBeGreaterThan(1);
    const { maxBorrowable: left } = await t.ask('v3:account.maxBorrowable', { coin: 'ETH' });
    expect(Number(left)).toBeLessThan(Number(maxBorrowable));
    expect(await t.code('v3:account.borrow', { ...loan, amount: '99999999' })).toBe('43012');
    expect(await t.code('v3:account.borrow', { ...loan, coin: 'NONE' })).toBe('25201');
  });

  it('are paid back by executions, unless that is left to their owner', async () => {
    const buy = { category: 'MARGIN', symbol: 'ETHUSDT', side: 'buy', orderType: 'market', qty: '500' };
    for (const repayMode of ['manual', 'auto']) {
      expect(await t.ask('v3:account.setRepayMode', { repayMode })).toEqual({});
      expect(await t.ask('v3:account.settings')).toMatchObject({ repayMode });
      await t.ask('v3:account.borrow', { coin: 'ETH', amount: '1' });
      const before = Number(await debt());
      await t.ask('v3:trade.placeOrder', buy);
      if (repayMode === 'manual') expect(Number(await debt())).toBe(before);
      else expect(Number(await debt())).toBeLessThan(before);
    }
  });
});
