import { beforeEach, describe, expect, it } from 'vitest';
import { type Tester, tester } from '../../../../test/tester.js';

let t: Tester;
beforeEach(() => {
  t = tester();
  t.exchange.price({ symbol: 'BTCUSDT', price: '64000' });
});

const coin = async (name: string) => (await t.ask('v2:spot.account.assets', { coin: name }))[0];
const limit = { symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', force: 'gtc', price: '60000', size: '0.02' };

describe('orders', () => {
  it('rest, hold money, are found, and give it back when cancelled', async () => {
    const placed = await t.ask('v2:spot.trade.placeOrder', { ...limit, clientOid: 'a1' });
    expect(placed.clientOid).toBe('a1');
    expect(await coin('USDT')).toMatchObject({ available: '98800', frozen: '1200' });
    expect(await t.ask('v2:spot.trade.unfilledOrders')).toMatchObject([
      { orderId: placed.orderId, status: 'live', priceAvg: '60000' },
    ]);
    expect(await t.ask('v2:spot.trade.orderInfo', { clientOid: 'a1' })).toMatchObject([{ orderId: placed.orderId }]);
    expect(await t.ask('v2:spot.trade.orderInfo', { orderId: placed.orderId })).toMatchObject([
      { clientOid: 'a1', status: 'live' },
    ]);
    expect(await t.ask('v2:spot.trade.cancelOrder', { symbol: 'BTCUSDT', orderId: placed.orderId })).toEqual(placed);
    expect(await coin('USDT')).toMatchObject({ available: '100000', frozen: '0' });
    expect(await t.ask('v2:spot.trade.unfilledOrders')).toEqual([]);
    expect(await t.ask('v2:spot.trade.historyOrders')).toMatchObject([
      { orderId: placed.orderId, status: 'cancelled' },
    ]);
    expect(await t.code('v2:spot.trade.cancelOrder', { symbol: 'BTCUSDT', orderId: placed.orderId })).toBe('43001');
  });

  it('buy at the market by value, with fee and bills', async () => {
    const placed = await t.ask('v2:spot.trade.placeOrder', {
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType: 'market',
      force: 'gtc',
      size: '640',
    });
    const [order] = await t.ask('v2:spot.trade.orderInfo', { orderId: placed.orderId });
    expect(order).toMatchObject({ status: 'filled', priceAvg: '64000', baseVolume: '0.01', quoteVolume: '640' });
    expect(await coin('BTC')).toMatchObject({ available: '10.00999' });
    expect(await coin('USDT')).toMatchObject({ available: '99360', frozen: '0' });
    expect(await t.ask('v2:spot.trade.fills', { symbol: 'BTCUSDT' })).toMatchObject([
      {
        orderId: placed.orderId,
        size: '0.01',
        tradeScope: 'taker',
        feeDetail: { feeCoin: 'BTC', totalFee: '-0.00001' },
      },
    ]);
    expect(await t.ask('v2:spot.account.bills')).toMatchObject([
      { coin: 'BTC', size: '0.01', fees: '-0.00001', businessType: 'BUY' },
      { coin: 'USDT', size: '-640', balance: '99360' },
    ]);
  });

  it('fill when the price comes to them, in parts where the market is thin', async () => {
    const placed = await t.ask('v2:spot.trade.placeOrder', { ...limit, size: '1.6' });
    t.exchange.price({ symbol: 'BTCUSDT', price: '60000' });
    const [first] = await t.ask('v2:spot.trade.orderInfo', { orderId: placed.orderId });
    expect(first.status).toBe('partially_filled');
    t.exchange.price({ symbol: 'BTCUSDT', price: '59000' });
    const [later] = await t.ask('v2:spot.trade.orderInfo', { orderId: placed.orderId });
    expect(later).toMatchObject({ status: 'filled', baseVolume: '1.6', priceAvg: '60000' });
    const fills = await t.ask('v2:spot.trade.fills', { orderId: placed.orderId });
    expect(fills.length).toBeGreaterThan(1);
    expect(fills.every((fill: { tradeScope: string }) => fill.tradeScope === 'maker')).toBe(true);
  });

  it('are refused with the exchange codes', async () => {
    const order = (changes: object) => t.code('v2:spot.trade.placeOrder', { ...limit, ...changes });
    expect(await order({ clientOid: 'same' })).toBe('00000');
    expect(await order({ clientOid: 'same' })).toBe('43118');
    expect(await order({ size: '99' })).toBe('43012');
    expect(await order({ size: '0.00001' })).toBe('45110');
    expect(await order({ size: '0.0000001' })).toBe('40808');
    expect(await order({ price: '60000.123' })).toBe('45115');
    expect(await order({ symbol: 'NOPEUSDT' })).toBe('40034');
    expect(await order({ price: undefined })).toBe('40019');
    expect(await order({ price: '90000' })).toBe('43009');
    expect(await t.code('v2:spot.trade.cancelOrder', { symbol: 'BTCUSDT' })).toBe('40924');
    expect(await t.ask('v2:spot.trade.orderInfo', { clientOid: 'unknown' })).toEqual([]);
  });

  it('end as their force says', async () => {
    const ends = async (changes: object) => {
      const { orderId } = await t.ask('v2:spot.trade.placeOrder', { ...limit, ...changes });
      return (await t.ask('v2:spot.trade.orderInfo', { orderId }))[0].status;
    };
    expect(await ends({ force: 'ioc' })).toBe('cancelled');
    expect(await ends({ force: 'fok', price: '64000', size: '1.5' })).toBe('cancelled');
    expect(await ends({ force: 'fok', price: '64100', size: '0.1' })).toBe('filled');
    expect(await ends({ force: 'post_only', price: '64000' })).toBe('cancelled');
    expect(await ends({ force: 'post_only', price: '63999.99' })).toBe('live');
  });

  it('come in batches, each entry by itself, and are replaced', async () => {
    const { successList, failureList } = await t.ask('v2:spot.trade.batchOrders', {
      symbol: 'BTCUSDT',
      orderList: [
        { ...limit, clientOid: 'b1' },
        { ...limit, clientOid: 'b1' },
        { ...limit, size: '500' },
      ],
    });
    expect(successList).toHaveLength(1);
    expect(failureList.map(({ errorCode }: { errorCode: string }) => errorCode)).toEqual(['43118', '43012']);
    const replaced = await t.ask('v2:spot.trade.cancelReplaceOrder', {
      symbol: 'BTCUSDT',
      price: '59000',
      size: '0.01',
      clientOid: 'b1',
      newClientOid: 'b2',
    });
    expect(replaced).toMatchObject({ clientOid: 'b2', success: 'success' });
    await t.ask('v2:spot.trade.batchCancelReplaceOrder', {
      orderList: [{ symbol: 'BTCUSDT', price: '58000', size: '0.01', orderId: replaced.orderId }],
    });
    expect(await t.ask('v2:spot.trade.unfilledOrders', { symbol: 'BTCUSDT' })).toMatchObject([{ priceAvg: '58000' }]);
    await t.ask('v2:spot.trade.cancelSymbolOrder', { symbol: 'BTCUSDT' });
    expect(await coin('USDT')).toMatchObject({ frozen: '0' });
  });

  it('page backwards', async () => {
    for (let index = 0; index < 5; index++)
      await t.ask('v2:spot.trade.placeOrder', { ...limit, clientOid: `p${index}` });
    const oids = (list: { clientOid: string }[]) => list.map(({ clientOid }) => clientOid);
    const first = await t.ask('v2:spot.trade.unfilledOrders', { limit: 2 });
    const second = await t.ask('v2:spot.trade.unfilledOrders', { limit: 2, idLessThan: first[1].orderId });
    expect([...oids(first), ...oids(second)]).toEqual(['p4', 'p3', 'p2', 'p1']);
    const wide = { startTime: '1700000000000', endTime: '1761998400000' };
    expect(await t.code('v2:spot.trade.fills', wide)).toBe('43111');
  });
});

it('plans fire when the price comes', async () => {
  const plan = await t.ask('v2:spot.trade.placePlanOrder', {
    symbol: 'BTCUSDT',
    side: 'sell',
    triggerPrice: '62000',
    orderType: 'market',
    size: '0.1',
    triggerType: 'fill_price',
    planType: 'amount',
  });
  expect((await t.ask('v2:spot.trade.currentPlanOrder', { symbol: 'BTCUSDT' })).orderList).toMatchObject([
    { orderId: plan.orderId, status: 'not_trigger' },
  ]);
  await t.ask('v2:spot.trade.modifyPlanOrder', {
    orderId: plan.orderId,
    triggerPrice: '61000',
    orderType: 'market',
    size: '0.2',
  });
  t.exchange.price({ symbol: 'BTCUSDT', price: '61500' });
  expect(await t.ask('v2:spot.trade.planSubOrder', { planOrderId: plan.orderId })).toEqual([]);
  t.exchange.price({ symbol: 'BTCUSDT', price: '60999' });
  expect(await t.ask('v2:spot.trade.planSubOrder', { planOrderId: plan.orderId })).toHaveLength(1);
  expect((await t.ask('v2:spot.trade.historyPlanOrder', { symbol: 'BTCUSDT' })).orderList).toMatchObject([
    { status: 'executed' },
  ]);
  expect(await t.ask('v2:spot.trade.historyOrders', { symbol: 'BTCUSDT' })).toMatchObject([
    { clientOid: plan.orderId, size: '0.2', status: 'filled' },
  ]);
  expect((await coin('BTC')).available).toBe('9.8');
  expect(await t.code('v2:spot.trade.cancelPlanOrder', { orderId: plan.orderId })).toBe('43026');
});

it('money moves between wallets and accounts, in and out', async () => {
  const move = { fromType: 'spot', toType: 'usdt_futures', amount: '250.75', coin: 'USDT' };
  await t.ask('v2:spot.wallet.transfer', { ...move, clientOid: 'm1' });
  expect(await t.code('v2:spot.wallet.transfer', { ...move, amount: '1000000' })).toBe('43117');
  expect((await coin('USDT')).available).toBe('99749.25');
  expect(await t.ask('v2:mix.account.accounts', { productType: 'USDT-FUTURES' })).toMatchObject([
    { available: '100250.75' },
  ]);
  expect(await t.ask('v2:spot.account.transferRecords', { coin: 'USDT' })).toMatchObject([
    { clientOid: 'm1', size: '250.75' },
  ]);
  expect(await t.ask('v2:spot.wallet.transferCoinInfo', { fromType: 'spot', toType: 'coin_futures' })).toContain('BTC');

  const { successList } = await t.ask('v2:user.createVirtualSubaccount', { subAccountList: ['gridbots'] });
  const toUserId = successList[0].subaAccountUid;
  const { userId } = await t.ask('v2:spot.account.info');
  await t.ask('v2:spot.wallet.subaccountTransfer', {
    fromUserId: userId,
    toUserId,
    fromType: 'spot',
    toType: 'spot',
    amount: '10',
    coin: 'USDT',
  });
  expect(await t.ask('v2:spot.account.subaccountAssets')).toMatchObject([
    { userId: toUserId, assetsList: [{ coin: 'USDT', available: '10' }] },
  ]);
  expect(await t.ask('v2:spot.account.subMainTransRecord')).toHaveLength(1);
  expect(await t.ask('v2:user.virtualSubaccountList')).toMatchObject({ subAccountList: [{ subAccountUid: toUserId }] });

  const out = { coin: 'USDT', transferType: 'on_chain', address: 'mine', chain: 'trc20', size: '100' };
  const { orderId } = await t.ask('v2:spot.wallet.withdrawal', { ...out, clientOid: 'w1' });
  expect((await coin('USDT')).frozen).toBe('100');
  expect(await t.code('v2:spot.wallet.withdrawal', { ...out, size: '1' })).toBe('43114');
  const range = { startTime: '1761990000000', endTime: '1762000000000' };
  expect(await t.ask('v2:spot.wallet.withdrawalRecords', range)).toMatchObject([
    { orderId, status: 'pending', clientOid: 'w1' },
  ]);
  expect(await t.ask('v2:spot.wallet.cancelWithdrawal', { orderId })).toBe('success');
  expect((await coin('USDT')).frozen).toBe('0');
  await t.ask('v2:spot.wallet.withdrawal', out);
  t.exchange.clock.advance(61_000);
  expect((await coin('USDT')).available).toBe('99639.25');
  t.exchange.deposit({ key: 'test-key', coin: 'BTC', amount: '1.5', wallet: 'spot' });
  expect((await coin('BTC')).available).toBe('11.5');
  expect(await t.ask('v2:spot.wallet.depositRecords', range)).toMatchObject([{ coin: 'BTC', size: '1.5' }]);
  expect(await t.ask('v2:spot.wallet.depositAddress', { coin: 'USDT' })).toMatchObject({ chain: 'TRC20' });
});

it('shows the market', async () => {
  expect((await t.ask('v2:spot.public.symbols')).length).toBe(12);
  expect(await t.ask('v2:spot.public.symbols', { symbol: 'ETHUSDT' })).toHaveLength(1);
  expect((await t.ask('v2:spot.public.coins')).length).toBeGreaterThan(10);
  expect(await t.ask('v2:spot.market.tickers', { symbol: 'BTCUSDT' })).toMatchObject([{ lastPr: '64000' }]);
  expect((await t.ask('v2:spot.market.tickers')).length).toBe(12);
  const { asks, bids } = await t.ask('v2:spot.market.orderbook', { symbol: 'BTCUSDT', limit: 20 });
  expect(asks).toHaveLength(20);
  expect(Number(asks[0][0])).toBeGreaterThan(Number(bids[0][0]));
  await t.ask('v2:spot.trade.placeOrder', { ...limit, price: '63999.99', size: '1' });
  const mine = await t.ask('v2:spot.market.orderbook', { symbol: 'BTCUSDT', limit: 1 });
  expect(Number(mine.bids[0][1]) - Number(bids[0][1])).toBeCloseTo(1);
  await t.ask('v2:spot.market.mergeDepth', { symbol: 'BTCUSDT', precision: 'scale2' });
  expect(await t.ask('v2:spot.market.candles', { symbol: 'ETHUSDT', granularity: '15min', limit: 50 })).toHaveLength(
    50,
  );
  await t.ask('v2:spot.market.historyCandles', { symbol: 'ETHUSDT', granularity: '1day', endTime: '1761998400000' });
  expect(await t.ask('v2:spot.market.fills', { symbol: 'ETHUSDT', limit: 10 })).toHaveLength(10);
  const trades = await t.ask('v2:spot.market.fillsHistory', { symbol: 'ETHUSDT', limit: 10 });
  const older = await t.ask('v2:spot.market.fillsHistory', {
    symbol: 'ETHUSDT',
    limit: 10,
    idLessThan: trades[9].tradeId,
  });
  expect(older[0].tradeId < trades[9].tradeId).toBe(true);
  await t.ask('v2:common.tradeRate', { symbol: 'BTCUSDT', businessType: 'spot' });
  for (const symbol of ['BTCUSDT', 'ETHUSD', 'ETHPERP']) {
    const rate = await t.ask('v2:common.tradeRate', { symbol, businessType: 'mix' });
    expect(rate).toEqual({ makerFeeRate: '0.0002', takerFeeRate: '0.0006' });
  }
  await t.ask('v2:public.time');
});

describe('orders that wait for a trigger', () => {
  const tpsl = { ...limit, side: 'sell', price: '61900', size: '0.5', tpslType: 'tpsl', triggerPrice: '62000' };
  const open = (tpslType?: string) => t.ask('v2:spot.trade.unfilledOrders', tpslType ? { tpslType } : {});

  it('hold their money, are listed apart, and are sent when the price comes', async () => {
    const { orderId, clientOid } = await t.ask('v2:spot.trade.placeOrder', { ...tpsl, clientOid: 'unheard' });
    expect(clientOid).toBe(orderId);
    expect(await coin('BTC')).toMatchObject({ available: '9.5', frozen: '0.5' });
    expect(await open()).toEqual([]);
    const [waits] = await open('tpsl');
    expect(waits).toMatchObject({
      orderId,
      tpslType: 'tpsl',
      triggerPrice: '62000',
      status: 'live',
      priceAvg: '61900',
    });
    t.exchange.price({ symbol: 'BTCUSDT', price: '62000.01' });
    expect(await open('tpsl')).toHaveLength(1);
    t.exchange.restore(JSON.parse(JSON.stringify(t.exchange.snapshot())));
    t.exchange.price({ symbol: 'BTCUSDT', price: '62000' });
    expect(await open('tpsl')).toEqual([]);
    const [done] = await t.ask('v2:spot.trade.orderInfo', { orderId });
    expect(done).toMatchObject({ status: 'filled', tpslType: 'tpsl', triggerPrice: '62000', baseVolume: '0.5' });
    expect(await t.ask('v2:spot.trade.historyOrders', { tpslType: 'tpsl' })).toMatchObject([{ orderId }]);
    expect(await t.ask('v2:spot.trade.historyOrders')).toEqual([]);
    const fills = await t.ask('v2:spot.trade.fills', { symbol: 'BTCUSDT' });
    expect(fills.map((fill: { orderId: string }) => fill.orderId)).toContain(orderId);
    expect((await coin('BTC')).available).toBe('9.5');
  });

  it('buy by value at the market, on the way up, when the clock gets there', async () => {
    const buy = { ...tpsl, side: 'buy', orderType: 'market', price: '', size: '6500', triggerPrice: '65000' };
    const { orderId } = await t.ask('v2:spot.trade.placeOrder', buy);
    expect(await coin('USDT')).toMatchObject({ available: '93500', frozen: '6500' });
    t.exchange.price({ symbol: 'BTCUSDT', price: '65000' });
    expect((await t.ask('v2:spot.trade.orderInfo', { orderId }))[0]).toMatchObject({ status: 'filled', price: '0' });
    expect((await coin('USDT')).frozen).toBe('0');
  });

  it('are cancelled by their number, as what they are', async () => {
    const { orderId } = await t.ask('v2:spot.trade.placeOrder', tpsl);
    await t.ask('v2:spot.trade.cancelSymbolOrder', { symbol: 'BTCUSDT' });
    expect(await t.code('v2:spot.trade.cancelOrder', { symbol: 'BTCUSDT', orderId })).toBe('43001');
    await t.ask('v2:spot.trade.cancelOrder', { symbol: 'BTCUSDT', orderId, tpslType: 'tpsl' });
    expect(await open('tpsl')).toEqual([]);
    expect((await coin('BTC')).frozen).toBe('0');
    t.exchange.price({ symbol: 'BTCUSDT', price: '61000' });
    expect((await coin('BTC')).available).toBe('10');
    expect(await t.code('v2:spot.trade.placeOrder', { ...tpsl, triggerPrice: '' })).toBe('40019');
    expect(await t.code('v2:spot.trade.placeOrder', { ...tpsl, size: '11' })).toBe('43012');
  });
});
