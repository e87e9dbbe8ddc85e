import { beforeEach, describe, expect, it } from 'vitest';
import { type Tester, tester } from '../../../../test/tester.js';

let t: Tester;
const P = { productType: 'USDT-FUTURES' };
const S = { ...P, symbol: 'BTCUSDT', marginCoin: 'USDT' };
const order = { ...S, marginMode: 'crossed', size: '0.1', orderType: 'market' };
const price = (to: string) => t.exchange.price({ symbol: 'BTCUSDT', price: to });
beforeEach(() => {
  t = tester();
  price('64000');
});

it('opens in hedge mode, as on the exchange, or in the mode that the exchange is made with', async () => {
  const modeOf = async ({ ask }: Tester) => (await ask('v2:mix.account.account', S)).posMode;
  expect(await modeOf(t)).toBe('hedge_mode');
  const other = tester({ positionMode: 'one_way_mode' });
  expect(await modeOf(other)).toBe('one_way_mode');
  await other.ask('v2:mix.account.setPositionMode', { ...P, posMode: 'hedge_mode' });
  expect(await modeOf(other)).toBe('hedge_mode');
  other.exchange.reset();
  expect(await modeOf(other)).toBe('one_way_mode');
  const unified = tester({ positionMode: 'hedge_mode' });
  expect(await unified.ask('v3:account.settings', {})).toMatchObject({ holdMode: 'hedge_mode' });
});

describe('one-way mode', () => {
  beforeEach(() => t.ask('v2:mix.account.setPositionMode', { ...P, posMode: 'one_way_mode' }));

  const kinds = async () => {
    const { bills } = await t.ask('v2:mix.account.bill', P);
    return bills.map(({ businessType }: { businessType: string }) => businessType);
  };

  it('reports the way of the trade in bills', async () => {
    await t.ask('v2:mix.order.placeOrder', { ...order, side: 'buy' });
    await t.ask('v2:mix.order.placeOrder', { ...order, side: 'sell', reduceOnly: 'YES' });
    await t.ask('v2:mix.order.placeOrder', { ...order, side: 'sell' });
    expect(await kinds()).toEqual(['sell', 'sell', 'buy']);
    await t.ask('v2:mix.account.setMarginMode', { ...S, symbol: 'ETHUSDT', marginMode: 'isolated' });
    await t.ask('v2:mix.order.placeOrder', { ...order, symbol: 'ETHUSDT', marginMode: 'isolated', side: 'buy' });
    t.exchange.price({ symbol: 'ETHUSDT', price: '1000' });
    expect((await kinds())[0]).toBe('force_sell');
  });

  it('takes any side where the side to close is ignored', async () => {
    await t.ask('v2:mix.order.placeOrder', { ...order, side: 'buy' });
    const { successList } = await t.ask('v2:mix.order.closePositions', { ...S, holdSide: 'sell' });
    expect(successList).toHaveLength(1);
  });
});

it('reckons the risk of an isolated position by its own margin', async () => {
  await t.ask('v2:mix.account.setMarginMode', { ...S, marginMode: 'isolated' });
  await t.ask('v2:mix.order.placeOrder', { ...order, marginMode: 'isolated', side: 'buy', tradeSide: 'open' });
  const ratio = async () => Number((await t.ask('v2:mix.position.singlePosition', S))[0].marginRatio);
  // 6,400 at 0.4 % and the fee, of a margin of 320.
  expect(await ratio()).toBeCloseTo((6400 * 0.0046) / 320, 6);
  price('62000');
  expect(await ratio()).toBeCloseTo((6200 * 0.0046) / 120, 6);
  expect(await t.ask('v2:mix.account.account', S)).toMatchObject({ crossedRiskRate: '0' });
});

it('draws candles of the mark price by its name in small letters', async () => {
  const candle = { ...P, symbol: 'BTCUSDT', granularity: '1H', limit: 1, kLineType: 'mark' };
  expect((await t.ask('v2:mix.market.candles', candle))[0][5]).toBe('0');
});
