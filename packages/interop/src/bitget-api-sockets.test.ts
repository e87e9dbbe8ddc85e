/** The socket clients of `bitget-api` for v2 and v3: what they subscribe and what they hear. */
import { once } from 'node:events';
import { WebsocketClientV2, WebsocketClientV3, WS_KEY_MAP } from 'bitget-api';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ask, type Meeting, meet } from '../test/bitget-api.js';

let m: Meeting;
let apiKey = '';
let keys = 0;
const clients: (WebsocketClientV2 | WebsocketClientV3)[] = [];
beforeAll(async () => {
  m = await meet();
});
afterAll(() => m.close());
beforeEach(() => {
  apiKey = `socket-${keys++}`;
  m.exchange.accounts.add({ apiKey });
  m.exchange.price({ symbol: 'BTCUSDT', price: '64000' });
});
afterEach(() => {
  for (const client of clients.splice(0)) client.closeAll(true);
});

const quiet = { trace() {}, info() {}, error() {} };

/** What a client hears, of one kind of socket. */
function heard(client: WebsocketClientV2 | WebsocketClientV3) {
  const updates: unknown[] = [];
  const responses: unknown[] = [];
  clients.push(client);
  client.on('update', (update) => updates.push(update));
  client.on('response', (response) => responses.push(response));
  client.on('exception', (error) => responses.push(error));
  const texts = (list: unknown[]) => list.map((one) => JSON.stringify(one));
  return {
    updates,
    says: (...words: string[]) =>
      expect
        .poll(() =>
          [...texts(updates), ...texts(responses)].filter((text) => words.every((word) => text.includes(word))),
        )
        .not.toEqual([]),
  };
}

const options = (version: string, kind: string) => ({
  apiKey,
  apiSecret: 'test-secret',
  apiPass: 'test-passphrase',
  wsUrl: `${m.url.replace('http', 'ws')}/${version}/ws/${kind}`,
});

it('v3: the book comes whole and then as it changes, and trades, tickers and candles with it', async () => {
  const client = new WebsocketClientV3(options('v3', 'public'), quiet);
  const { says, updates } = heard(client);
  const payload = { instType: 'usdt-futures', symbol: 'BTCUSDT' } as const;
  const streams = (['books', 'publicTrade', 'ticker'] as const).map((topic) => ({ topic, payload }));
  await client.subscribe(streams, WS_KEY_MAP.v3Public);
  await client.subscribe({ topic: 'kline', payload: { ...payload, interval: '1m' } }, WS_KEY_MAP.v3Public);
  await says('"snapshot"', '"books"', '64000');
  await says('"update"', '"books"', '"pseq"');
  for (const topic of ['publicTrade', 'ticker', 'kline']) await says(`"${topic}"`, '"data"');
  expect(updates.length).toBeGreaterThan(4);
});

it('v3: it logs in, hears of its orders, and places one over the socket', async () => {
  const client = new WebsocketClientV3(options('v3', 'private'), quiet);
  const { says } = heard(client);
  const authenticated = once(client, 'authenticated');
  await client.subscribe(
    ['order', 'fill', 'account', 'position'].map((topic) => ({
      topic: topic as 'order',
      payload: { instType: 'UTA' as const },
    })),
    WS_KEY_MAP.v3Private,
  );
  await authenticated;
  await says('"account"', '"snapshot"');
  await ask(
    m.clients(apiKey).v3.submitNewOrder({
      category: 'SPOT',
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType: 'market',
      qty: '100',
      clientOid: 'by-rest',
    }),
  );
  await says('"order"', 'by-rest', '"filled"');
  await says('"fill"', '"execPrice":"64000"');
  const order = {
    symbol: 'BTCUSDT',
    orderType: 'limit',
    qty: '0.01',
    price: '60000',
    side: 'buy',
    timeInForce: 'gtc',
    clientOid: 'by-socket',
  } as const;
  const reply = await client.sendWSAPIRequest(WS_KEY_MAP.v3Private, 'place-order', 'spot', order);
  expect(reply).toMatchObject({ event: 'trade', code: '0', args: [{ clientOid: 'by-socket' }] });
  await says('"order"', 'by-socket', '"live"');
  const { orderStatus } = await ask(m.clients(apiKey).v3.getOrderInfo({ clientOid: 'by-socket' }));
  expect(orderStatus).toBe('live');
});

it('v2: it logs in and follows spot and futures', async () => {
  const open = new WebsocketClientV2(options('v2', 'public'), quiet);
  const market = heard(open);
  open.subscribeTopic('SPOT', 'books', 'BTCUSDT');
  open.subscribeTopic('USDT-FUTURES', 'ticker', 'BTCUSDT');
  await market.says('"snapshot"', '"books"', '64000');
  await market.says('"update"', '"books"');
  await market.says('"ticker"', '"markPrice"');

  const own = new WebsocketClientV2(options('v2', 'private'), quiet);
  const account = heard(own);
  own.subscribeTopic('SPOT', 'orders', 'BTCUSDT');
  own.subscribeTopic('SPOT', 'account');
  own.subscribeTopic('USDT-FUTURES', 'orders');
  own.subscribeTopic('USDT-FUTURES', 'positions');
  await account.says('"account"', '"snapshot"');
  await account.says('"subscribe"', '"orders"', 'USDT-FUTURES');
  const v2 = m.clients(apiKey).v2;
  await ask(
    v2.spotSubmitOrder({
      symbol: 'BTCUSDT',
      side: 'buy',
      orderType: 'market',
      force: 'gtc',
      size: '100',
      clientOid: 'spot-1',
    }),
  );
  await account.says('"orders"', 'spot-1', '"filled"', '"tradeId"');
  await ask(
    v2.futuresSubmitOrder({
      symbol: 'BTCUSDT',
      productType: 'USDT-FUTURES',
      marginMode: 'crossed',
      marginCoin: 'USDT',
      size: '0.01',
      side: 'buy',
      tradeSide: 'open',
      orderType: 'market',
      clientOid: 'mix-1',
    }),
  );
  await account.says('"orders"', 'mix-1', '"filled"');
  await account.says('"positions"', '"holdSide":"long"', '"total":"0.01"');
});

it('a login that fails is told to its user', async () => {
  const client = new WebsocketClientV3({ ...options('v3', 'private'), apiSecret: 'wrong' }, quiet);
  const { says } = heard(client);
  client.subscribe({ topic: 'order', payload: { instType: 'UTA' } }, WS_KEY_MAP.v3Private).catch(() => {});
  await says('30015');
});
