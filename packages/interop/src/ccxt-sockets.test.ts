/** ccxt.pro on the sockets of both APIs: the book, the account's orders, its trades and balances. */
import ccxt from 'ccxt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CcxtMeeting, meetCcxt } from '../test/ccxt.js';

const SPOT = 'BTC/USDT';

type Client = InstanceType<typeof ccxt.pro.bitget>;

let m: CcxtMeeting;
const clients: Client[] = [];
beforeAll(async () => {
  m = await meetCcxt();
});
afterAll(() => m.close());
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
});

async function connected(apiKey: string, account: 'unified' | 'classic'): Promise<Client> {
  m.exchange.accounts.add({ apiKey, mode: account });
  m.exchange.price({ symbol: 'BTCUSDT', price: '64000' });
  const client = new ccxt.pro.bitget({
    apiKey,
    secret: 'test-secret',
    password: 'test-passphrase',
    enableRateLimit: false,
    options: { uta: account === 'unified', fetchMarkets: { types: ['spot', 'swap'] } },
  });
  const hosts: Record<string, unknown> = client.urls.api;
  for (const [name, host] of Object.entries(hosts)) if (typeof host === 'string') hosts[name] = m.url;
  const sockets = m.url.replace('http', 'ws');
  hosts.ws = {
    public: `${sockets}/v2/ws/public`,
    private: `${sockets}/v2/ws/private`,
    utaPublic: `${sockets}/v3/ws/public`,
    utaPrivate: `${sockets}/v3/ws/private`,
  };
  clients.push(client);
  // It wants this for addresses without TLS.
  await client.loadHttpProxyAgent();
  await client.loadMarkets();
  return client;
}

describe.each(['unified', 'classic'] as const)('a %s account', (account) => {
  const params = { uta: account === 'unified' };

  it('keeps a book that is the exchange’s', async () => {
    const client = await connected(`pro-book-${account}`, account);
    let book = await client.watchOrderBook(SPOT, undefined, params);
    for (let turn = 0; turn < 8; turn++) book = await client.watchOrderBook(SPOT, undefined, params);
    expect(book.bids[0]?.[0]).toBeLessThan(Number(book.asks[0]?.[0]));
    expect([book.asks.length, book.bids.length].every((count) => count > 100)).toBe(true);
  });

  it('hears of its orders, trades and balances', async () => {
    const client = await connected(`pro-orders-${account}`, account);
    const orders = client.watchOrders(SPOT, undefined, undefined, params);
    const balance = client.watchBalance(params);
    const settled = (topic: string) =>
      expect
        .poll(() =>
          m.exchange.sockets
            .list({ key: client.apiKey })
            .some(({ streams }) => JSON.stringify(streams).includes(topic)),
        )
        .toBe(true);
    await settled(account === 'unified' ? '"order"' : '"orders"');
    await settled('"account"');
    const placed = await client.createOrder(SPOT, 'limit', 'buy', 0.01, 60000, { ...params, clientOrderId: 'pro-1' });
    expect(await orders).toMatchObject([{ id: placed.id, status: 'open', side: 'buy', price: 60000 }]);
    const next = client.watchOrders(SPOT, undefined, undefined, params);
    m.exchange.price({ symbol: 'BTCUSDT', category: 'SPOT', price: '59000' });
    expect((await next).at(-1)).toMatchObject({ id: placed.id, status: 'closed', filled: 0.01 });
    expect((await balance).USDT).toBeDefined();
  });
});
