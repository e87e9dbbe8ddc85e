import { describe, expect, it } from 'vitest';
import { credentials, routes, type TestClient, thrown } from '../../test/client.js';
import { virtualSystem } from '../../test/virtual.js';
import {
  type ClientOptions,
  ExchangeError,
  NetworkError,
  NotPlacedError,
  OutcomeUnknownError,
  TimeoutError,
} from '../index.js';
import { connect, connectCore } from '../runtime.js';
import './write.js'; // is loaded with the first order otherwise, and that test would be thought to cover all that loads

type Handler = (path: string, body: never, query: URLSearchParams) => unknown;
const fine = (data: unknown) => ({ code: '00000', data });
const lost = () =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }));
const never = () => new Promise(() => {});

/** A client in front of an exchange that responds so long after the request's timestamp, as both clocks have it. */
function make(handler: Handler, options: ClientOptions & { age?: number; waited?: number } = {}) {
  const sent: { path: string; body: unknown; query: Record<string, string> }[] = [];
  const { age = 0, waited = age, ...rest } = options;
  let first = 0;
  const system = virtualSystem(Date.now()).drive();
  const client = connect<TestClient>(routes, {
    system,
    credentials,
    retries: false,
    clock: { offset: 0, now: system.now, monotonic: () => sent.length * waited },
    outcomeWaitMs: 0,
    fetch: async (request) => {
      const url = new URL(request.url);
      const body = request.method === 'POST' ? await request.clone().json() : undefined;
      sent.push({ path: url.pathname.slice(8), body, query: Object.fromEntries(url.searchParams) });
      first ||= system.now();
      const response = await handler(url.pathname.slice(8), body as never, url.searchParams);
      if (response instanceof Response) return response;
      const failed = !String(Object(response).code).startsWith('000');
      return new Response(JSON.stringify({ requestTime: first + age, ...Object(response) }), {
        status: failed ? 400 : 200,
      });
    },
    ...rest,
  });
  return { client, sent, system };
}
const absent = { code: '25204', msg: 'Order does not exist' };
const order = { symbol: 'BTCUSDT', qty: '1' };

it('a batch in which two orders have one number is not sent: nobody could know which was taken', async () => {
  const { client, sent } = make(() => fine([]));
  const twins = [
    { ...order, clientOid: 'a' },
    { ...order, clientOid: 'b' },
    { ...order, qty: '2', clientOid: 'a' },
  ];
  expect(await thrown(client.trade.placeBatch(twins))).toMatchObject({
    code: 'not-sent',
    message: expect.stringMatching(
      /two orders of the batch have the clientOid a,.*: give each its own; nothing was sent/,
    ),
  });
  expect(sent).toEqual([]);
});

