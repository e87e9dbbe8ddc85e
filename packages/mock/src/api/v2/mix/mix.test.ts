import { beforeEach, describe, expect, it } from 'vitest';
import { type Tester, tester } from '../../../../test/tester.js';

let t: Tester;
const P = { productType: 'USDT-FUTURES' };
const S = { ...P, symbol: 'BTCUSDT', marginCoin: 'USDT' };
const open = { ...S, marginMode: 'crossed', size: '0.1', side: 'buy', tradeSide: 'open', orderType: 'market' };
const price = (to: string) => t.exchange.price({ symbol: 'BTCUSDT', price: to });
const account = () => t.ask('v2:mix.account.account', S);
const position = async () => (await t.ask('v2:mix.position.singlePosition', S))[0];
beforeEach(() => {
  t = tester();
  price('64000');
});

describe('positions', () => {
  it('open, gain, close in part and in full', async () => {
    await t.ask('v2:mix.order.placeOrder', { ...open, clientOid: 'o1' });
    expect(await position()).toMatchObject({
      holdSide: 'long',
      total: '0.1',
      openPriceAvg: '64000',
      marginSize: '320',
      leverage: '20',
    });
    expect(await account()).toMatchObject({
      available: '99996.16',
      crossedMaxAvailable: '99676.16',
      posMode: 'hedge_mode',
    });
    price('65000');
    expect(await position()).toMatchObject({ markPrice: '65000', unrealizedPL: '100' });
    await t.ask('v2:mix.order.placeOrder', { ...open, tradeSide: 'close', size: '0.04' });
    expect(await position()).toMatchObject({ total: '0.06', available: '0.06' });
    const closed = await t.ask('v2:mix.order.closePositions', S);
    expect(closed.successList).toHaveLength(1);
    expect(await t.ask('v2:mix.position.allPosition', { ...P, marginCoin: 'USDT' })).toEqual([]);
    const history = await t.ask('v2:mix.position.historyPosition', P);
    expect(history.list).toMatchObject([
      { openTotalPos: '0.1', closeTotalPos: '0.1', openAvgPrice: '64000', openFee: '-3.84' },
    ]);
    const { bills } = await t.ask('v2:mix.account.bill', P);
    expect(bills.map(({ businessType }: { businessType: string }) => businessType)).toEqual([
      'close_long',
      'close_long',
      'open_long',
    ]);
    expect(await t.code('v2:mix.order.closePositions', S)).toBe('22002');
  });

  it('are liquidated when their money is gone', async () => {
    await t.ask('v2:mix.account.setMarginMode', { ...S, marginMode: 'isolated' });
    await t.ask('v2:mix.order.placeOrder', { ...open, marginMode: 'isolated' });
    const { liquidationPrice } = await position();
    expect(Number(liquidationPrice)).toBeGreaterThan(60800);
    expect(Number(liquidationPrice)).toBeLessThan(64000);
    price(String(Math.floor(Number(liquidationPrice)) + 2));
    expect((await position()).total).toBe('0.1');
    price(String(Math.floor(Number(liquidationPrice)) - 1));
    expect(await position()).toBeUndefined();
    expect((await account()).accountEquity).toBe('99676.16');
  });

  it('pay funding', async () => {
    await t.ask('v2:mix.order.placeOrder', open);
    t.exchange.clock.advance(9 * 3_600_000);
    const { bills } = await t.ask('v2:mix.account.bill', { ...P, onlyFunding: 'yes' });
    expect(bills.length).toBeGreaterThan(0);
    expect(bills[0].businessType).toBe('contract_settle_fee');
  });

  it('are one in one-way mode, and turn over', async () => {
    await t.ask('v2:mix.account.setPositionMode', { ...P, posMode: 'one_way_mode' });
    expect(await t.code('v2:mix.order.placeOrder', open)).toBe('40774');
    const { tradeSide, ...oneWay } = open;
    await t.ask('v2:mix.order.placeOrder', oneWay);
    await t.ask('v2:mix.order.placeOrder', { ...oneWay, side: 'sell', size: '0.3' });
    expect(await position()).toMatchObject({ holdSide: 'short', total: '0.2', posMode: 'one_way_mode' });
    await t.ask('v2:mix.order.placeOrder', { ...oneWay, reduceOnly: 'YES', size: '5' });
    expect(await position()).toBeUndefined();
    expect(await t.code('v2:mix.order.placeOrder', { ...oneWay, reduceOnly: 'YES' })).toBe('22002');
    expect((await account()).crossedMargin).toBe('0');
  });

  it('take leverage and margin', async () => {
    expect(await t.ask('v2:mix.account.setLeverage', { ...S, leverage: '10' })).toMatchObject({
      crossMarginLeverage: '10',
    });
    expect(await t.code('v2:mix.account.setLeverage', { ...S, leverage: '500' })).toBe('43050');
    await t.ask('v2:mix.order.placeOrder', open);
    expect(await position()).toMatchObject({ marginSize: '640', leverage: '10' });
    await t.ask('v2:mix.account.setLeverage', { ...S, leverage: '20' });
    expect(await position()).toMatchObject({ marginSize: '320' });
    expect(await t.code('v2:mix.account.setMarginMode', { ...S, marginMode: 'isolated' })).toBe('45117');
    expect(await t.code('v2:mix.account.setPositionMode', { ...P, posMode: 'one_way_mode' })).toBe('40920');
    expect(await t.code('v2:mix.account.setMargin', { ...S, holdSide: 'long', amount: '10' })).toBe('40875');
    await t.ask('v2:mix.order.closePositions', S);
    await t.ask('v2:mix.account.setMarginMode', { ...S, marginMode: 'isolated' });
    await t.ask('v2:mix.order.placeOrder', { ...open, marginMode: 'isolated' });
    await t.ask('v2:mix.account.setMargin', { ...S, holdSide: 'long', amount: '10' });
    expect(await position()).toMatchObject({ marginSize: '330', marginMode: 'isolated' });
    await t.ask('v2:mix.account.setAutoMargin', {
      symbol: 'BTCUSDT',
      marginCoin: 'USDT',
      holdSide: 'long',
      autoMargin: 'on',
    });
    expect((await position()).autoMargin).toBe('on');
    expect(await t.ask('v2:mix.account.isolatedSymbols', P)).toMatchObject([{ symbol: 'BTCUSDT' }]);
    await t.ask('v2:mix.account.maxOpen', { ...S, posSide: 'long', orderType: 'market' });
    await t.ask('v2:mix.account.openCount', { ...S, openAmount: '100', openPrice: '64000', leverage: '20' });
    await t.ask('v2:mix.account.setAllLeverage', { ...P, leverage: '15' });
    await t.ask('v2:mix.account.accounts', P);
    await t.ask('v2:mix.position.adlRank', P);
    expect(await t.ask('v2:mix.order.clickBackhand', { ...S, side: 'buy', clientOid: 'turn' })).toMatchObject({
      clientOid: 'turn',
    });
    expect((await position()).holdSide).toBe('short');
  });
});

