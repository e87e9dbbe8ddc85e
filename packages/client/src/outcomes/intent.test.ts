import { getEventListeners } from 'node:events';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { credentials, routes, type TestClient, thrown } from '../../test/client.js';
import { virtualSystem } from '../../test/virtual.js';
import type { ClientOptions, Intent, OnIntent } from '../index.js';
import { limiter } from '../limits/limiter.js';
import { connect, type Resume } from '../runtime.js';
import './write.js'; // is loaded with the first order otherwise, and that test would be thought to cover all that loads

const order = { symbol: 'BTCUSDT', qty: '1' };
const absent = { code: '25204', msg: 'Order does not exist' };

/** A client and what happens in turn: `intent`, the path of each request, `settled`. */
function make(response: (path: string, query: URLSearchParams) => object, options: ClientOptions = {}) {
  const happened: string[] = [];
  const intents: Intent[] = [];
  let tick = 0;
  let now = Date.now();
  const system = virtualSystem(now).drive();
  const client = connect<TestClient & { resume: Resume }>(routes, {
    system,
    credentials,
    retries: false,
    outcomeWaitMs: 0,
    clock: { offset: 0, now: () => now, monotonic: () => tick },
    onIntent: async (intent) => {
      await system.sleep(5);
      happened.push('intent');
      intents.push(intent);
      return () => happened.push('settled');
    },
    fetch: async (request) => {
      const url = new URL(request.url);
      const path = url.pathname.slice(8);
      happened.push(path);
      const body = response(path, url.searchParams);
      return Response.json({ requestTime: now, ...body }, { status: Object(body).code === '00000' ? 200 : 400 });
    },
    ...options,
  });
  /** Lets time pass, for both. */
  const pass = (ms: number) => {
    tick += ms;
    now += ms;
  };
  return { client, happened, intents, pass, system };
}
const echo = (data: unknown) => ({ code: '00000', data });
const lost = () => {
  throw new TypeError('fetch failed');
};
const shown = (_path: string, query: URLSearchParams) =>
  echo({ orderId: '1', clientOid: query.get('clientOid'), cTime: `${Date.now()}` });