describe('a placement', () => {
  it('gets a number that every family takes, and leaves the caller’s object alone', async () => {
    const { client, sent } = make((_, body: { orderList?: object[] }) =>
      fine(body.orderList ? { successList: body.orderList } : body),
    );
    await client.trade.placeOrder(Object.freeze(order));
    await client.trade.placeOrder({ ...order, clientOid: 'mine' });
    const [first, second] = sent.map(({ body }) => Object(body).clientOid);
    expect(first).toMatch(/^[a-z0-9]{32}$/);
    expect(second).toBe('mine');
    await client.trade.placeBatch([order, { ...order, clientOid: 'a' }]);
    await client.trade.batchOrders({ symbol: 'X', orderList: [order] });
    expect(sent[2]?.body).toEqual([
      { ...order, clientOid: expect.any(String) },
      { ...order, clientOid: 'a' },
    ]);
    expect(sent[3]?.body).toEqual({
      symbol: 'X',
      orderList: [{ ...order, clientOid: expect.stringMatching(/^\w{32}$/) }],
    });
  });

  it.each([
    ['a dead connection', lost],
    ['no response', never],
    ['40010', () => ({ code: '40010', msg: 'Request timed out' })],
    ['40725', () => ({ code: '40725', msg: 'service return an error' })],
    ['45001', () => ({ code: '45001', msg: 'Unknown error' })],
    ['HTTP 502', () => new Response('<html>', { status: 502 })],
    ['HTTP 500 in an envelope', () => new Response('{"code":"40015"}', { status: 500 })],
    ['HTTP 500 with a refusal in an envelope', () => Response.json({ code: '43012' }, { status: 500 })],
    ['half a response', () => new Response('{"code":"000')],
  ])('is looked up after %s, and never sent again', async (_, fail) => {
    const { client, sent } = make(
      (path, _body, query) =>
        path === 'trade/order-info' ? fine({ orderId: '7', clientOid: query.get('clientOid') }) : fail(),
      { timeoutMs: 30, outcomeWaitMs: 500 },
    );
    expect(await client.trade.placeOrder({ ...order, clientOid: 'mine' })).toEqual({ orderId: '7', clientOid: 'mine' });
    expect(sent.map(({ path }) => path)).toEqual(['trade/place-order', 'trade/order-info']);
  });

  it('is not placed once its time is over and nothing is found, and not before', async () => {
    const handler: Handler = (path) => (path === 'trade/order-info' ? absent : lost());
    const early = await thrown(make(handler, { age: 31_000 }).client.trade.placeOrder(order));
    expect(early).toBeInstanceOf(OutcomeUnknownError);
    const late = await thrown(make(handler, { age: 33_000 }).client.trade.placeOrder({ ...order, clientOid: 'mine' }));
    expect(late).toBeInstanceOf(NotPlacedError);
    expect(late).toMatchObject({ code: 'not-placed', operation: 'v3:trade.placeOrder', clientOid: 'mine' });
    expect(late).toMatchObject({ cause: { code: 'network' }, attempted: [{ state: 'not-placed' }] });
  });

  it('is not called not placed by a machine whose clock was set, nor by a response with a wrong time', async () => {
    const handler: Handler = (path) => (path === 'trade/order-info' ? absent : lost());
    for (const times of [
      { age: 6_000, waited: 300_000 },
      { age: 300_000, waited: 6_000 },
    ]) {
      const { client } = make(handler, times);
      expect(await thrown(client.trade.placeOrder(order))).toBeInstanceOf(OutcomeUnknownError);
    }
    const silent: Handler = (path) => (path === 'trade/order-info' ? { ...absent, requestTime: undefined } : lost());
    expect(await thrown(make(silent, { age: 40_000 }).client.trade.placeOrder(order))).toBeInstanceOf(
      OutcomeUnknownError,
    );
    expect(await thrown(make(silent, { age: 62_000 }).client.trade.placeOrder(order))).toBeInstanceOf(NotPlacedError);
  });

  it('is not an earlier order with the same number', async () => {
    const sentNow = { symbol: 'BTCUSDT', side: 'sell', qty: '2', clientOid: 'mine' };
    const place = (seen: object) => {
      const handler: Handler = (path) =>
        path === 'trade/order-info' ? fine({ orderId: '1', clientOid: 'mine', ...seen }) : lost();
      return make(handler, { age: 40_000 })
        .client.trade.placeOrder(sentNow)
        .catch((error: unknown) => error);
    };
    const created = `${Date.now()}`;
    expect(await place({ createdTime: created, side: 'sell', symbol: 'BTCUSDT' })).toMatchObject({ orderId: '1' });
    for (const other of [
      { createdTime: `${Date.now() - 86_400_000}` },
      { cTime: created, side: 'buy' },
      { cTime: created, symbol: 'ETHUSDT' },
    ]) {
      const error = await place(other);
      expect(error).toBeInstanceOf(OutcomeUnknownError);
      expect(error).toMatchObject({ attempted: [{ state: 'unknown', other: { orderId: '1' } }] });
      expect(String(error)).toContain('another order has it already');
    }
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['another’s number', { orderId: '9', clientOid: 'another' }],
    ['no number', { orderId: '9' }],
    ['a text', 'success'],
  ])('is looked up where the response says that all is well with %s', async (_, data) => {
    let there = true;
    const handler: Handler = (path) =>
      path !== 'trade/order-info' ? fine(data) : there ? fine({ orderId: '7', clientOid: 'mine' }) : absent;
    const place = (age = 0) => make(handler, { age }).client.trade.placeOrder({ ...order, clientOid: 'mine' });
    expect(await place()).toEqual({ orderId: '7', clientOid: 'mine' });
    there = false;
    expect(await thrown(place())).toMatchObject({ code: 'outcome-unknown', cause: { code: 'invalid-response' } });
    expect(await thrown(place(33_000))).toBeInstanceOf(NotPlacedError);
  });

  it('says why a response that all is well proves nothing', async () => {
    const causeOf = async (data: unknown) => {
      const { client } = make((path) => (path === 'trade/order-info' ? absent : fine(data)));
      return Object(await thrown(client.trade.placeOrder(order))).cause;
    };
    const details = { operation: 'v3:trade.placeOrder', status: 200, sample: '', requestTime: expect.any(Number) };
    expect(await causeOf({ orderId: '9', clientOid: 'another' })).toMatchObject({
      ...details,
      message: expect.stringMatching(/the response is about another order.*: check what stands between/),
    });
    expect(await causeOf(null)).toMatchObject({
      ...details,
      message: expect.stringContaining('the response does not say which order it is about'),
    });
  });

  it('that replaces another may be responded to with either, but not with neither', async () => {
    const replace = (data: unknown) => make(() => fine(data)).client.trade.replaceOrder({ orderId: '1' });
    expect(await replace({ orderId: '2', clientOid: 'the one before' })).toMatchObject({ orderId: '2' });
    expect(await thrown(replace({}))).toBeInstanceOf(OutcomeUnknownError);
    const plan = make(() => fine({ orderId: '2', clientOid: 'another' })).client.trade.placePlan(order);
    expect(await thrown(plan)).toBeInstanceOf(OutcomeUnknownError);
  });

  it('that no lookup could prove absent is taken by its id alone', async () => {
    for (const id of ['orderId', 'transferId']) {
      const { client, sent } = make(() => fine({ [id]: '5' }));
      expect(await client.account.transfer({ clientOid: 't' })).toEqual({ [id]: '5' });
      expect(sent).toHaveLength(1);
    }
    const silent = make((path) => fine(path === 'trade/past' ? [] : {}));
    expect(await thrown(silent.client.account.transfer({ clientOid: 't' }))).toBeInstanceOf(OutcomeUnknownError);
    const others = make((path) => fine(path === 'trade/past' ? [] : { transferId: '5', clientOid: 'u' }), {
      age: 99_000,
    });
    expect(await thrown(others.client.account.transfer({ clientOid: 't' }))).toBeInstanceOf(OutcomeUnknownError);
  });

  it.each([401, 403, 404, 405, 302, 407, 421, 429, 451, 503])(
    'is looked up after a page with HTTP %i, which says nothing of the exchange',
    async (status) => {
      const page = () => new Response('<html>', { status, headers: { location: 'https://elsewhere' } });
      const { client, sent } = make(
        (path, _body, query) =>
          path === 'trade/order-info' ? fine({ orderId: '7', clientOid: query.get('clientOid') }) : page(),
        { retries: { baseMs: 1 } },
      );
      expect(await client.trade.placeOrder(order)).toMatchObject({ orderId: '7' });
      expect(sent.map(({ path }) => path)).toEqual(['trade/place-order', 'trade/order-info']);
      const set = await thrown(make(page).client.account.setLeverage({ leverage: '5' }));
      expect(set).toBeInstanceOf(OutcomeUnknownError);
    },
  );

  it.each([413, 414, 431])('is refused with HTTP %i: what is too large is not read to its end', async (status) => {
    const { client, sent } = make(() => new Response('<html>', { status }));
    expect(await thrown(client.trade.placeOrder(order))).toMatchObject({ code: 'invalid-response', status });
    expect(sent).toHaveLength(1);
  });

  it.each([
    [401, '40037'],
    [403, '40018'],
    [500, '40037'],
    [403, '43012'],
  ])('is refused with HTTP %i where the exchange’s envelope says %s', async (status, code) => {
    const { client, sent } = make(() => Response.json({ code, msg: 'no' }, { status }));
    expect(await thrown(client.trade.placeOrder(order))).toMatchObject({ code, status });
    expect(sent).toHaveLength(1);
  });

  it('is unknown with all that is needed to find out', async () => {
    const { client } = make((path) => (path === 'trade/order-info' ? absent : lost()));
    const error = await thrown(client.trade.placeOrder({ ...order, clientOid: 'mine' }));
    expect(error).toMatchObject({
      code: 'outcome-unknown',
      clientOid: 'mine',
      attempted: [
        {
          clientOid: 'mine',
          state: 'unknown',
          lookups: [{ operation: 'v3:trade.orderInfo', request: { clientOid: 'mine' } }],
        },
      ],
    });
    const { sentAt, expiresAt } = error as OutcomeUnknownError;
    expect((expiresAt ?? 0) - (sentAt ?? 0)).toBe(30_000);
    expect(String(error)).toContain('look for clientOid mine before you send it again');
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ attempted: [{ clientOid: 'mine' }] });
  });

  it('says in words what is known and what to do', async () => {
    const say = async (age: number, call: (client: TestClient) => Promise<unknown>, response: () => unknown = lost) => {
      const error = await thrown(
        call(make((path) => (path === 'trade/order-info' ? absent : response()), { age }).client),
      );
      return String(error);
    };
    const place = (client: TestClient) => client.trade.placeOrder({ ...order, clientOid: 'mine' });
    expect(await say(33_000, place)).toBe(
      'NotPlacedError: [@bitget-spec/client] it never arrived (network): its time is over, and lookups find nothing, ' +
        'v3:trade.placeOrder: send it again if you still want it.',
    );
    expect(await say(0, place)).toBe(
      'OutcomeUnknownError: [@bitget-spec/client] nobody knows whether it was carried out (network), ' +
        'v3:trade.placeOrder: look for clientOid mine before you send it again.',
    );
    const batch = (client: TestClient) =>
      client.trade.placeBatch(['a', 'b', 'c'].map((clientOid) => ({ ...order, clientOid })));
    expect(await say(0, batch, () => fine([{ orderId: '1', clientOid: 'b' }]))).toBe(
      'OutcomeUnknownError: [@bitget-spec/client] nobody knows whether it was carried out (said of single orders), ' +
        'v3:trade.placeBatch: look for clientOid a, c before you send it again.',
    );
  });

  it('is found whatever lists the order holds', async () => {
    const { client } = make(
      (path, _body, query) =>
        path === 'trade/order-info' ? fine({ feeDetail: [], orderId: '7', clientOid: query.get('clientOid') }) : lost(),
      { age: 99_000 },
    );
    expect(await client.trade.placeOrder(order)).toMatchObject({ orderId: '7' });
  });

  it('is unknown when lookups fail or show other orders, however late', async () => {
    for (const seen of [
      { code: '40014' },
      fine({ orderId: '1', clientOid: 'another' }),
      fine([{ clientOid: 'another' }]),
      fine({ said: 'something else' }),
    ]) {
      const { client } = make((path) => (path === 'trade/order-info' ? seen : lost()), { age: 99_000 });
      expect(await thrown(client.trade.placeOrder(order))).toBeInstanceOf(OutcomeUnknownError);
    }
  });

  it('waits as long as the caller says, looking again', async () => {
    let looks = 0;
    const { client, system } = make((path, _body, query) => {
      if (path !== 'trade/order-info') return lost();
      return ++looks < 3 ? absent : fine([{ orderId: '1', clientOid: query.get('clientOid') }]);
    });
    expect(await client.trade.placeOrder(order, { outcomeWaitMs: 5_000 })).toMatchObject({ orderId: '1' });
    expect(looks).toBe(3);
    const before = system.monotonic();
    looks = -99;
    expect(await thrown(client.trade.placeOrder(order, { outcomeWaitMs: 100 }))).toBeInstanceOf(OutcomeUnknownError);
    expect(system.monotonic() - before).toBe(100);
  });

  it('without a lookup in the table, and writes that are none, are unknown at once', async () => {
    const { client } = make(lost, { outcomeWaitMs: 9_000 });
    const placed = await thrown(client.trade.placePlan({ ...order, clientOid: 'p' }));
    expect(placed).toMatchObject({ code: 'outcome-unknown', clientOid: 'p', attempted: [{ lookups: [] }] });
    const set = await thrown(client.account.setLeverage({ leverage: '5' }));
    expect(set).toMatchObject({ code: 'outcome-unknown', clientOid: undefined, cause: { code: 'network' } });
    expect(Object(set).attempted).toEqual([{ clientOid: undefined, state: 'unknown', lookups: [] }]);
    expect(String(set)).toContain('v3:account.setLeverage: look before you send it again.');
  });

  it('is found, but never called not placed, where the list may lack it', async () => {
    let records: object[] = [];
    const { client } = make((path) => (path === 'trade/past' ? fine({ list: records }) : lost()), { age: 99_000 });
    expect(await thrown(client.account.transfer({ clientOid: 't' }))).toBeInstanceOf(OutcomeUnknownError);
    records = [{ transferId: '5', clientOid: 't' }];
    expect(await client.account.transfer({ clientOid: 't' })).toEqual({ transferId: '5', clientOid: 't' });
  });

  it('is sought in a list that can’t be asked for it, which proves something only when it shows everything', async () => {
    let records: object[] = [];
    const { client, sent } = make((path) => (path === 'trade/open' ? fine({ list: records }) : lost()), {
      age: 33_000,
    });
    const place = () => client.trade.placeStrategy({ ...order, clientOid: 'mine' });
    const other = (clientOid: string) => ({ orderId: '1', clientOid });
    expect(await thrown(place())).toBeInstanceOf(NotPlacedError);
    expect(sent.at(-1)?.query).toEqual({ symbol: 'BTCUSDT', startTime: expect.any(String), limit: '3' });
    records = [other('a'), other('b')];
    expect(await thrown(place())).toBeInstanceOf(NotPlacedError);
    records = [other('a'), other('')];
    expect(await thrown(place())).toBeInstanceOf(OutcomeUnknownError);
    records = [other('a'), other('b'), other('c')];
    expect(await thrown(place())).toBeInstanceOf(OutcomeUnknownError);
    records = [other('a'), other('mine')];
    expect(await place()).toEqual(other('mine'));
  });

  it('is unknown where a list read whole may leave it out, and placed where the list shows it', async () => {
    let records: object[] = [];
    const { client } = make((path) => (path === 'trade/open' ? fine({ list: records }) : lost()), { age: 99_000 });
    const place = () => client.trade.placeOco({ ...order, clientOid: 'mine' });
    expect(await thrown(place())).toBeInstanceOf(OutcomeUnknownError);
    records = [{ orderId: '1', clientOid: 'mine' }];
    expect(await place()).toEqual(records[0]);
  });

  it('that was refused, never left or found no server is no question', async () => {
    const refused = make(() => ({ code: '43012', msg: 'Insufficient balance' }));
    expect(await thrown(refused.client.trade.placeOrder(order))).toBeInstanceOf(ExchangeError);
    const dead = make(() =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })),
    );
    const error = await thrown(dead.client.trade.placeOrder(order));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ sent: false });
    expect([refused.sent.length, dead.sent.length]).toEqual([1, 1]);
  });

  it.each(['25212', '43118', '40786', '50060', '43001'])(
    'is looked up after %s, whoever made its number up',
    async (code) => {
      const { client } = make((path, _body, query) =>
        path === 'trade/order-info'
          ? fine({ orderId: '1', clientOid: query.get('clientOid'), createdTime: `${Date.now()}` })
          : { code, msg: 'Duplicate clientOid' },
      );
      expect(await client.trade.placeOrder(order)).toMatchObject({ orderId: '1' });
      expect(await client.trade.placeOrder({ ...order, clientOid: 'mine' })).toMatchObject({ orderId: '1' });
    },
  );

  describe('after 429', () => {
    const limited = { code: '429', msg: 'Too Many Requests' };
    const shown: Handler = (_path, _body, query) => fine({ orderId: '1', clientOid: query.get('clientOid') });
    /** Responses to the placements in turn, the last of them to all that follow. */
    const inTurn = (responses: unknown[], seen: Handler): Handler => {
      let count = 0;
      return (path, body, query) =>
        path === 'trade/order-info' ? seen(path, body, query) : responses[Math.min(count++, responses.length - 1)];
    };
    const patient = { retries: { times: 2, baseMs: 1 }, outcomeWaitMs: 0 };

    it('is sent again under its number, which a first that came late has by then', async () => {
      const { client, sent } = make(inTurn([limited, { code: '25212', msg: 'Duplicate' }], shown), patient);
      expect(await client.trade.placeOrder({ ...order, clientOid: 'mine' })).toMatchObject({ orderId: '1' });
      expect(sent.map(({ path }) => path)).toEqual(['trade/place-order', 'trade/place-order', 'trade/order-info']);
    });

    it.each([
      ['429 to the end', [limited]],
      ['no funds, which the first has taken', [limited, { code: '43012', msg: 'Insufficient balance' }]],
      ['a dead end', [limited, { code: '40014', msg: 'Incorrect permissions' }]],
    ])('is looked up before %s is reported', async (_, responses) => {
      const last = (responses.at(-1) as { code: string }).code;
      const placed = make(inTurn(responses, shown), patient);
      expect(await placed.client.trade.placeOrder({ ...order, clientOid: 'mine' })).toMatchObject({ orderId: '1' });
      const early = make(
        inTurn(responses, () => absent),
        patient,
      );
      expect(await thrown(early.client.trade.placeOrder(order))).toMatchObject({
        code: 'outcome-unknown',
        cause: { code: last },
      });
      const late = make(
        inTurn(responses, () => absent),
        { ...patient, age: 40_000 },
      );
      expect(await thrown(late.client.trade.placeOrder(order))).toMatchObject({ code: last });
    });

    it('is looked for seldom, and not for long where that proves nothing', async () => {
      const { client, sent } = make(
        inTurn([limited], () => absent),
        { outcomeWaitMs: 1_200 },
      );
      expect(await thrown(client.trade.placeOrder(order))).toMatchObject({ code: 'outcome-unknown' });
      expect(sent.length).toBeLessThanOrEqual(3);
      const funds = make((path) => (path === 'trade/past' ? fine([]) : limited), { outcomeWaitMs: 9_000 });
      expect(await thrown(funds.client.account.transfer({ clientOid: 't' }))).toMatchObject({ code: '429' });
      expect(funds.sent).toHaveLength(2);
      const plan = make(() => limited);
      expect(await thrown(plan.client.trade.placePlan(order))).toMatchObject({ code: '429' });
      const set = make(() => limited);
      expect(await thrown(set.client.account.setLeverage({}))).toMatchObject({ code: '429', sent: false });
    });

    it('is reported as it was found, also where nothing could show that it is not there', async () => {
      const shows = (record: object) => make((path) => (path === 'trade/past' ? fine([record]) : limited));
      const moved = { transferId: '5', clientOid: 't', coin: 'USDT' };
      const transfer = { clientOid: 't', coin: 'USDT' };
      expect(await shows(moved).client.account.transfer(transfer)).toEqual(moved);
      const other = { ...moved, coin: 'BTC' };
      expect(await thrown(shows(other).client.account.transfer(transfer))).toMatchObject({
        code: 'outcome-unknown',
        attempted: [{ other }],
      });
      const both = [transfer, { ...transfer, clientOid: 'u' }];
      expect(await thrown(shows(moved).client.account.transfers(both))).toMatchObject({
        code: 'outcome-unknown',
        attempted: [{ state: 'placed' }, { state: 'unknown' }],
      });
    });
  });

  it('is waited for as long as the exchange may need to show it, by `outcomeGraceMs`, longer for funds', async () => {
    const handler: Handler = (path) => (path === 'trade/order-info' || path === 'trade/past' ? absent : lost());
    const place = (options: object) => thrown(make(handler, options).client.trade.placeOrder(order));
    expect(await place({ age: 33_000, outcomeGraceMs: 10_000 })).toBeInstanceOf(OutcomeUnknownError);
    expect(await place({ age: 41_000, outcomeGraceMs: 10_000 })).toBeInstanceOf(NotPlacedError);
    const move = (age: number) => thrown(make(handler, { age }).client.account.withdraw({ clientOid: 'w' }));
    expect(await move(59_000)).toBeInstanceOf(OutcomeUnknownError);
    expect(await move(61_000)).toBeInstanceOf(NotPlacedError);
  });

  it('is waited for longer once lookups were seen to lag', async () => {
    let age = 5_000;
    let looks = 0;
    const start = Date.now();
    let there = true;
    const { client } = make(
      (path, _body, query) => {
        if (path !== 'trade/order-info') return lost();
        const shows = there && ++looks > 1;
        const seen = shows
          ? fine({ orderId: '1', clientOid: query.get('clientOid'), createdTime: `${start}` })
          : absent;
        return { ...seen, requestTime: start + age };
      },
      { waited: 40_000, outcomeWaitMs: 400 },
    );
    await client.trade.placeOrder(order); // shown five seconds late
    there = false;
    age = 36_000;
    expect(await thrown(client.trade.placeOrder(order))).toBeInstanceOf(OutcomeUnknownError);
    age = 43_000;
    expect(await thrown(client.trade.placeOrder(order))).toBeInstanceOf(NotPlacedError);
  });

  it('whose number is taken is never reported as refused: another has it, or nobody can say', async () => {
    let seen: unknown = fine({ orderId: '1', clientOid: 'mine', createdTime: `${Date.now() - 86_400_000}` });
    const { client } = make(
      (path) => (path === 'trade/order-info' ? seen : { code: '25212', msg: 'Duplicate clientOid' }),
      { age: 99_000 },
    );
    const place = () => thrown(client.trade.placeOrder({ ...order, clientOid: 'mine' }));
    expect(await place()).toMatchObject({ code: 'outcome-unknown', attempted: [{ other: { orderId: '1' } }] });
    seen = absent;
    expect(await place()).toMatchObject({ code: 'outcome-unknown', cause: { code: '25212' } });
  });

  it('is compared with what has its number, price and quantity of a limit order included', async () => {
    const sentNow = { symbol: 'BTCUSDT', orderType: 'limit', qty: '2', price: '100.0', clientOid: 'mine' };
    const place = (seen: object) =>
      make((path) => (path === 'trade/order-info' ? fine({ orderId: '1', clientOid: 'mine', ...seen }) : lost()))
        .client.trade.placeOrder(sentNow)
        .catch((error: unknown) => error);
    expect(await place({ qty: '2.00', price: '100' })).toMatchObject({ orderId: '1' });
    expect(await place({ qty: '3', price: '100' })).toBeInstanceOf(OutcomeUnknownError);
    expect(await place({ qty: '2', price: '99' })).toBeInstanceOf(OutcomeUnknownError);
  });

  it('left to the caller: the plain errors, and nothing added', async () => {
    const { client, sent } = make(never, { outcomeWaitMs: false, timeoutMs: 20 });
    expect(await thrown(client.trade.placeOrder(order))).toBeInstanceOf(TimeoutError);
    expect(sent[0]?.body).toEqual(order);
    const core = connectCore<TestClient>(routes, { credentials, fetch: lost });
    expect(await thrown(core.trade.placeOrder(order))).toBeInstanceOf(NetworkError);
  });

  it('ends with the caller’s signal while it is looked up', async () => {
    const { client, system } = make((path) => (path === 'trade/order-info' ? absent : lost()), {
      outcomeWaitMs: 9_000,
    });
    const controller = new AbortController();
    const ended = thrown(client.trade.placeOrder(order, { signal: controller.signal }));
    await system.sleep(1_000);
    controller.abort('enough');
    expect(await ended).toBe('enough');
  });
});