describe('orders', () => {
  const limit = { ...open, orderType: 'limit', price: '60000', force: 'gtc' };

  it('rest, are amended, found and cancelled', async () => {
    const { orderId } = await t.ask('v2:mix.order.placeOrder', { ...limit, clientOid: 'l1' });
    expect(await t.ask('v2:mix.order.detail', { ...P, symbol: 'BTCUSDT', clientOid: 'l1' })).toMatchObject({
      orderId,
      state: 'live',
      side: 'buy',
      tradeSide: 'open',
    });
    expect((await account()).locked).toBe('303.6');
    await t.ask('v2:mix.order.modifyOrder', { ...S, orderId, newClientOid: 'l2', newSize: '0.2', newPrice: '61000' });
    const { entrustedList } = await t.ask('v2:mix.order.ordersPending', P);
    expect(entrustedList).toMatchObject([{ orderId, clientOid: 'l2', size: '0.2', price: '61000' }]);
    await t.ask('v2:mix.order.cancelOrder', { ...S, clientOid: 'l2' });
    expect((await t.ask('v2:mix.order.ordersPending', P)).entrustedList).toBeNull();
    expect((await t.ask('v2:mix.order.ordersHistory', P)).entrustedList).toMatchObject([{ status: 'canceled' }]);
    expect((await account()).locked).toBe('0');
    expect(await t.code('v2:mix.order.cancelOrder', { ...S, orderId })).toBe('22001');
  });

  it('are refused with the exchange codes', async () => {
    const order = (changes: object) => t.code('v2:mix.order.placeOrder', { ...limit, ...changes });
    expect(await order({ clientOid: 'x' })).toBe('00000');
    expect(await order({ clientOid: 'x' })).toBe('40786');
    expect(await order({ size: '900' })).toBe('40762');
    expect(await order({ size: '0.00001' })).toBe('40808');
    expect(await order({ tradeSide: undefined })).toBe('40774');
    expect(await order({ tradeSide: 'close' })).toBe('22002');
    expect(await order({ marginCoin: 'BTC' })).toBe('43049');
    expect(await order({ price: '60000.01' })).toBe('45115');
    expect(await order({ symbol: 'NOPEUSDT' })).toBe('40034');
    expect(await t.code('v2:mix.order.detail', { ...P, symbol: 'BTCUSDT', orderId: '12' })).toBe('40109');
  });

  it('come in batches', async () => {
    const { symbol, productType, marginCoin, marginMode, ...entry } = limit;
    const batch = { symbol, productType, marginCoin, marginMode };
    const placed = await t.ask('v2:mix.order.batchPlaceOrder', {
      ...batch,
      orderList: [entry, { ...entry, size: '900' }, entry],
    });
    expect(placed.successList).toHaveLength(2);
    expect(placed.failureList).toMatchObject([{ errorCode: '40762' }]);
    const gone = await t.ask('v2:mix.order.batchCancelOrders', {
      ...S,
      orderIdList: [{ orderId: placed.successList[0].orderId }, { orderId: '77' }],
    });
    expect([gone.successList.length, gone.failureList.length]).toEqual([1, 1]);
    expect((await t.ask('v2:mix.order.cancelAllOrders', P)).successList).toHaveLength(1);
  });

  it('fill, with their fills to be read', async () => {
    await t.ask('v2:mix.order.placeOrder', limit);
    price('59000');
    expect((await t.ask('v2:mix.order.fills', P)).fillList).toMatchObject([
      { price: '60000', tradeScope: 'maker', tradeSide: 'open' },
    ]);
    expect((await t.ask('v2:mix.order.fillHistory', P)).fillList).toHaveLength(1);
    expect((await t.ask('v2:mix.order.fills', { ...P, orderId: '1' })).fillList).toBeNull();
  });
});

