import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { frameErrors } from '../../test/frames.js';
import { type Frame, pass, rest, SocketClient, stopTime } from '../../test/socket-client.js';
import { createMockExchange } from '../hosts/exchange.js';

beforeEach(stopTime);
afterEach(() => {
  vi.useRealTimers();
});

async function trader(api: string, exchange = createMockExchange()) {
  exchange.price({ symbol: 'BTCUSDT', price: '60000' });
  const client = await SocketClient.open(exchange, `/${api}/ws/private`);
  await client.login();
  client.take();
  return { exchange, client };
}

let asked = 0;
const v3 = (topic: string, args: object[], more: object = { category: 'spot' }) => ({
  op: 'trade',
  id: `request-${++asked}`,
  topic,
  ...more,
  args,
});
const v2 = (channel: string, params: object, instType = 'SPOT') => ({
  op: 'trade',
  args: [{ id: `request-${++asked}`, instType, instId: 'BTCUSDT', channel, params }],
});
const limit = { symbol: 'BTCUSDT', orderType: 'limit', qty: '0.01', price: '50000', side: 'buy' };

describe('orders over the socket of v3', () => {
  it('place, change and cancel what REST then shows', async () => {
    const { exchange, client } = await trader('v3');
    const place = v3('place-order', [{ ...limit, clientOid: 'one' }]);
    const [placed] = await client.send(place);
    const number = expect.stringMatching(/^\d{19}$/);
    expect(placed).toMatchObject({
      event: 'trade',
      id: place.id,
      topic: 'place-order',
      category: 'spot',
      code: '0',
      msg: 'Success',
      args: [{ symbol: 'BTCUSDT', orderId: number, clientOid: 'one' }],
    });
    const shown = () => rest(exchange, '/api/v3/trade/order-info?clientOid=one').then(({ data }) => data);
    expect(await shown()).toMatchObject({ orderStatus: 'live', price: '50000' });
    await client.send(v3('modify-order', [{ clientOid: 'one', price: '51000' }]));
    expect(await shown()).toMatchObject({ orderStatus: 'live', price: '51000' });
    const [cancelled] = await client.send(v3('cancel-order', [{ clientOid: 'one' }], {}));
    expect(cancelled).toMatchObject({ event: 'trade', code: '0', args: [{ clientOid: 'one' }] });
    expect(await shown()).toMatchObject({ orderStatus: 'cancelled' });
    expect(client.frames.flatMap((text) => frameErrors('v3', text))).toEqual([]);
  });

  it('say of each order of a batch what became of it', async () => {
    const { client } = await trader('v3');
    const orders = [
      { ...limit, clientOid: 'a' },
      { ...limit, qty: '1000', clientOid: 'b' },
    ];
    expect(await client.send(v3('batch-place', orders))).toMatchObject([
      {
        code: '0',
        args: [
          { code: '0', symbol: 'BTCUSDT', clientOid: 'a' },
          { code: '43012', clientOid: 'b' },
        ],
      },
    ]);
    const changes = [
      { clientOid: 'a', qty: '0.02' },
      { clientOid: 'nobody', qty: '0.02' },
    ];
    expect(await client.send(v3('batch-modify', changes))).toMatchObject([
      {
        code: '0',
        args: [
          { code: '0', clientOid: 'a' },
          { code: '25204', clientOid: 'nobody' },
        ],
      },
    ]);
    expect(await client.send(v3('batch-cancel', [{ clientOid: 'a' }, { clientOid: 'b' }], {}))).toMatchObject([
      {
        code: '0',
        args: [
          { code: '0', clientOid: 'a' },
          { code: '25204', clientOid: 'b' },
        ],
      },
    ]);
    expect(client.frames.flatMap((text) => frameErrors('v3', text))).toEqual([]);
  });

  it('take the words of the socket: capitals, and `takeprofit`', async () => {
    const { exchange, client } = await trader('v3');
    const open = {
      symbol: 'BTCUSDT',
      orderType: 'market',
      qty: '0.1',
      side: 'buy',
      takeprofit: '70000',
      stoploss: '50000',
    };
    await client.send(v3('place-order', [open], { category: 'usdt-futures' }));
    const plans = await rest(exchange, '/api/v3/trade/unfilled-strategy-orders?category=USDT-FUTURES');
    expect(plans.data).toEqual([expect.objectContaining({ takeProfit: '70000', stopLoss: '50000' })]);
    const reduce = {
      symbol: 'BTCUSDT',
      orderType: 'limit',
      qty: '0.1',
      price: '65000',
      side: 'sell',
      reduceOnly: 'YES',
      clientOid: 'r',
    };
    await client.send(v3('place-order', [reduce], { category: 'usdt-futures' }));
    const { data } = await rest(exchange, '/api/v3/trade/order-info?clientOid=r');
    expect(data).toMatchObject({ reduceOnly: 'YES' });
    const borrowing = { ...limit, orderType: 'market', qty: '150000', autoBorrow: 'yes', clientOid: 'm' };
    expect(await client.send(v3('place-order', [borrowing]))).toMatchObject([{ code: '0' }]);
    expect((await rest(exchange, '/api/v3/trade/order-info?clientOid=m')).data).toMatchObject({ category: 'MARGIN' });
  });

  it.each([
    ['43012', { ...limit, qty: '1000' }],
    ['25100', { ...limit, symbol: 'NOPEUSDT' }],
    ['400171', { ...limit, side: 'sideways' }],
  ])('are refused with %s as by REST', async (code, order) => {
    const { exchange, client } = await trader('v3');
    const request = v3('place-order', [order]);
    const [said] = await client.send(request);
    expect(said).toMatchObject({ event: 'error', id: request.id, topic: 'place-order', code });
    const { qty, ...others } = order;
    expect(await rest(exchange, '/api/v3/trade/place-order', { category: 'SPOT', qty, ...others })).toMatchObject({
      code,
      msg: said?.msg,
    });
    expect(client.frames.flatMap((text) => frameErrors('v3', text))).toEqual([]);
  });

  it.each([
    ['no id', { op: 'trade', topic: 'place-order', category: 'spot', args: [limit] }],
    ['two orders', v3('place-order', [limit, limit])],
    ['no order', v3('place-order', [])],
    ['no such topic', v3('place', [limit])],
  ])('%s is no request', async (_, frame) => {
    const { client } = await trader('v3');
    expect(await client.send(frame)).toMatchObject([{ event: 'error', code: 30016 }]);
  });
});

