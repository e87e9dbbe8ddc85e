import { createMockExchange } from '@bitget-spec/mock';
import { expect, test } from 'vitest';
import worker, { type Env } from './worker.ts';

const order = { id: 'shop-1', symbol: 'BTCUSDT', side: 'buy', qty: '0.01', price: '50000' };

function deployed(token: string | undefined = 'token') {
  const exchange = createMockExchange({ now: 1761998400000 });
  exchange.price({ symbol: 'BTCUSDT', price: '60000' });
  const env: Env = {
    ...{ BITGET_API_KEY: 'test-key', BITGET_SECRET_KEY: 'test-secret', BITGET_PASSPHRASE: 'test-passphrase' },
    ...(token && { WORKER_TOKEN: token }),
    EXCHANGE: exchange,
  };
  const ask = async (path: string, body?: unknown, token = 'token') => {
    const headers = { authorization: `Bearer ${token}` };
    const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
    const response = await worker.fetch(new Request(`https://worker.example${path}`, init), env);
    return { status: response.status, data: await response.json() };
  };
  return { exchange, ask };
}

test.each(['undefined', '', 'token'])('without a token of its own it trades for nobody, not for "%s"', async (said) => {
  const { exchange, ask } = deployed('');
  expect(await ask('/orders', order, said)).toMatchObject({ status: 500 });
  expect(exchange.journal.list({ effect: 'order' })).toEqual([]);
});

test('says a price', async () => {
  expect(await deployed().ask('/price/BTCUSDT')).toEqual({ status: 200, data: { symbol: 'BTCUSDT', price: '60000' } });
});

test('places an order once, though its response was lost', async () => {
  const { exchange, ask } = deployed();
  exchange.faults.add({ operation: 'v3:trade.placeOrder', count: 1, fault: { cut: 'after' } });
  expect(await ask('/orders', order)).toMatchObject({ status: 201, data: { id: 'shop-1' } });
  expect(exchange.journal.list({ clientOid: 'shop-1', effect: 'order' })).toHaveLength(1);
});

test('the same id twice is one order', async () => {
  const { exchange, ask } = deployed();
  const first = await ask('/orders', order);
  expect(await ask('/orders', order)).toEqual(first);
  expect(exchange.journal.list({ effect: 'order', accepted: true })).toHaveLength(1);
});

test.each([
  ['a stranger', order, 'wrong', 401],
  ['no order', { id: 'shop-2' }, 'token', 400],
  ['a number where a text is needed', { ...order, qty: 0.01 }, 'token', 400],
])('%s is refused', async (_, body, token, status) => {
  const { exchange, ask } = deployed();
  expect(await ask('/orders', body, token)).toMatchObject({ status });
  expect(exchange.journal.list({ effect: 'order' })).toEqual([]);
});

test('a refusal of the exchange comes with its code and what to do', async () => {
  const { ask } = deployed();
  const { status, data } = await ask('/orders', { ...order, qty: '100000' });
  expect(status).toBe(409);
  expect(data).toMatchObject({ code: expect.stringMatching(/^\d+$/), error: expect.any(String) });
});