describe('plans', () => {
  it('open positions when the price comes, with their exits', async () => {
    const { orderId } = await t.ask('v2:mix.order.placePlanOrder', {
      ...open,
      planType: 'normal_plan',
      triggerPrice: '65000',
      triggerType: 'fill_price',
      stopLossTriggerPrice: '63000',
    });
    expect(
      (await t.ask('v2:mix.order.ordersPlanPending', { ...P, planType: 'normal_plan' })).entrustedList,
    ).toMatchObject([{ orderId, triggerPrice: '65000' }]);
    await t.ask('v2:mix.order.modifyPlanOrder', { ...P, orderId, newTriggerPrice: '66000' });
    price('65500');
    expect(await position()).toBeUndefined();
    price('66000');
    expect(await position()).toMatchObject({ total: '0.1' });
    expect(
      await t.ask('v2:mix.order.planSubOrder', { ...P, planType: 'normal_plan', planOrderId: orderId }),
    ).toHaveLength(1);
    expect(
      (await t.ask('v2:mix.order.ordersPlanHistory', { ...P, planType: 'normal_plan' })).entrustedList,
    ).toMatchObject([{ planStatus: 'executed' }]);
    expect(
      (await t.ask('v2:mix.order.ordersPlanPending', { ...P, planType: 'profit_loss' })).entrustedList,
    ).toMatchObject([{ planType: 'loss_plan' }]);
    price('62999');
    expect(await position()).toBeUndefined();
  });

  it('take profit and stop losses of positions', async () => {
    const tpsl = { ...S, holdSide: 'long', planType: 'profit_plan', triggerPrice: '66000', size: '0.05' };
    expect(await t.code('v2:mix.order.placeTpslOrder', tpsl)).toBe('43023');
    await t.ask('v2:mix.order.placeOrder', open);
    expect(await t.code('v2:mix.order.placeTpslOrder', { ...tpsl, triggerPrice: '60000' })).toBe('40830');
    expect(await t.code('v2:mix.order.placeTpslOrder', { ...tpsl, planType: 'loss_plan' })).toBe('40834');
    const { orderId } = await t.ask('v2:mix.order.placeTpslOrder', { ...tpsl, clientOid: 'tp' });
    await t.ask('v2:mix.order.modifyTpslOrder', { ...S, orderId, triggerPrice: '65500', size: '0.04' });
    expect(
      await t.ask('v2:mix.order.placePosTpsl', {
        ...S,
        holdSide: 'long',
        stopSurplusTriggerPrice: '68000',
        stopLossTriggerPrice: '60000',
      }),
    ).toHaveLength(2);
    expect(await position()).toMatchObject({ takeProfit: '68000', stopLoss: '60000' });
    price('65600');
    expect(await position()).toMatchObject({ total: '0.06' });
    expect((await t.ask('v2:mix.order.cancelPlanOrder', { ...S, planType: 'pos_loss' })).successList).toHaveLength(1);
    price('68000');
    expect(await position()).toBeUndefined();
    expect((await t.ask('v2:mix.order.ordersPlanPending', { ...P, planType: 'profit_loss' })).entrustedList).toBeNull();
  });

  it('trail the price', async () => {
    await t.ask('v2:mix.order.placeOrder', open);
    await t.ask('v2:mix.order.placeTpslOrder', {
      ...S,
      holdSide: 'long',
      planType: 'moving_plan',
      triggerPrice: '65000',
      rangeRate: '1',
      size: '0.1',
    });
    for (const step of ['64900', '65000', '67000', '66500']) price(step);
    expect(await position()).toMatchObject({ total: '0.1' });
    price('66300');
    expect(await position()).toBeUndefined();
  });
});