describe('orders over the socket of v2', () => {
  it('place and cancel, on spot and futures', async () => {
    const { exchange, client } = await trader('v2');
    const place = v2('place-order', {
      orderType: 'limit',
      side: 'buy',
      size: '0.01',
      force: 'gtc',
      price: '50000',
      clientOid: 'one',
    });
    expect(await client.send(place)).toEqual([
      {
        event: 'trade',
        arg: [
          {
            id: place.args[0]?.id,
            instType: 'SPOT',
            instId: 'BTCUSDT',
            channel: 'place-order',
            params: { orderId: expect.stringMatching(/^\d{19}$/), clientOid: 'one' },
          },
        ],
        code: 0,
        msg: 'Success',
      },
    ]);
    expect(await client.send(v2('cancel-order', { clientOid: 'one' }))).toMatchObject([{ event: 'trade', code: 0 }]);
    expect((await rest(exchange, '/api/v2/spot/trade/orderInfo?clientOid=one')).data).toMatchObject([
      { status: 'cancelled' },
    ]);
    const future = {
      orderType: 'market',
      side: 'buy',
      size: '0.01',
      force: 'gtc',
      marginCoin: 'USDT',
      marginMode: 'crossed',
      tradeSide: 'open',
      clientOid: 'two',
    };
    expect(await client.send(v2('place-order', future, 'USDT-FUTURES'))).toMatchObject([{ event: 'trade', code: 0 }]);
    const gone = v2('cancel-order', { clientOid: 'two' }, 'USDT-FUTURES');
    expect(await client.send(gone)).toMatchObject([{ event: 'error', id: gone.args[0]?.id, code: 22001 }]);
    expect(client.frames.flatMap((text) => frameErrors('v2', text))).toEqual([]);
  });
});

describe('one story', () => {
  it('what is done by REST is on the socket, and what is done over the socket is in REST and on every other socket', async () => {
    const { exchange, client } = await trader('v3');
    const other = await SocketClient.open(exchange, '/v3/ws/private');
    await other.login();
    const streams = ['order', 'fill'].map((topic) => ({ instType: 'UTA', topic }));
    await other.subscribe(...streams);
    await client.subscribe(...streams);
    other.take();
    client.take();
    const market = {
      category: 'SPOT',
      symbol: 'BTCUSDT',
      qty: '600',
      orderType: 'market',
      side: 'buy',
      clientOid: 'rest',
    };
    await rest(exchange, '/api/v3/trade/place-order', market);
    await client.send(v3('place-order', [{ ...limit, clientOid: 'socket' }]));
    await pass(0);
    exchange.price({ symbol: 'BTCUSDT', price: '49000' });
    await pass(0);
    const told = other.take();
    expect(client.take().filter(({ event }) => event === undefined)).toEqual(told);
    const states = told
      .filter(({ arg }) => topicOf(arg) === 'order')
      .flatMap(({ data }) => data as { clientOid: string; orderStatus: string }[])
      .map(({ clientOid, orderStatus }) => `${clientOid} ${orderStatus}`);
    expect(states).toEqual(['rest live', 'rest filled', 'socket live', 'socket filled']);
    const fills = told.filter(({ arg }) => topicOf(arg) === 'fill').flatMap(({ data }) => data as Frame[]);
    const { data } = await rest(exchange, '/api/v3/trade/fills?category=SPOT');
    const shown = (data as { list: { execId: string }[] }).list.map(({ execId }) => execId);
    expect(fills.map(({ execId }) => execId)).toEqual(shown.reverse());
  });

  it('another key hears nothing of it', async () => {
    const { exchange, client } = await trader('v3');
    exchange.accounts.add({ apiKey: 'other' });
    const other = await SocketClient.open(exchange, '/v3/ws/private');
    await other.login({ key: 'other' });
    await other.subscribe({ instType: 'UTA', topic: 'order' });
    other.take();
    await client.send(v3('place-order', [limit]));
    await pass(300);
    expect(other.take()).toEqual([]);
  });

  it('the journal has both, and a key that may not trade may not do so here', async () => {
    const { exchange, client } = await trader('v3');
    await client.send(v3('place-order', [{ ...limit, clientOid: 'noted' }]));
    expect(exchange.journal.list({ effect: 'order' })).toMatchObject([
      {
        method: 'WS',
        path: '/v3/ws/private',
        operation: 'v3:private.placeOrder',
        clientOid: 'noted',
        accepted: true,
        code: '00000',
      },
    ]);
    const reader = await SocketClient.open(exchange, '/v3/ws/private');
    await reader.login({ key: 'test-readonly-key' });
    expect(await reader.send(v3('place-order', [limit]))).toMatchObject([{ event: 'error', code: '40014' }]);
    const nobody = await SocketClient.open(exchange, '/v3/ws/private');
    expect(await nobody.send(v3('place-order', [limit]))).toMatchObject([{ event: 'error', code: '30004' }]);
  });

  const topicOf = (arg: unknown) => (arg as Record<string, string>).topic;
});
