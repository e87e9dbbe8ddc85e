import { describe, expect, it } from 'vitest';
import { credentials, routes, type TestClient } from '../../test/client.js';
import { type ClientOptions, limiter } from '../index.js';
import { connect } from '../runtime.js';

const refused = async () => Response.json({ code: '43012', msg: 'no funds' }, { status: 400 });
const died = async () => Promise.reject(new TypeError('fetch failed'));

const make = (fetch: () => Promise<Response>, options: ClientOptions = {}) => {
  const later = async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return fetch();
  };
  return connect<TestClient>(routes, {
    credentials,
    fetch: later,
    retries: { times: 0 },
    outcomeWaitMs: 0,
    ...options,
  });
};

const everything = (): ClientOptions => ({
  limits: limiter(),
  onResponse: () => {},
  onIntent: () => {},
  catalogue: async () => ({ errors: {} }),
});

/** What a caller's own function sees. */
async function callersOwn(call: () => Promise<unknown>): Promise<unknown> {
  return await call();
}

describe('the stack of an error names the function that called, and its line', () => {
  it.each([
    ['refused', refused, {}],
    ['refused, with every stage', refused, everything()],
    ['without a response', died, {}],
  ])('of a read that was %s', async (_, fetch, options) => {
    const { account } = make(fetch, options);
    const error = await callersOwn(() => account.assets()).catch((thrown: unknown) => thrown);
    expect(Object(error).stack).toMatch(/callersOwn \(.*stack\.test\.ts:\d+/);
  });

  it.each([
    ['an order', refused, {}],
    ['an order, with every stage', refused, everything()],
  ])('of %s', async (_, fetch, options) => {
    const { trade } = make(fetch, options);
    const error = await callersOwn(() => trade.placeOrder({ symbol: 'BTCUSDT' })).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: '43012' });
    expect(Object(error).stack).toMatch(/callersOwn \(.*stack\.test\.ts:\d+/);
  });

  it('and the limit of the process stays what it was', async () => {
    const { stackTraceLimit } = Error;
    await make(refused)
      .account.assets()
      .catch(() => {});
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });
});
