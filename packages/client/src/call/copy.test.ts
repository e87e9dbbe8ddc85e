import { expect, it } from 'vitest';
import { credentials, routes, type TestClient } from '../../test/client.js';
import { type HttpClient, limiter, orderRules } from '../index.js';
import { connect } from '../runtime.js';
import { copyOf } from './copy.js';

interface Operation {
  requestBody: { content: { 'application/json': object } };
  responses: { 200: { content: { 'application/json': unknown } } };
}
type Client = TestClient & { http: HttpClient<Record<string, { post: Operation }>> };

function make(options: object = {}) {
  const sent: { query: string; body: Record<string, unknown> }[] = [];
  const client = connect<Client>(routes, {
    credentials,
    fetch: async (request) => {
      const body = request.method === 'POST' ? await request.clone().json() : {};
      sent.push({ query: new URL(request.url).search, body });
      return Response.json({ code: '00000', requestTime: Date.now(), data: request.method === 'POST' ? body : [] });
    },
    ...options,
  });
  return { client, sent };
}

/** Uses one object for three calls. */
async function reuse(call: (order: { price: string; more: { stop: string }[] }) => Promise<unknown>) {
  const order = { price: '', more: [{ stop: '' }] };
  const calls = ['1', '2', '3'].map((price) => {
    order.price = price;
    for (const one of order.more) one.stop = price;
    return call(order);
  });
  order.price = 'later';
  await Promise.all(calls);
}

it('an object that its caller uses again, before a call has left, is sent as it was when the call was made', async () => {
  const asGiven = ['1', '2', '3'].map((price) => ({ price, more: [{ stop: price }] }));
  const orders = ({ sent }: ReturnType<typeof make>) =>
    sent.map(({ body }) => body).filter(({ price }) => price !== undefined);

  const first = make(); // whose parts are loaded and whose clock is set meanwhile
  await reuse((order) => first.client.trade.placeOrder(order));
  expect(orders(first)).toMatchObject(asGiven);

  const held = make({ limits: limiter() });
  await held.client.trade.placeOrder({});
  for (let i = 0; i < 9; i++) void held.client.account.setLeverage({});
  await reuse((order) => held.client.account.setLeverage(order));
  expect(orders(held)).toMatchObject(asGiven);

  const noting = make({ onIntent: () => new Promise((resolve) => setTimeout(resolve, 5)) });
  await reuse((order) => noting.client.trade.placeOrder(order));
  expect(orders(noting)).toMatchObject(asGiven);

  const raw = make();
  await reuse((body) => raw.client.http.POST('/api/v3/account/set-leverage', { body }));
  expect(orders(raw)).toEqual(asGiven);
});

it('a walk through pages goes on as it began, and an order is rounded by its own instrument', async () => {
  const { client, sent } = make();
  const request = { symbol: 'A' };
  const walk = client.trade.fills.pages(request);
  request.symbol = 'B';
  for await (const _ of walk) expect.fail();
  expect(sent.at(-1)?.query).toContain('symbol=A');

  const row = (symbol: string, pricePrecision: string) => ({ category: 'SPOT', symbol, pricePrecision });
  const rules = orderRules({ market: { instruments: async () => [row('A', '1'), row('B', '0')] } });
  const order = { category: 'SPOT', symbol: 'A', side: 'buy', price: '1.23' };
  const rounded = rules.roundOrder(order);
  order.symbol = 'B';
  expect(await rounded).toMatchObject({ symbol: 'A', price: '1.2' });
});

it('copies plain objects and lists, leaves all else, and comes to an end', () => {
  const decimal = new (class Decimal {
    toJSON = () => '1';
  })();
  const bare = Object.assign(Object.create(null), { a: [1] });
  const given = { decimal, bare, at: new Date(0), none: null, big: 1n };
  const copy = copyOf(given);
  expect(copy).toEqual(given);
  expect(copy.decimal).toBe(decimal);
  expect(copy.at).toBe(given.at);
  expect(copy.bare.a).not.toBe(bare.a);
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect(() => copyOf(circle)).not.toThrow();
});
