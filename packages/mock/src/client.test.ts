import { createClient } from '@bitget-spec/v3';
import { expect, it } from 'vitest';
import { createMockExchange, refuse } from './index.js';

const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
const order = { category: 'SPOT', symbol: 'BTCUSDT', qty: '100', side: 'buy', orderType: 'market' } as const;

it('answers a client that knows nothing of it', async () => {
  const { fetch } = createMockExchange();
  const client = createClient({ credentials, fetch });
  expect(await client.trade.placeOrder({ ...order, clientOid: 'bot-1' })).toMatchObject({ clientOid: 'bot-1' });
});

it('refuses so that the client understands', async () => {
  const { fetch } = createMockExchange({ overrides: { 'v3:trade.placeOrder': () => refuse('40762') } });
  const client = createClient({ credentials, fetch });
  await expect(client.trade.placeOrder(order)).rejects.toMatchObject({ code: '40762' });
});
