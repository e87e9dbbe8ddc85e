import { mock as v2 } from '@bitget-spec/v2/mock';
import { mock as v3 } from '@bitget-spec/v3/mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Tester, tester } from '../../../test/tester.js';
import { HANDLED } from '../handlers.js';

let t: Tester;
const price = (to: string, symbol = 'BTCUSDT') => t.exchange.price({ symbol, price: to });
const coin = async (name: string) =>
  (await t.ask('v3:account.assets')).assets.find((one: { coin: string }) => one.coin === name);
const F = { category: 'USDT-FUTURES', symbol: 'BTCUSDT' };
const positions = async () => (await t.ask('v3:position.currentPosition', F)).list;
beforeEach(() => {
  t = tester();
  price('64000');
});

it('handles what the spec lists as stateful, and nothing else', () => {
  const listed = [...v2.operations, ...v3.operations].filter(({ fidelity }) => fidelity === 'stateful');
  expect([...HANDLED].sort()).toEqual(listed.map(({ key }) => key).sort());
});

describe('spot', () => {
  const limit = { category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', price: '60000', qty: '0.02' };

  it('orders rest, are amended in place and cancelled', async () => {
    const placed = await t.ask('v3:trade.placeOrder', { ...limit, clientOid: 'a' });
    expect(await coin('USDT')).toMatchObject({ available: '98800', locked: '1200' });
    expect(await t.ask('v3:trade.modifyOrder', { clientOid: 'a', price: '61000' })).toEqual(placed);
    expect(await t.code('v3:trade.modifyOrder', { clientOid: 'a', price: '61000' })).toBe('25571');
    expect(await t.ask('v3:trade.orderInfo', { orderId: placed.orderId })).toMatchObject({
      price: '61000',
      orderStatus: 'live',
    });
    expect((await t.ask('v3:trade.unfilledOrders', { category: 'SPOT' })).list).toHaveLength(1);
    expect(await t.ask('v3:trade.cancelOrder', { clientOid: 'a' })).toEqual(placed);
    expect(await coin('USDT')).toMatchObject({ available: '100000', locked: '0' });
    expect((await t.ask('v3:trade.historyOrders', { category: 'SPOT' })).list).toMatchObject([
      { orderStatus: 'cancelled', cancelReason: 'normal_cancel' },
    ]);
    expect(await t.code('v3:trade.cancelOrder', { clientOid: 'a' })).toBe('25204');
  });

  it('trades at the market', async () => {
    const { orderId } = await t.ask('v3:trade.placeOrder', {
      category: 'SPOT',
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType: 'market',
      qty: '640',
    });
    expect(await t.ask('v3:trade.orderInfo', { orderId })).toMatchObject({
      orderStatus: 'filled',
      amount: '640',
      cumExecQty: '0.01',
      avgPrice: '64000',
    });
    expect((await t.ask('v3:trade.fills', { category: 'SPOT' })).list).toMatchObject([
      { orderId, execQty: '0.01', feeDetail: [{ feeCoin: 'BTC', fee: '0.00001' }] },
    ]);
    expect((await t.ask('v3:account.financialRecords', { category: 'SPOT' })).list).toHaveLength(2);
  });

  it('refuses with the codes of v3', async () => {
    const order = (changes: object) => t.code('v3:trade.placeOrder', { ...limit, ...changes });
    expect(await order({ clientOid: 'x' })).toBe('00000');
    expect(await order({ clientOid: 'x' })).toBe('25212');
    expect(await order({ qty: '99' })).toBe('43012');
    expect(await order({ qty: '0.00001' })).toBe('45110');
    expect(await order({ symbol: 'NOPEUSDT' })).toBe('25100');
    expect(await t.code('v3:trade.orderInfo', { clientOid: 'nope' })).toBe('25204');
  });

  it('takes batches and pages by cursor', async () => {
    const batch = await t.ask('v3:trade.placeBatch', [
      { ...limit, clientOid: '1' },
      { ...limit, clientOid: '1' },
      { ...limit, clientOid: '2' },
    ]);
    expect(batch).toMatchObject([{ clientOid: '1' }, { code: '25212' }, { clientOid: '2' }]);
    const first = await t.ask('v3:trade.unfilledOrders', { category: 'SPOT', limit: 1 });
    expect(first.list).toMatchObject([{ clientOid: '2' }]);
    const second = await t.ask('v3:trade.unfilledOrders', { category: 'SPOT', limit: 1, cursor: first.cursor });
    expect([second.list[0].clientOid, second.cursor]).toEqual(['1', '']);
    await t.ask('v3:trade.batchModifyOrder', [
      { clientOid: '1', qty: '0.03' },
      { clientOid: 'zz', qty: '1' },
    ]);
    const gone = await t.ask('v3:trade.cancelBatch', [{ ...limit, clientOid: '1' }]);
    expect(gone).toMatchObject([{ clientOid: '1' }]);
    expect((await t.ask('v3:trade.cancelSymbolOrder', { category: 'SPOT', symbol: 'BTCUSDT' })).list).toHaveLength(1);
    await t.ask('v3:trade.placeOrder', limit);
    await t.ask('v3:trade.countdownCancelAll', { countdown: '10' });
    t.exchange.clock.advance(11_000);
    expect((await t.ask('v3:trade.unfilledOrders', { category: 'SPOT' })).list).toEqual([]);
  });
});

describe('futures', () => {
  const market = { ...F, side: 'buy', orderType: 'market', qty: '0.1' };

  it('opens and closes in one-way and hedge mode', async () => {
    await t.ask('v3:trade.placeOrder', market);
    expect(await positions()).toMatchObject([
      { posSide: 'long', total: '0.1', avgPrice: '64000', holdMode: 'one_way_mode' },
    ]);
    price('65000');
    expect(await t.ask('v3:account.assets')).toMatchObject({ unrealisedPnl: '100' });
    await t.ask('v3:trade.placeOrder', { ...market, side: 'sell', reduceOnly: 'yes' });
    expect(await positions()).toEqual([]);
    expect((await t.ask('v3:position.historyPosition', F)).list).toMatchObject([
      { openTotalPos: '0.1', closeTotalPos: '0.1' },
    ]);
    await t.ask('v3:account.setHoldMode', { holdMode: 'hedge_mode' });
    expect(await t.code('v3:trade.placeOrder', market)).toBe('40774');
    await t.ask('v3:trade.placeOrder', { ...market, posSide: 'long' });
    await t.ask('v3:trade.placeOrder', { ...market, posSide: 'short', side: 'sell' });
    expect(await positions()).toHaveLength(2);
    expect(await t.code('v3:account.setHoldMode', { holdMode: 'one_way_mode' })).toBe('25107');
    await t.ask('v3:trade.placeOrder', { ...market, posSide: 'long', side: 'sell', qty: '0.05' });
    expect((await t.ask('v3:trade.closePositions', F)).list).toHaveLength(2);
    expect(await t.code('v3:trade.closePositions', F)).toBe('25227');
    expect(await t.code('v3:trade.placeOrder', { ...market, posSide: 'long', qty: '900' })).toBe('40762');
    await t.ask('v3:position.adlRank');
  });

  it('sets leverage and margin', async () => {
    await t.ask('v3:account.setLeverage', { ...F, leverage: '50' });
    expect(await t.code('v3:account.setLeverage', { ...F, leverage: '126' })).toBe('25223');
    const { symbolConfigList } = await t.ask('v3:account.settings');
    expect(symbolConfigList.find((one: { symbol: string }) => one.symbol === 'BTCUSDT').leverage).toBe('50');
    await t.ask('v3:trade.placeOrder', { ...market, marginMode: 'isolated' });
    await t.ask('v3:account.setMargin', { ...F, posSide: 'long', operation: 'add', amount: '50' });
    expect(await positions()).toMatchObject([{ positionBalance: '178', marginMode: 'isolated', leverage: '50' }]);
  });

  it('fires strategies', async () => {
    const trigger = await t.ask('v3:trade.placeStrategyOrder', {
      ...F,
      type: 'trigger',
      side: 'buy',
      qty: '0.1',
      triggerPrice: '64500',
      triggerBy: 'market',
      triggerOrderType: 'market',
    });
    expect(await t.ask('v3:trade.unfilledStrategyOrders', { category: 'USDT-FUTURES', type: 'trigger' })).toMatchObject(
      [{ orderId: trigger.orderId, triggerPrice: '64500' }],
    );
    price('64500');
    const tpsl = await t.ask('v3:trade.placeStrategyOrder', {
      ...F,
      type: 'tpsl',
      tpslMode: 'full',
      posSide: 'long',
      takeProfit: '66000',
      stopLoss: '63000',
      clientOid: 's',
    });
    await t.ask('v3:trade.modifyStrategyOrder', { orderId: tpsl.orderId, qty: '0.1', takeProfit: '67000' });
    price('66500');
    expect(await positions()).toHaveLength(1);
    price('67000');
    expect(await positions()).toEqual([]);
    const { list } = await t.ask('v3:trade.historyStrategyOrders', { category: 'USDT-FUTURES' });
    expect(list).toMatchObject([
      { clientOid: 's', status: 'success', triggerType: 'takeProfit' },
      { status: 'success' },
    ]);
    expect(await t.code('v3:trade.cancelStrategyOrder', { clientOid: 's' })).toBe('25597');
  });

  it('carries take profit and stop loss with an order', async () => {
    await t.ask('v3:trade.placeOrder', { ...market, takeProfit: '66000', stopLoss: '63000' });
    const [plan] = await t.ask('v3:trade.unfilledStrategyOrders', { category: 'USDT-FUTURES' });
    expect(plan).toMatchObject({ takeProfit: '66000', stopLoss: '63000' });
    await t.ask('v3:trade.cancelStrategyOrder', { orderId: plan.orderId });
    await t.ask('v3:trade.closePositions', F);
  });
});

it('shows the market', async () => {
  for (const category of ['SPOT', 'USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES', 'MARGIN'])
    await t.ask('v3:market.instruments', { category });
  for (const [category, symbol] of [
    ['SPOT', 'ETHUSDT'],
    ['USDT-FUTURES', 'ETHUSDT'],
    ['COIN-FUTURES', 'ETHUSD'],
    ['USDC-FUTURES', 'ETHPERP'],
  ]) {
    const q = { category, symbol };
    expect(await t.ask('v3:market.tickers', q)).toHaveLength(1);
    await t.ask('v3:market.tickers', { category });
    await t.ask('v3:market.orderbook', { ...q, limit: 50 });
    await t.ask('v3:market.candles', { ...q, interval: '1m' });
    await t.ask('v3:market.historyCandles', { ...q, interval: '1D', type: 'mark' });
    await t.ask('v3:market.fills', q);
    await t.ask('v3:account.feeRate', q);
    await t.ask('v3:account.allFeeRate', { category });
    if (category === 'SPOT') continue;
    await t.ask('v3:market.currentFundRate', { symbol });
    await t.ask('v3:market.historyFundRate', q);
    await t.ask('v3:market.openInterest', q);
    await t.ask('v3:market.positionTier', q);
    await t.ask('v3:account.maxOpenAvailable', { ...q, orderType: 'market', side: 'buy', size: '0.1' });
  }
  await t.ask('v3:public.time');
});

it('moves money', async () => {
  await t.ask('v3:account.info');
  const { subUid } = await t.ask('v3:user.createSub', { username: 'desk' });
  const { userId } = await t.ask('v3:account.info');
  await t.ask('v3:account.subTransfer', {
    fromType: 'uta',
    toType: 'uta',
    amount: '10',
    coin: 'USDT',
    fromUserId: userId,
    toUserId: subUid,
    clientOid: 'm',
  });
  expect(
    await t.code('v3:account.subTransfer', {
      fromType: 'uta',
      toType: 'uta',
      amount: '10',
      coin: 'USDT',
      fromUserId: userId,
      toUserId: '1',
      clientOid: 'n',
    }),
  ).toBe('40066');
  expect(await t.ask('v3:account.subUnifiedAssets')).toMatchObject([
    { subUid, assets: [{ coin: 'USDT', balance: '10' }] },
  ]);
  expect((await t.ask('v3:account.subTransferRecord')).list).toHaveLength(1);
  expect((await t.ask('v3:user.subList')).list).toMatchObject([{ subUid, status: 'normal' }]);
  await t.ask('v3:user.freezeSub', { subUid, operation: 'freeze' });
  await t.ask('v3:account.transfer', { fromType: 'uta', toType: 'spot', amount: '100', coin: 'USDT' });
  expect(await t.ask('v3:account.fundingAssets', { coin: 'USDT' })).toMatchObject([{ available: '100' }]);
  expect(await t.ask('v3:account.transferableCoins', { fromType: 'spot', toType: 'uta' })).toContain('USDT');
  const { orderId } = await t.ask('v3:account.withdrawal', {
    coin: 'USDT',
    chain: 'trc20',
    transferType: 'on_chain',
    address: 'mine',
    size: '50',
  });
  const range = { startTime: '1761990000000', endTime: '1762000000000' };
  expect(await t.ask('v3:account.withdrawalRecords', range)).toMatchObject([{ orderId, status: 'pending' }]);
  await t.ask('v3:account.cancelWithdrawal', { orderId });
  t.exchange.deposit({ key: 'test-key', coin: 'USDT', amount: '5' });
  expect(await t.ask('v3:account.depositRecords', range)).toMatchObject([{ size: '5' }]);
  await t.ask('v3:account.depositAddress', { coin: 'USDT' });
  await t.ask('v3:account.maxTransferable', { coin: 'USDT' });
  await t.ask('v3:account.maxWithdrawal', { coin: 'USDT' });
});

it('keeps keys apart, and puts everything back', async () => {
  const other = t.as('test-unified-key');
  const order = {
    category: 'SPOT',
    symbol: 'BTCUSDT',
    side: 'buy',
    orderType: 'limit',
    price: '60000',
    qty: '0.02',
    clientOid: 'same',
  };
  await t.ask('v3:trade.placeOrder', order);
  await other.ask('v3:trade.placeOrder', order);
  const snapshot = JSON.parse(JSON.stringify(t.exchange.snapshot()));
  await t.ask('v3:trade.cancelOrder', { clientOid: 'same' });
  price('59000');
  expect(await other.ask('v3:trade.orderInfo', { clientOid: 'same' })).toMatchObject({ orderStatus: 'filled' });
  t.exchange.restore(snapshot);
  expect(await t.ask('v3:trade.orderInfo', { clientOid: 'same' })).toMatchObject({ orderStatus: 'live' });
  expect(JSON.parse(JSON.stringify(t.exchange.snapshot()))).toEqual(snapshot);
  t.exchange.reset('test-key');
  expect(await t.code('v3:trade.orderInfo', { clientOid: 'same' })).toBe('25204');
  expect(await other.ask('v3:trade.orderInfo', { clientOid: 'same' })).toMatchObject({ orderStatus: 'live' });
});

describe('margin orders', () => {
  const margin = { category: 'MARGIN', symbol: 'BTCUSDT', orderType: 'market' };
  const accounts = [
    { apiKey: 'poor', secretKey: 'test-secret', passphrase: 'test-passphrase', balances: { uta: { USDT: '1000' } } },
  ];
  let poor: Tester;
  beforeEach(() => {
    poor = tester({ accounts }, 'poor');
    poor.exchange.price({ symbol: 'BTCUSDT', price: '64000' });
  });
  const coin = async (name: string) =>
    (await poor.ask('v3:account.assets')).assets.find((one: { coin: string }) => one.coin === name);

  it('borrow what is missing, pay with what they bring, and are listed apart', async () => {
    expect(await poor.code('v3:trade.placeOrder', { ...margin, category: 'SPOT', side: 'buy', qty: '2000' })).toBe(
      '43012',
    );
    expect(await poor.code('v3:trade.placeOrder', { ...margin, side: 'buy', qty: '3001' })).toBe('43012');
    const { orderId } = await poor.ask('v3:trade.placeOrder', { ...margin, side: 'buy', qty: '2000' });
    expect(await coin('USDT')).toMatchObject({ balance: '0', debt: '1000.00513875' });
    const history = (category: string) => poor.ask('v3:trade.historyOrders', { category });
    expect((await history('MARGIN')).list).toMatchObject([{ orderId, category: 'MARGIN', orderStatus: 'filled' }]);
    expect((await history('SPOT')).list).toEqual([]);
    expect((await poor.ask('v3:trade.fills', { category: 'MARGIN' })).list[0]).toMatchObject({ category: 'MARGIN' });
    const records = await poor.ask('v3:account.financialRecords', { category: 'MARGIN' });
    expect(records.list.map((one: { type: string }) => one.type)).toContain('BORROW');
    poor.exchange.clock.advance(3_600_000);
    expect((await coin('USDT')).debt).toBe('1000.0102775');
    await poor.ask('v3:trade.placeOrder', { ...margin, side: 'sell', qty: '0.01' });
    expect(Number((await coin('USDT')).debt)).toBeLessThan(400);
  });

  it('leave a debt that other coins pay', async () => {
    await poor.ask('v3:trade.placeOrder', { ...margin, side: 'buy', qty: '2000' });
    expect(await poor.ask('v3:market.marginLoans', { coin: 'USDT' })).toMatchObject({ dailyInterest: '0.00012333' });
    expect(await poor.ask('v3:account.repayableCoins')).toMatchObject({
      repayableCoinList: [{ coin: 'USDT', size: '1000.00513875' }],
    });
    expect((await poor.ask('v3:account.paymentCoins')).paymentCoinList).toMatchObject([{ coin: 'BTC' }]);
    const repay = (paymentCoin: string) => ({ repayableCoinList: ['USDT'], paymentCoinList: [paymentCoin] });
    expect(await poor.code('v3:account.repay', repay('ETH'))).toBe('25202');
    expect(await poor.ask('v3:account.repay', repay('BTC'))).toEqual({ result: 'YES', repayAmount: '1000.00513875' });
    expect(await coin('USDT')).toMatchObject({ debt: '0', balance: '0' });
    expect(await poor.code('v3:account.repay', repay('BTC'))).toBe('25217');
  });

  it('borrow as far as the leverage of the coin goes, and are liquidated', async () => {
    expect(await poor.code('v3:account.setLeverage', { category: 'MARGIN', coin: 'USDT', leverage: '9' })).toBe(
      '25223',
    );
    await poor.ask('v3:account.setLeverage', { category: 'MARGIN', coin: 'USDT', leverage: '5' });
    const { coinConfigList } = await poor.ask('v3:account.settings');
    expect(coinConfigList[0]).toEqual({ coin: 'USDT', leverage: '5' });
    await poor.ask('v3:trade.placeOrder', { ...margin, side: 'buy', qty: '5000' });
    poor.exchange.price({ symbol: 'BTCUSDT', price: '54000' });
    expect(await coin('USDT')).toMatchObject({ debt: '0' });
  });
});
