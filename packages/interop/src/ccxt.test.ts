/** Both kinds of account with ccxt, by its unified methods. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CcxtMeeting, meetCcxt } from '../test/ccxt.js';

const SPOT = 'BTC/USDT';
const SWAP = 'BTC/USDT:USDT';

let m: CcxtMeeting;
let tests = 0;
beforeAll(async () => {
  m = await meetCcxt();
});
afterAll(() => m.close());

const price = (to: string) => m.exchange.price({ symbol: 'BTCUSDT', price: to });

describe.each(['unified', 'classic'] as const)('a %s account', (account) => {
  let client: ReturnType<CcxtMeeting['client']>;
  const free = async (coin: string) => Number((await client.fetchBalance())[coin]?.free);
  beforeEach(async () => {
    const apiKey = `ccxt-${tests++}`;
    m.exchange.accounts.add({ apiKey, mode: account });
    client = m.client(apiKey, account);
    price('64000');
    await client.loadMarkets();
  });

  it('reads the market', async () => {
    expect(client.market(SPOT)).toMatchObject({ id: 'BTCUSDT', spot: true, active: true });
    expect(client.market(SWAP)).toMatchObject({ id: 'BTCUSDT', swap: true, linear: true, settle: 'USDT' });
    const ticker = await client.fetchTicker(SPOT);
    expect(ticker).toMatchObject({ symbol: SPOT, last: 64000 });
    expect(ticker.bid).toBeLessThan(Number(ticker.ask));
    const { asks, bids } = await client.fetchOrderBook(SPOT, 5);
    expect([asks.length, bids.length]).toEqual([5, 5]);
    expect(await client.fetchOHLCV(SPOT, '1h', undefined, 5)).toHaveLength(5);
    // ccxt asks for these in a case of its own.
    expect(await client.fetchOHLCV(SWAP, '1h', undefined, 5, { price: 'mark' })).toHaveLength(5);
    expect(await client.fetchTrades(SPOT, undefined, 5)).toHaveLength(5);
    expect((await client.fetchFundingRate(SWAP)).fundingRate).toBeTypeOf('number');
    expect(await client.fetchTradingFee(SPOT)).toMatchObject({ maker: 0.001, taker: 0.001 });
  });

  it('places a limit order, changes it, finds it and cancels it', async () => {
    const before = await free('USDT');
    const placed = await client.createOrder(SPOT, 'limit', 'buy', 0.02, 60000, { clientOrderId: `first-${account}` });
    expect(placed).toMatchObject({ clientOrderId: `first-${account}` });
    expect(await free('USDT')).toBe(before - 1200);
    await client.editOrder(String(placed.id), SPOT, 'limit', 'buy', 0.03, 61000);
    const [open, ...others] = await client.fetchOpenOrders(SPOT);
    expect(others).toEqual([]);
    expect(open).toMatchObject({ price: 61000, amount: 0.03, side: 'buy', status: 'open' });
    const id = String(open?.id);
    expect(await client.fetchOrder(id, SPOT)).toMatchObject({ id, price: 61000, filled: 0, status: 'open' });
    await client.cancelOrder(id, SPOT);
    expect(await client.fetchOpenOrders(SPOT)).toEqual([]);
    expect((await client.fetchCanceledOrders(SPOT)).map((order) => order.id)).toContain(id);
    expect(await free('USDT')).toBe(before);
  });

  it('buys and sells at the market, and finds what it traded', async () => {
    const [coins, dollars] = [await free('BTC'), await free('USDT')];
    // On a unified account ccxt hands the amount of a market buy on as it is: what to spend.
    const amount = account === 'unified' ? 640 : 0.01;
    await client.createOrder(SPOT, 'market', 'buy', amount, 64000);
    expect(await free('BTC')).toBeCloseTo(coins + 0.01, 4);
    await client.createOrder(SPOT, 'market', 'sell', 0.01);
    expect(await free('USDT')).toBeCloseTo(dollars, -1);
    expect((await client.fetchClosedOrders(SPOT)).map(({ status }) => status)).toEqual(['closed', 'closed']);
    const trades = await client.fetchMyTrades(SPOT);
    expect(trades.map(({ side }) => side)).toEqual(['buy', 'sell']);
    expect(trades.every(({ fee }) => Math.abs(Number(fee?.cost)) > 0)).toBe(true);
  });

  it('places orders in a batch, cancels them all, and is refused for too little money', async () => {
    const order = { symbol: SPOT, type: 'limit', side: 'buy', amount: 0.01, price: 50000 } as const;
    const placed = await client.createOrders([order, { ...order, price: 51000 }]);
    expect(new Set(placed.map(({ id }) => id)).size).toBe(2);
    await client.cancelAllOrders(SPOT);
    expect(await client.fetchOpenOrders(SPOT)).toEqual([]);
    await expect(client.createOrder(SPOT, 'limit', 'buy', 900, 60000)).rejects.toThrow(/43012/);
  });

  it('opens a position, protects it and closes it', async () => {
    await client.setPositionMode(false, SWAP);
    await client.createOrder(SWAP, 'market', 'buy', 0.02);
    const [position] = await client.fetchPositions([SWAP]);
    expect(position).toMatchObject({ side: 'long', contracts: 0.02, entryPrice: 64000 });
    const stop = { stopLossPrice: 60000, reduceOnly: true };
    const { id } = await client.createOrder(SWAP, 'market', 'sell', 0.02, undefined, stop);
    const waiting = { trigger: true, planType: 'profit_loss' };
    const open = await client.fetchOpenOrders(SWAP, undefined, undefined, waiting);
    expect(open).toMatchObject([{ id, stopLossPrice: 60000 }]);
    const limit = await client.createOrder(SWAP, 'limit', 'sell', 0.02, 70000, { reduceOnly: true });
    await client.cancelOrder(String(limit.id), SWAP);
    price('59000');
    m.exchange.clock.advance(1000);
    expect((await client.fetchPositions([SWAP])).filter(({ contracts }) => Number(contracts) > 0)).toEqual([]);
    expect(await client.fetchPositionsHistory([SWAP])).toHaveLength(1);
  });

  it('moves money and reads its ledger', async () => {
    await client.createOrder(SPOT, 'market', 'sell', 0.01);
    expect((await client.fetchLedger('USDT')).length).toBeGreaterThan(0);
    expect(await client.fetchDepositAddress('USDT', { network: 'TRC20' })).toMatchObject({ currency: 'USDT' });
    const withdrawn = await client.withdraw('USDT', 20, 'TXYZabcdefghijklmnopqrstuvwxyz1234', undefined, {
      network: 'TRC20',
    });
    expect(withdrawn.id).not.toBe('');
  });
});

it('a classic account waits for a price, moves money to futures, and sets a leverage', async () => {
  m.exchange.accounts.add({ apiKey: 'ccxt-classic', mode: 'classic' });
  const client = m.client('ccxt-classic', 'classic');
  price('64000');
  const { id } = await client.createOrder(SPOT, 'market', 'sell', 0.01, undefined, { triggerPrice: 60000 });
  const open = await client.fetchOpenOrders(SPOT, undefined, undefined, { trigger: true });
  expect(open).toMatchObject([{ id, triggerPrice: 60000 }]);
  await client.cancelOrder(String(id), SPOT, { trigger: true });
  expect(await client.fetchOpenOrders(SPOT, undefined, undefined, { trigger: true })).toEqual([]);
  await client.transfer('USDT', 10, 'spot', 'swap');
  expect(await client.fetchTransfers('USDT')).toHaveLength(1);
  expect(await client.setLeverage(10, SWAP)).toMatchObject({ data: { longLeverage: '10' } });
});