it('shows the market of every product', async () => {
  for (const [productType, symbol, coin] of [
    ['USDT-FUTURES', 'BTCUSDT', 'USDT'],
    ['COIN-FUTURES', 'BTCUSD', 'BTC'],
    ['USDC-FUTURES', 'BTCPERP', 'USDC'],
  ]) {
    const q = { productType, symbol };
    await t.ask('v2:mix.market.contracts', { productType });
    await t.ask('v2:mix.market.tickers', { productType });
    await t.ask('v2:mix.market.ticker', q);
    await t.ask('v2:mix.market.mergeDepth', q);
    await t.ask('v2:mix.market.candles', { ...q, granularity: '1H' });
    await t.ask('v2:mix.market.historyCandles', { ...q, granularity: '1D' });
    await t.ask('v2:mix.market.historyIndexCandles', { ...q, granularity: '1W' });
    await t.ask('v2:mix.market.historyMarkCandles', { ...q, granularity: '5m' });
    await t.ask('v2:mix.market.fills', q);
    await t.ask('v2:mix.market.fillsHistory', q);
    await t.ask('v2:mix.market.currentFundRate', q);
    await t.ask('v2:mix.market.historyFundRate', q);
    await t.ask('v2:mix.market.fundingTime', q);
    await t.ask('v2:mix.market.openInterest', q);
    await t.ask('v2:mix.market.symbolPrice', q);
    await t.ask('v2:mix.market.queryPositionLever', q);
    await t.ask('v2:mix.order.placeOrder', { ...open, ...q, marginCoin: coin });
    expect(await t.ask('v2:mix.position.allPosition', { productType })).toMatchObject([
      { total: '0.1', marginCoin: coin },
    ]);
    await t.ask('v2:mix.order.closePositions', { productType });
  }
});
