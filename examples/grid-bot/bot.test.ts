import { createMockExchange } from '@bitget-spec/mock';
import { type ClientOptions, createClient, OutcomeUnknownError } from '@bitget-spec/v3';
import { expect, test } from 'vitest';
import { GridBot } from './bot.ts';

const settings = {
  category: 'SPOT',
  symbol: 'BTCUSDT',
  ...{ lower: 50_000, upper: 70_000, lines: 5 }, // 50, 55, 60, 65 and 70 thousand
  qty: '0.01',
  run: 'test',
} as const;

function grid(options: ClientOptions = {}) {
  const exchange = createMockExchange({ now: 1761998400000 });
  exchange.price({ symbol: 'BTCUSDT', price: '62000' });
  const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
  const bitget = createClient({ credentials, fetch: exchange.fetch, ...options });
  const log: string[] = [];
  const bot = new GridBot(bitget, settings, (line) => log.push(line));
  const orders = async () =>
    ((await bitget.trade.unfilledOrders({ category: 'SPOT', symbol: 'BTCUSDT' })).list ?? [])
      .map(({ side, price }) => `${side} ${Number(price)}`)
      .sort();
  return { exchange, bot, log, orders, bitget };
}

test('buys below the price, sells one line above what it bought, and buys again', async () => {
  const { exchange, bot, orders } = grid();
  await bot.start();
  expect(await orders()).toEqual(['buy 50000', 'buy 55000', 'buy 60000']);
  exchange.price({ symbol: 'BTCUSDT', price: '59000' });
  await bot.step();
  expect(await orders()).toEqual(['buy 50000', 'buy 55000', 'sell 65000']);
  exchange.price({ symbol: 'BTCUSDT', price: '66000' });
  await bot.step();
  expect(await orders()).toEqual(['buy 50000', 'buy 55000', 'buy 60000']);
  await bot.stop();
  expect(await orders()).toEqual([]);
  expect(bot.open.size).toBe(0);
});

test('an order whose response was lost is found, and never sent twice', async () => {
  const { exchange, bot, orders } = grid();
  exchange.faults.add({ operation: 'v3:trade.placeOrder', count: 1, fault: { cut: 'after' } });
  await bot.start();
  expect(await orders()).toEqual(['buy 50000', 'buy 55000', 'buy 60000']);
  expect(exchange.journal.list({ operation: 'v3:trade.placeOrder' })).toHaveLength(3);
});

test('an order that is refused leaves its line empty, and the others stand', async () => {
  const { exchange, bot, orders, log } = grid();
  exchange.faults.add({ operation: 'v3:trade.placeOrder', count: 1, fault: { code: '43012' } });
  await bot.start();
  expect(await orders()).toEqual(['buy 55000', 'buy 60000']);
  expect(log.join()).toMatch(/not placed: .*43012/);
});

test('where nobody can know, it stops and says which order to look for', async () => {
  const { exchange, bot } = grid({ outcomeWaitMs: 50, timeoutMs: 200 });
  exchange.faults.add({ operation: 'v3:trade.placeOrder', count: 1, fault: { cut: 'after' } });
  exchange.faults.add({ operation: 'v3:trade.orderInfo', fault: { status: 502 } });
  const error = await bot.start().catch((error: unknown) => error);
  expect(error).toBeInstanceOf(OutcomeUnknownError);
  expect(error).toMatchObject({ attempted: [{ clientOid: 'grid-test-0-1', state: 'unknown' }] });
  expect(exchange.journal.list({ operation: 'v3:trade.placeOrder' })).toHaveLength(1);
});

test('a new run cancels what the one before has left', async () => {
  const { bot, bitget, orders } = grid();
  await bot.start();
  const next = new GridBot(bitget, { ...settings, run: 'next' }, () => {});
  await next.start();
  expect(await orders()).toEqual(['buy 50000', 'buy 55000', 'buy 60000']);
  expect([...next.open.keys()][0]).toBe('grid-next-0-1');
});

test('an order that can no longer be cancelled does not keep the others from it', async () => {
  const { exchange, bot, orders } = grid();
  await bot.start();
  exchange.faults.add({ operation: 'v3:trade.cancelOrder', count: 1, fault: { code: '25204' } });
  await bot.stop();
  expect(await orders()).toHaveLength(1); // the one that the exchange would not cancel
});
