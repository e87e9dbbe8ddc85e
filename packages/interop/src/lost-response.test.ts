/** What a trader is left with when the exchange took an order and the connection died before the response. */
import type { createMockExchange } from '@bitget-spec/mock/node';
import { createClient } from '@bitget-spec/v3';
import { NetworkError } from 'ccxt';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Meeting, meet } from '../test/bitget-api.js';
import { type CcxtMeeting, meetCcxt } from '../test/ccxt.js';

const operation = 'v3:trade.placeOrder';
const order = {
  category: 'SPOT',
  symbol: 'BTCUSDT',
  side: 'buy',
  orderType: 'limit',
  qty: '0.01',
  price: '50000',
} as const;

let api: Meeting;
let ccxt: CcxtMeeting;
beforeAll(async () => {
  [api, ccxt] = await Promise.all([meet(), meetCcxt()]);
});
afterAll(() => Promise.all([api.close(), ccxt.close()]));
beforeEach(() => {
  for (const { exchange } of [api, ccxt]) {
    exchange.reset();
    exchange.price({ symbol: 'BTCUSDT', price: '60000' });
    exchange.faults.add({ operation, count: 1, fault: { cut: 'after' } });
  }
});

/** How often it was sent, and how many orders stand. */
const stood = ({ journal }: ReturnType<typeof createMockExchange>) =>
  journal.list({ operation }).map(({ accepted, cut }) => ({ accepted, cut: cut ?? false }));
const ONCE = [{ accepted: true, cut: true }];

it('this client looks the order up, and returns it', async () => {
  const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
  const bitget = createClient({ credentials, baseUrl: api.url });
  expect(await bitget.trade.placeOrder({ ...order, clientOid: 'mine' })).toMatchObject({ clientOid: 'mine' });
  expect(stood(api.exchange)).toEqual(ONCE);
});

it('bitget-api throws what the connection says, and the order stands', async () => {
  const { v3 } = api.clients('test-key');
  const error: unknown = await v3.submitNewOrder({ ...order, clientOid: 'mine' }).catch((error: unknown) => error);
  expect(`${error}`).toMatch(/socket hang up|ECONNRESET/);
  expect(stood(api.exchange)).toEqual(ONCE);
});

it('ccxt throws a NetworkError, and the order stands', async () => {
  const client = ccxt.client('test-key', 'unified');
  await client.loadMarkets();
  await expect(client.createOrder('BTC/USDT', 'limit', 'buy', 0.01, 50_000)).rejects.toBeInstanceOf(NetworkError);
  expect(stood(ccxt.exchange)).toEqual(ONCE);
});
