/** Classic accounts (v2) with `bitget-api`: real HTTP, a client that nobody here wrote. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, type Meeting, meet, only, refused } from '../test/bitget-api.js';

let m: Meeting;
let v2: ReturnType<Meeting['clients']>['v2'];
let tests = 0;
beforeAll(async () => {
  m = await meet();
});
afterAll(() => m.close());
beforeEach(() => {
  const apiKey = `classic-${tests++}`;
  m.exchange.accounts.add({ apiKey, mode: 'classic' });
  v2 = m.clients(apiKey).v2;
  price('64000');
});

const price = (to: string) => m.exchange.price({ symbol: 'BTCUSDT', price: to });
const symbol = 'BTCUSDT';
const productType = 'USDT-FUTURES';
const market = { symbol, productType } as const;
const contract = { ...market, marginCoin: 'USDT' } as const;

describe('the market', () => {
  it('reports the time, the prices and the rules', async () => {
    const { serverTime } = await ask(v2.getServerTime());
    expect(Math.abs(Number(serverTime) - Date.now())).toBeLessThan(60_000);

    const ticker = only(await ask(v2.getSpotTicker({ symbol })));
    expect(ticker).toMatchObject({ symbol, lastPr: '64000' });
    expect(Number(ticker.bidPr)).toBeLessThan(Number(ticker.askPr));
    expect((await ask(v2.getSpotTicker())).length).toBeGreaterThan(5);
    const rules = only(await ask(v2.getSpotSymbolInfo({ symbol })));
    expect(rules).toMatchObject({ baseCoin: 'BTC', quoteCoin: 'USDT', status: 'online' });
    expect(Number(rules.pricePrecision)).toBeGreaterThan(0);
    expect((await ask(v2.getSpotCoinInfo({ coin: 'USDT' })))[0]?.chains.length).toBeGreaterThan(0);

    const { asks, bids } = await ask(v2.getSpotOrderBookDepth({ symbol, type: 'step0', limit: '10' }));
    expect([asks.length, bids.length]).toEqual([10, 10]);
    const candles = await ask(v2.getSpotCandles({ symbol, granularity: '1min', limit: '5' }));
    expect(candles.map((candle) => candle.length)).toEqual([8, 8, 8, 8, 8]);
    expect(await ask(v2.getSpotRecentTrades({ symbol, limit: '3' }))).toHaveLength(3);

    expect(only(await ask(v2.getFuturesTicker(market)))).toMatchObject({ symbol, lastPr: '64000' });
    expect((await ask(v2.getFuturesAllTickers({ productType }))).length).toBeGreaterThan(3);
    expect(only(await ask(v2.getFuturesContractConfig(market)))).toMatchObject({ symbol, symbolStatus: 'normal' });
    expect((await ask(v2.getFuturesMergeDepth({ ...market, limit: '5' }))).asks).toHaveLength(5);
    expect(await ask(v2.getFuturesCandles({ ...market, granularity: '1H', limit: '7' }))).toHaveLength(7);
    expect(only(await ask(v2.getFuturesCurrentFundingRate(market))).symbol).toBe(symbol);
    expect(only(await ask(v2.getFuturesSymbolPrice(market)))).toMatchObject({ symbol, price: '64000' });
  });
});

describe('spot', () => {
  const limit = { symbol, side: 'buy', orderType: 'limit', force: 'gtc', price: '60000', size: '0.02' } as const;
  const coin = async (name: string) => only(await ask(v2.getSpotAccountAssets({ coin: name })));
  const state = async (orderId: string) => only(await ask(v2.getSpotOrder({ orderId })));

  it('an order rests, holds its money, is found, and fills once the price is there', async () => {
    const before = await coin('USDT');
    const { orderId, clientOid } = await ask(v2.spotSubmitOrder({ ...limit, clientOid: 'first' }));
    expect(clientOid).toBe('first');
    expect(only(await ask(v2.getSpotOpenOrders({ symbol })))).toMatchObject({ orderId, status: 'live', size: '0.02' });
    expect(await state(orderId)).toMatchObject({ clientOid, status: 'live', price: '60000' });
    const held = await coin('USDT');
    expect(Number(held.frozen)).toBe(1200);
    expect(Number(held.available) + Number(held.frozen)).toBe(Number(before.available));

    price('59000');
    expect(await state(orderId)).toMatchObject({ status: 'filled', priceAvg: '60000', baseVolume: '0.02' });
    expect(await ask(v2.getSpotOpenOrders({ symbol }))).toEqual([]);
    expect((await ask(v2.getSpotHistoricOrders({ symbol }))).map((order) => order.orderId)).toEqual([orderId]);
    const fills = await ask(v2.getSpotFills({ symbol, orderId }));
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(sum(fills.map(({ size }) => Number(size)))).toBeCloseTo(0.02, 8);
    const fee = sum(fills.map(({ feeDetail }) => Number(feeDetail.totalFee)));
    expect(Number((await coin('BTC')).available)).toBeCloseTo(10 + 0.02 + fee, 8);
    expect(Number((await coin('USDT')).available)).toBe(Number(before.available) - 1200);
    const bills = await ask(v2.getSpotAccountBills({ coin: 'USDT' }));
    expect(bills.map(({ size }) => Number(size))).toEqual(fills.map(({ amount }) => -Number(amount)));
  });

  it('is replaced, cancelled, and gives the money back', async () => {
    const { orderId } = await ask(v2.spotSubmitOrder(limit));
    const next = await ask(v2.spotCancelandSubmitOrder({ symbol, orderId, price: '59000', size: '0.03' }));
    expect(next.success).toBe('success');
    expect(only(await ask(v2.getSpotOpenOrders({ symbol }))).orderId).toBe(next.orderId);
    expect((await ask(v2.spotCancelOrder({ symbol, orderId: next.orderId }))).orderId).toBe(next.orderId);
    expect(await state(next.orderId)).toMatchObject({ status: 'cancelled' });
    expect(Number((await coin('USDT')).frozen)).toBe(0);
    const gone = await refused(v2.spotCancelOrder({ symbol, orderId }));
    expect(gone.body).toMatchObject({ code: '43001' });
  });

  it('comes in batches, a bad one among good ones', async () => {
    const { symbol: _, ...entry } = limit;
    const placed = await ask(
      v2.spotBatchSubmitOrders({
        symbol,
        orderList: [
          { ...entry, clientOid: 'a' },
          { ...entry, clientOid: 'b', size: '900' },
          { ...entry, clientOid: 'c' },
        ],
      }),
    );
    expect(placed.successList.map(({ clientOid }) => clientOid)).toEqual(['a', 'c']);
    expect(only(placed.failureList)).toMatchObject({ clientOid: 'b', errorCode: '43012' });
    const orderList = placed.successList.map(({ orderId }) => ({ orderId }));
    expect((await ask(v2.spotBatchCancelOrders({ symbol, orderList }))).successList).toHaveLength(2);
    expect(await ask(v2.getSpotOpenOrders({ symbol }))).toEqual([]);
  });

  it('waits as a plan until the price comes', async () => {
    const { orderId } = await ask(
      v2.spotSubmitPlanOrder({
        symbol,
        side: 'sell',
        triggerPrice: '62000',
        orderType: 'market',
        size: '0.5',
        triggerType: 'fill_price',
      }),
    );
    const { orderList } = await ask(v2.getSpotCurrentPlanOrders({ symbol }));
    expect(only(orderList)).toMatchObject({ orderId, status: 'not_trigger', triggerPrice: '62000' });
    await ask(v2.spotModifyPlanOrder({ orderId, triggerPrice: '61000', orderType: 'market', size: '0.4' }));
    price('61500');
    expect(Number((await coin('BTC')).available)).toBe(10);
    price('61000');
    expect(Number((await coin('BTC')).available)).toBe(9.6);
    const range = { startTime: String(Date.now() - 60_000), endTime: String(Date.now() + 60_000) };
    const past = await ask(v2.getSpotHistoricPlanOrders({ symbol, ...range }));
    expect(only(past.orderList)).toMatchObject({ orderId, status: 'executed' });
    const { orderId: other } = await ask(
      v2.spotSubmitPlanOrder({
        ...{ symbol, side: 'buy', triggerPrice: '70000', triggerType: 'mark_price', planType: 'amount', size: '0.1' },
        ...{ orderType: 'limit', executePrice: '70100' },
      }),
    );
    await ask(v2.spotCancelPlanOrder({ orderId: other }));
    expect((await ask(v2.getSpotCurrentPlanOrders({ symbol }))).orderList).toEqual([]);
  });

  it('moves money to futures and keeps the sum', async () => {
    const futures = async () => only(await ask(v2.getFuturesAccountAssets({ productType })));
    const total = async () => Number((await coin('USDT')).available) + Number((await futures()).available);
    const before = await total();
    await ask(v2.spotTransfer({ fromType: 'spot', toType: 'usdt_futures', amount: '250.5', coin: 'USDT', symbol: '' }));
    expect(Number((await futures()).available)).toBe(100_250.5);
    expect(await total()).toBe(before);
    const moved = await ask(v2.getSpotTransferHistory({ coin: 'USDT', fromType: 'spot' }));
    expect(only(moved)).toMatchObject({ size: '250.5', status: 'Successful' });
  });
});

describe('futures', () => {
  const open = { ...contract, marginMode: 'crossed', side: 'buy', tradeSide: 'open', orderType: 'market' } as const;
  const limit = { ...open, orderType: 'limit', price: '60000', force: 'gtc', size: '0.1' } as const;
  const account = () => ask(v2.getFuturesAccountAsset(contract));
  const positions = () => ask(v2.getFuturesPositions({ productType, marginCoin: 'USDT' }));

  it('a position opens, gains, is closed, and the money adds up', async () => {
    expect(await ask(v2.setFuturesLeverage({ ...contract, leverage: '10' }))).toMatchObject({
      crossMarginLeverage: '10',
    });
    const before = Number((await account()).accountEquity);
    const { orderId } = await ask(v2.futuresSubmitOrder({ ...open, size: '0.1', clientOid: 'o' }));
    const long = only(await positions());
    expect(long).toMatchObject({ symbol, holdSide: 'long', total: '0.1', leverage: '10', marginSize: '640' });
    expect(only(await ask(v2.getFuturesPosition(contract)))).toMatchObject({ openPriceAvg: '64000' });
    expect(await ask(v2.getFuturesOrder({ ...market, clientOid: 'o' }))).toMatchObject({ orderId, state: 'filled' });

    price('65000');
    expect(Number(only(await positions()).unrealizedPL)).toBe(100);
    expect(only((await ask(v2.futuresFlashClosePositions(market))).successList).symbol).toBe(symbol);
    expect(await positions()).toEqual([]);
    const { fillList } = await ask(v2.getFuturesFills(market));
    expect(fillList?.map(({ tradeSide }) => tradeSide)).toEqual(['close', 'open']);
    const { list } = await ask(v2.getFuturesHistoricPositions(market));
    const past = only(list);
    expect(past).toMatchObject({ openAvgPrice: '64000', closeTotalPos: '0.1' });
    // The best bid is a step below the last price.
    expect(Number(past.closeAvgPrice)).toBeCloseTo(65000, 0);
    expect(Number(past.pnl)).toBeCloseTo((Number(past.closeAvgPrice) - 64000) * 0.1, 6);
    expect(Number((await account()).accountEquity)).toBeCloseTo(before + Number(past.netProfit), 6);
    const { bills } = await ask(v2.getFuturesAccountBills({ productType }));
    const change = bills.reduce((sum, { amount, fee }) => sum + Number(amount) + Number(fee), 0);
    expect(Number((await account()).accountEquity)).toBeCloseTo(before + change, 6);
  });

  it('orders rest, are amended, found and cancelled', async () => {
    const { orderId } = await ask(v2.futuresSubmitOrder({ ...limit, clientOid: 'l' }));
    const { entrustedList } = await ask(v2.getFuturesOpenOrders({ productType, symbol }));
    expect(only(entrustedList)).toMatchObject({ orderId, status: 'live', size: '0.1', price: '60000' });
    await ask(v2.futuresModifyOrder({ ...market, orderId, newClientOid: 'l2', newSize: '0.2', newPrice: '61000' }));
    expect(await ask(v2.getFuturesOrder({ ...market, orderId }))).toMatchObject({ price: '61000', size: '0.2' });
    expect(Number((await account()).locked)).toBeGreaterThan(0);
    await ask(v2.futuresCancelOrder({ ...contract, orderId }));
    expect(Number((await account()).locked)).toBe(0);
    expect((await ask(v2.getFuturesOpenOrders({ productType }))).entrustedList).toBeNull();
    const past = await ask(v2.getFuturesHistoricOrders({ productType }));
    expect(past.entrustedList?.map((order) => order.orderId)).toContain(orderId);

    const entry = { side: 'buy', tradeSide: 'open', orderType: 'limit', price: '60000', size: '0.1' } as const;
    const batch = await ask(
      v2.futuresBatchSubmitOrders({
        ...contract,
        marginMode: 'crossed',
        orderList: [entry, { ...entry, size: '900' }],
      }),
    );
    expect(only(batch.failureList)).toMatchObject({ errorCode: '40762' });
    const orderIdList = batch.successList.map((one) => ({ orderId: one.orderId }));
    expect((await ask(v2.futuresBatchCancelOrders({ ...contract, orderIdList }))).successList).toHaveLength(1);
  });

  it('plans open and stop positions', async () => {
    const plan = { ...open, planType: 'normal_plan', size: '0.1', triggerType: 'fill_price' } as const;
    const { orderId } = await ask(
      v2.futuresSubmitPlanOrder({ ...plan, triggerPrice: '65000', stopLossTriggerPrice: '63000' }),
    );
    const pending = await ask(v2.getFuturesPlanOrders({ productType, planType: 'normal_plan' }));
    expect(only(pending.entrustedList)).toMatchObject({ orderId, triggerPrice: '65000' });
    price('65000');
    expect(only(await positions())).toMatchObject({ total: '0.1', holdSide: 'long' });
    const tpsl = await ask(
      v2.futuresSubmitTPSLOrder({
        ...contract,
        planType: 'profit_plan',
        triggerPrice: '67000',
        holdSide: 'long',
        size: '0.05',
      }),
    );
    const exits = await ask(v2.getFuturesPlanOrders({ productType, planType: 'profit_loss' }));
    expect(exits.entrustedList?.map(({ planType }) => planType).sort()).toEqual(['loss_plan', 'profit_plan']);
    await ask(
      v2.futuresCancelPlanOrder({ ...contract, orderIdList: [{ orderId: tpsl.orderId }], planType: 'profit_plan' }),
    );
    price('62999');
    expect(await positions()).toEqual([]);
    const past = await ask(v2.getFuturesHistoricPlanOrders({ productType, planType: 'normal_plan' }));
    expect(only(past.entrustedList)).toMatchObject({ orderId, planStatus: 'executed' });
  });

  it('modes are set', async () => {
    await ask(v2.setFuturesMarginMode({ ...contract, marginMode: 'isolated' }));
    await ask(v2.setFuturesPositionMode({ productType, posMode: 'one_way_mode' }));
    expect(await account()).toMatchObject({ marginMode: 'isolated', posMode: 'one_way_mode' });
    const { tradeSide: _, ...oneWay } = open;
    await ask(v2.futuresSubmitOrder({ ...oneWay, marginMode: 'isolated', size: '0.1' }));
    await ask(v2.setFuturesPositionMargin({ ...contract, holdSide: 'long', amount: '10' }));
    expect(only(await positions())).toMatchObject({ marginSize: '330', posMode: 'one_way_mode' });
  });
});