describe('onIntent', () => {
  it('is notified of an order, with its number, before anything is sent, and when it is known what became of it', async () => {
    const { client, happened, intents } = make(() => echo({ orderId: '1', clientOid: intents[0]?.clientOids[0] }));
    const given = { ...order };
    await client.trade.placeOrder(given);
    expect(happened).toEqual(['intent', 'trade/place-order', 'settled']);
    expect(intents).toEqual([
      {
        id: expect.stringMatching(/^\w{32}$/),
        account: expect.stringMatching(/^\w{8,16}$/),
        operation: 'v3:trade.placeOrder',
        method: 'POST',
        path: '/api/v3/trade/place-order',
        at: expect.any(Number),
        clientOids: [expect.stringMatching(/^\w{32}$/)],
        generated: intents[0]?.clientOids,
        body: { ...order, clientOid: intents[0]?.clientOids[0] },
      },
    ]);
  });

  it('keeps what is unknown open, and nothing else', async () => {
    const run = async (response: Parameters<typeof make>[0]) => {
      const { client, happened } = make(response);
      await thrown(client.trade.placeOrder({ ...order, clientOid: 'mine' }));
      return happened.includes('settled');
    };
    expect(await run(() => ({ code: '43012', msg: 'no funds' }))).toBe(true);
    expect(await run((path) => (path === 'trade/order-info' ? absent : lost()))).toBe(false);
    expect(await run((path, query) => (path === 'trade/order-info' ? shown(path, query) : lost()))).toBe(true);
    const { client, happened, system } = make(lost, { fetch: () => new Promise(() => {}) });
    const ended = thrown(client.trade.placeOrder(order));
    await system.sleep(40);
    await client.close();
    await ended;
    expect(happened).toEqual(['intent']);
  });

  it('gets the same error as the caller', async () => {
    const outcomes: unknown[] = [];
    const onIntent: OnIntent = () => (outcome: unknown) => outcomes.push(outcome);
    const responses = [echo({ orderId: '1', clientOid: 'mine' }), { code: '43012', msg: 'no funds' }];
    const { client } = make(() => responses.shift() ?? {}, { onIntent });
    const mine = { ...order, clientOid: 'mine' };
    const data = await client.trade.placeOrder(mine);
    const error = await thrown(client.trade.placeOrder(mine));
    expect(outcomes).toEqual([{ data }, { error }]);
    expect([data, error]).toMatchObject([{ orderId: '1' }, { code: '43012' }]);
  });

  it('is notified of a call that never left, whatever ended it', async () => {
    const { client, happened, system } = make(lost, { fetch: () => new Promise(() => {}), use: [limiter()] });
    const stop = new AbortController();
    const left = Array.from({ length: 10 }, () => thrown(client.trade.placeOrder(order)));
    const ended = thrown(client.trade.placeOrder(order, { signal: stop.signal })); // waits: ten a second
    const closed = thrown(client.trade.placeOrder(order));
    await system.sleep(20);
    expect(happened).toEqual(Array(12).fill('intent'));
    happened.length = 0;
    stop.abort('enough');
    void client.close();
    expect(await ended).toBe('enough');
    expect(await closed).toMatchObject({ code: 'closed', sent: false });
    expect(await Promise.all(left)).toMatchObject(Array(10).fill({ code: 'closed', sent: true }));
    await system.sleep(1);
    expect(happened).toEqual(['settled', 'settled']);
  });

  it('is notified of a call that takes no number and no arguments, which nobody can look up', async () => {
    const { client, intents } = make(lost);
    await thrown(client.trade.closePositions());
    expect(intents).toMatchObject([{ operation: 'v3:trade.closePositions', clientOids: [], generated: [] }]);
    expect(intents[0]?.body).toBeUndefined();
    const [resumed] = await client.resume(intents);
    expect(resumed?.attempted).toEqual([{ clientOid: undefined, state: 'unknown', lookups: [] }]);
  });

  it('that throws sends nothing, and shows no secret', async () => {
    const onIntent = () => Promise.reject(new Error(`disk full, ${credentials.secretKey}`));
    const { client, happened } = make(() => echo({}), { onIntent });
    const error = await thrown(client.trade.placeOrder(order));
    expect(error).toMatchObject({ code: 'not-sent', cause: { message: expect.stringContaining('disk full') } });
    expect(String(error)).toContain(
      'the intent could not be noted, v3:trade.placeOrder: look at onIntent; nothing was sent.',
    );
    expect(String(Object(error).cause)).not.toContain(credentials.secretKey);
    expect(happened).toEqual([]);
  });

  it('is notified of funds and batches, not of reads and settings, and never of a secret', async () => {
    const { client, intents } = make((path) => (path === 'trade/place-batch' ? echo([]) : echo({ transferId: '1' })));
    await client.account.assets();
    await client.account.setLeverage({ leverage: '3' });
    await client.account.transfer({ coin: 'USDT', note: credentials.secretKey });
    await thrown(client.trade.placeBatch([order, { ...order, clientOid: 'b' }]));
    expect(intents.map(({ operation }) => operation)).toEqual(['v3:account.transfer', 'v3:trade.placeBatch']);
    expect(JSON.stringify(intents)).not.toContain(credentials.secretKey);
    expect(intents[1]?.clientOids).toEqual([expect.any(String), 'b']);
    expect(intents[1]?.generated).toEqual([intents[1]?.clientOids[0]]);
  });

  it('keeps the numbers whatever the secrets are, and what is a secret it keeps back, in any kind of value', async () => {
    const secrets = { ...credentials, passphrase: '12345678' };
    const { client, intents } = make(lost, { credentials: secrets });
    await thrown(client.trade.placeOrder({ clientOid: 'a-12345678', qty: 12345678, price: 7, post: true, none: null }));
    const body = { clientOid: 'a-12345678', qty: '[redacted]', price: 7, post: true, none: null };
    expect(intents).toMatchObject([{ clientOids: ['a-12345678'], body }]);
    const notes = ['x'.repeat(99_999), 'y'.repeat(99_999)]; // each as long as is looked through
    await thrown(client.trade.placeOrder({ notes }));
    expect(intents[1]?.body).toMatchObject({ notes });
    const unwritten = await thrown(client.trade.placeOrder({ qty: 1n }));
    expect(unwritten).toMatchObject({ code: 'not-sent', cause: { message: expect.stringContaining('BigInt') } });
  });

  it('that is waited for when the caller gives up, is notified that nothing was sent', async () => {
    const outcomes: unknown[] = [];
    const { client, happened } = make(lost, {
      onIntent: () =>
        new Promise((resolve) => setTimeout(() => resolve((reported: unknown) => outcomes.push(reported)), 30)),
    });
    const stop = new AbortController();
    const ended = thrown(client.trade.placeOrder(order, { signal: stop.signal }));
    setTimeout(() => stop.abort('enough'), 10);
    expect(await ended).toBe('enough');
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(outcomes).toEqual([{ error: 'enough' }]);
    expect(happened).toEqual([]);
  });

  it('takes any function, and none without outcomes', () => {
    expectTypeOf<(intent: Intent) => void>().toExtend<OnIntent>();
    expectTypeOf<(intent: Intent) => Promise<void>>().toExtend<OnIntent>();
    expect(() => make(lost, { outcomeWaitMs: false })).toThrow(
      '[@bitget-spec/client] onIntent with outcomeWaitMs: false',
    );
  });
});