describe('a batch', () => {
  const three = ['a', 'b', 'c'].map((clientOid) => ({ ...order, clientOid }));
  const found = (_path: string, query: URLSearchParams) =>
    query.get('clientOid') === 'b'
      ? absent
      : fine({ orderId: `o-${query.get('clientOid')}`, clientOid: query.get('clientOid') });

  it('that was lost gets its response entry by entry', async () => {
    const { client } = make((path, _body, query) => (path === 'trade/order-info' ? found(path, query) : lost()), {
      age: 40_000,
    });
    expect(await client.trade.placeBatch(three)).toEqual([
      { orderId: 'o-a', clientOid: 'a' },
      { orderId: '', clientOid: 'b', code: 'not-placed', msg: expect.any(String) },
      { orderId: 'o-c', clientOid: 'c' },
    ]);
  });

  it('of which nothing arrived is not placed, of which something is unknown is unknown', async () => {
    const none = make((path) => (path === 'trade/order-info' ? absent : lost()), { age: 40_000 });
    expect(await thrown(none.client.trade.placeBatch(three))).toMatchObject({
      code: 'not-placed',
      attempted: { length: 3 },
    });
    const some = make((path, _body, query) => (path === 'trade/order-info' ? found(path, query) : lost()));
    expect(await thrown(some.client.trade.placeBatch(three))).toMatchObject({
      code: 'outcome-unknown',
      attempted: [{ state: 'placed', found: { orderId: 'o-a' } }, { state: 'unknown' }, { state: 'placed' }],
    });
  });

  it('names in its error the orders that are unknown, and says where one has another’s number', async () => {
    const { client } = make((path, _body, query) => {
      if (path !== 'trade/order-info') return lost();
      const clientOid = query.get('clientOid');
      if (clientOid === 'c') return fine({ orderId: '1', clientOid, cTime: '1600000000000' });
      return clientOid === 'b' ? absent : fine({ orderId: '2', clientOid });
    });
    expect(String(await thrown(client.trade.placeBatch(three)))).toContain(
      'look for clientOid b, c before you send it again, and use a new one: another order has it already.',
    );
  });

  it('that got a response is reported by it, also where all that was in doubt did not arrive', async () => {
    const placed = ['a', 'c'].map((clientOid) => ({ orderId: `o-${clientOid}`, clientOid }));
    const { client } = make((path) => (path === 'trade/order-info' ? absent : fine(placed)), { age: 40_000 });
    expect(await client.trade.placeBatch(three)).toEqual([
      placed[0],
      { orderId: '', clientOid: 'b', code: 'not-placed', msg: expect.any(String) },
      placed[1],
    ]);
  });

  it('of nothing has no number that its error could name', async () => {
    expect(await thrown(make(lost).client.trade.placeBatch([]))).toMatchObject({
      code: 'not-placed',
      clientOid: undefined,
    });
  });

  it('is looked up where the response does not name it', async () => {
    const looked = (sent: { path: string; query: Record<string, string> }[]) =>
      sent.filter(({ path }) => /order-info|open/.test(path)).map(({ query }) => query.clientOid);
    const responses = (data: unknown) =>
      make(
        (path, _body, query) =>
          /order-info|open/.test(path) ? found(path, query) : fine(path === 'trade/past' ? [] : data),
        { age: 40_000 },
      );
    const done = (clientOid: string) => ({ orderId: `o-${clientOid}`, clientOid });

    const short = responses([done('a')]);
    expect(await short.client.trade.placeBatch(three)).toEqual([
      done('a'),
      { orderId: '', clientOid: 'b', code: 'not-placed', msg: expect.any(String) },
      done('c'),
    ]);
    expect(looked(short.sent).sort()).toEqual(['b', 'b', 'c']); // absence is looked for twice

    const nothing = responses(null);
    expect(await nothing.client.trade.batchOrders({ symbol: 'X', orderList: three })).toMatchObject({
      successList: [done('a'), done('c')],
      failureList: [{ clientOid: 'b', errorCode: 'not-placed' }],
    });

    const unnamed = responses({
      successList: [done('a')],
      failureList: [
        { orderId: '', clientOid: '', errorCode: '45001', errorMsg: 'Unknown error' },
        { orderId: '', clientOid: '', errorCode: '43012', errorMsg: 'Insufficient balance' },
      ],
    });
    expect(await unnamed.client.trade.batchOrders({ symbol: 'X', orderList: three })).toMatchObject({
      successList: [done('a'), done('c')],
      failureList: [{ errorCode: '43012' }, { clientOid: 'b', errorCode: 'not-placed' }],
    });

    // as many refusals as there are orders without a word: each is about one of them
    const refused = { orderId: '', clientOid: '', errorCode: '43012', errorMsg: 'Insufficient balance' };
    const sure = responses({ successList: [done('a')], failureList: [refused, refused] });
    await sure.client.trade.batchOrders({ symbol: 'X', orderList: three });
    expect(looked(sure.sent)).toEqual([]);
  });

  it('of fifty takes no longer than the caller says', async () => {
    const { client, system } = make((path) => (path === 'trade/order-info' ? absent : lost()), { outcomeWaitMs: 300 });
    const error = await thrown(client.trade.placeBatch(Array.from({ length: 50 }, () => order)));
    expect(error).toMatchObject({ code: 'outcome-unknown', attempted: { length: 50 } });
    expect(system.monotonic()).toBeLessThan(1_000);
  });

  it('in v2’s shape: parameters of the batch, several places to look, single entries in doubt', async () => {
    const { client, sent } = make(
      (path, _body, query) => {
        if (path === 'trade/open') return fine({ orderList: null });
        if (path === 'trade/past')
          return fine({ orderList: query.get('clientOid') === 'b' ? [{ orderId: 'o-b', clientOid: 'b' }] : [] });
        return fine({
          successList: [{ orderId: 'o-a', clientOid: 'a' }],
          failureList: [
            { orderId: '', clientOid: 'b', errorCode: '40725', errorMsg: 'service return an error' },
            { orderId: '', clientOid: 'c', errorCode: '43012', errorMsg: 'Insufficient balance' },
          ],
        });
      },
      { age: 40_000 },
    );
    expect(
      await client.trade.batchOrders({ symbol: 'BTCUSDT', orderList: three.map(({ symbol: _, ...rest }) => rest) }),
    ).toEqual({
      successList: [
        { orderId: 'o-a', clientOid: 'a' },
        { orderId: 'o-b', clientOid: 'b' },
      ],
      failureList: [{ orderId: '', clientOid: 'c', errorCode: '43012', errorMsg: 'Insufficient balance' }],
    });
    expect(sent.slice(1)).toEqual([
      {
        path: 'trade/open',
        body: undefined,
        query: { clientOid: 'b', symbol: 'BTCUSDT', startTime: expect.stringMatching(/^\d{13}$/) },
      },
      { path: 'trade/past', body: undefined, query: { clientOid: 'b', symbol: 'BTCUSDT', kind: 'all' } },
    ]);
  });
});

it('closing ends lookups', async () => {
  const { client, system } = make((path) => (path === 'trade/order-info' ? absent : lost()), { outcomeWaitMs: 9_000 });
  const ended = thrown(client.trade.placeOrder(order));
  await system.sleep(1_000);
  await client.close();
  expect(await ended).toMatchObject({ code: 'closed', operation: 'v3:trade.placeOrder', sent: true });
});
