import { beforeEach, expect, it } from 'vitest';
import { NOW } from '../../../test/small-exchange.js';
import { type Tester, tester } from '../../../test/tester.js';

let t: Tester;
const ask = { fromCoin: 'USDT', toCoin: 'BTC' };
const range = { startTime: String(NOW - 1000), endTime: String(NOW + 60_000) };
beforeEach(() => {
  t = tester();
  t.exchange.price({ symbol: 'BTCUSDT', price: '64000' });
});
const spot = async (coin: string) => (await t.ask('v2:spot.account.assets', { coin }))[0].available;

it('swaps coins at the price that was quoted', async () => {
  const quoted = await t.ask('v2:convert.quotedPrice', { ...ask, fromCoinSize: '640' });
  expect(quoted).toMatchObject({ fromCoinSize: '640', toCoinSize: '0.00999', cnvtPrice: '0.000015609375' });
  t.exchange.price({ symbol: 'BTCUSDT', price: '70000' });
  const { fee, ...accepted } = quoted;
  expect(await t.ask('v2:convert.trade', accepted)).toMatchObject({ toCoin: 'BTC', toCoinSize: '0.00999' });
  expect([await spot('USDT'), await spot('BTC')]).toEqual(['99360', '10.00999']);
  expect((await t.ask('v2:convert.convertRecord', range)).dataList).toMatchObject([
    { id: quoted.traceId, fromCoin: 'USDT', fromCoinSize: '640', toCoinSize: '0.00999', fee: '0' },
  ]);
  expect(await t.ask('v2:spot.account.bills', { groupType: 'convert' })).toMatchObject([
    { coin: 'BTC', size: '0.00999', balance: '10.00999' },
    { coin: 'USDT', size: '-640', balance: '99360' },
  ]);
  expect(await t.code('v2:convert.trade', accepted)).toBe('12021');
});

it('quotes what is wanted, and refuses what it did not quote', async () => {
  const { fee, ...quoted } = await t.ask('v2:convert.quotedPrice', { ...ask, toCoinSize: '0.01' });
  expect(Number(quoted.fromCoinSize)).toBeCloseTo(640.64, 2);
  expect(await t.code('v2:convert.trade', { ...quoted, toCoinSize: '0.02' })).toBe('12022');
  expect(await t.code('v2:convert.trade', { ...quoted, traceId: '1' })).toBe('12022');
  t.exchange.clock.advance(8_001);
  expect(await t.code('v2:convert.trade', quoted)).toBe('12021');
  await t.ask('v2:convert.quotedPrice', { ...ask, toCoinSize: '0.01' });
  expect(await t.code('v2:convert.trade', quoted)).toBe('12021');
  expect(await t.code('v2:convert.quotedPrice', { ...ask, fromCoinSize: '1', toCoinSize: '1' })).toBe('20002');
  expect(await t.code('v2:convert.quotedPrice', { fromCoin: 'USDT', toCoin: 'USDT', fromCoinSize: '1' })).toBe('43131');
});

it('reports what can be converted', async () => {
  const coins = await t.ask('v2:convert.currencies');
  expect(coins).toContainEqual({ coin: 'BTC', available: '10', maxAmount: '7.8125', minAmount: '0.00001563' });
});