describe('resume', () => {
  const intentOf = async (placed: object | object[]) => {
    const { client, intents } = make(lost);
    const call = Array.isArray(placed) ? client.trade.placeBatch : client.trade.placeOrder;
    await thrown(call(placed));
    return intents[0] as Intent;
  };

  it('finds what was placed', async () => {
    const intent = await intentOf(order);
    const { client, happened } = make(shown);
    const [resumed] = await client.resume([intent]);
    expect(resumed).toMatchObject({ intent, attempted: [{ state: 'placed', found: { orderId: '1' } }] });
    expect(happened).toEqual(['trade/order-info']);
  });

  it('says not placed only once all that was sent has expired, from when it began or the other died', async () => {
    const intent = await intentOf({ ...order, clientOid: 'mine' });
    const tell = async (ms: number, options?: object) => {
      let looks = 0;
      const { client, pass } = make(() => {
        if (!looks++) pass(ms);
        return absent;
      });
      const [resumed] = await client.resume([intent], { waitMs: 0, ...options });
      return resumed?.attempted[0]?.state;
    };
    expect(await tell(61_000)).toBe('unknown');
    expect(await tell(0, { diedAt: Date.now() - 120_000 })).toBe('unknown');
    expect(await tell(0, { diedAt: Date.now() - 123_000 })).toBe('not-placed');
    let late = 0;
    const { client, pass } = make(() => {
      if (late++ === 0) pass(63_000);
      return absent;
    });
    expect(await client.resume([intent])).toMatchObject([{ attempted: [{ state: 'not-placed' }] }]);
  });

  it('tells entries of a batch apart, another’s order from ours, and what nobody can say', async () => {
    const batch = await intentOf([
      { ...order, clientOid: 'a' },
      { ...order, clientOid: 'b' },
    ]);
    const { client, pass } = make((path, query) => {
      pass(35_000);
      if (query.get('clientOid') === 'b') return absent;
      return path === 'trade/order-info' ? shown(path, query) : absent;
    });
    const [both] = await client.resume([batch]);
    expect(both?.attempted).toMatchObject([{ state: 'placed' }, { state: 'not-placed' }]);
    const old = make((_, query) => echo({ orderId: '1', clientOid: query.get('clientOid'), cTime: '1600000000000' }));
    const mine = await intentOf({ ...order, clientOid: 'mine' });
    expect(await old.client.resume([mine], { waitMs: 0 })).toMatchObject([
      { attempted: [{ state: 'unknown', other: { orderId: '1' } }] },
    ]);
    const foreign = { ...mine, path: '/api/v2/spot/trade/place-order' };
    expect(await old.client.resume([foreign])).toMatchObject([
      { attempted: [{ clientOid: 'mine', state: 'unknown' }] },
    ]);
  });

  it('says unknown of another account’s orders, and of what was kept back as a secret', async () => {
    const intent = await intentOf({ ...order, clientOid: 'mine' });
    const late = { diedAt: Date.now() - 200_000 };
    const other = make(() => absent, { credentials: { ...credentials, apiKey: 'of another account' } });
    const unknown = { attempted: [{ clientOid: 'mine', state: 'unknown' }] };
    expect(await other.client.resume([intent], late)).toMatchObject([unknown]);
    const same = make(() => absent);
    const hidden = { ...intent, body: { symbol: '[redacted]', clientOid: 'mine' } };
    expect(await same.client.resume([hidden], late)).toMatchObject([unknown]);
    expect([...other.happened, ...same.happened]).toEqual([]);
  });

  it('begins nothing with a signal that is aborted, or on a client that is closed', async () => {
    const unhandled: unknown[] = [];
    const hear = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', hear);
    const intent = await intentOf(order);
    const { client, happened } = make(() => absent);
    expect(await thrown(client.resume([intent], { signal: AbortSignal.abort('enough') }))).toBe('enough');
    const closing = thrown(client.resume([intent])); // which has parts to load yet
    await client.close();
    expect(await closing).toMatchObject({ code: 'closed' });
    expect(await thrown(client.resume([intent]))).toMatchObject({ code: 'closed' });
    await new Promise((resolve) => setTimeout(resolve, 10));
    process.off('unhandledRejection', hear);
    expect(unhandled).toEqual([]);
    expect(happened).toEqual([]);
  });

  it('ends with a signal, and with the client', async () => {
    const intent = await intentOf(order);
    const { client, system } = make(() => absent);
    const stop = new AbortController();
    const ended = thrown(client.resume([intent], { signal: stop.signal }));
    system.setTimeout(() => stop.abort('enough'), 1_000);
    expect(await ended).toBe('enough');
    const closed = thrown(client.resume([intent]));
    system.setTimeout(() => void client.close(), 1_000);
    expect(await closed).toMatchObject({ code: 'closed', operation: 'resume', sent: false });
  });

  it('with a signal that is aborted asks nothing, and leaves no listener at one that lives on', async () => {
    const intent = await intentOf(order);
    const { client, happened } = make(shown);
    expect(await thrown(client.resume([intent], { signal: AbortSignal.abort('enough') }))).toBe('enough');
    expect(happened).toEqual([]);
    const { signal } = new AbortController();
    await client.resume([intent], { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('looks as long as the caller says, or until it could be certain and 8 s more', async () => {
    const intent = await intentOf({ ...order, clientOid: 'mine' });
    const moved = { ...intent, path: '/api/v3/account/withdraw' };
    const lasts = async (one: Intent, waitMs?: number, options?: ClientOptions) => {
      const { client, happened, system } = make(() => ({ code: '40014' }), options);
      await system.sleep(1_000);
      expect(await client.resume([one], { waitMs })).toMatchObject([{ attempted: [{ state: 'unknown' }] }]);
      return { ms: system.monotonic() - 1_000, often: happened.length > 2 };
    };
    expect(await lasts(intent)).toEqual({ ms: 70_000, often: true });
    expect(await lasts(moved)).toEqual({ ms: 98_000, often: true });
    expect(await lasts(intent, undefined, { outcomeGraceMs: 10_000 })).toEqual({ ms: 78_000, often: true });
    expect(await lasts(intent, 5_000)).toEqual({ ms: 5_000, often: true });
    expect(await lasts(intent, 0)).toEqual({ ms: 0, often: false });
  });
});
