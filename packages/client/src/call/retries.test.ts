import { platformSystem } from '@bitget-spec/auth';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { routes, type TestClient, thrown } from '../../test/client.js';
import { virtualSystem } from '../../test/virtual.js';
import { type RetryOptions, retries } from '../index.js';
import { connectCore, createClock } from '../runtime.js';

/** A world for each test, so that none has spent what another counts on. */
let system = platformSystem;
let sent = 0;
beforeEach(() => {
  system = { ...platformSystem };
  sent = 0;
});

type Respond = () => Response | Promise<Response>;
const limited: Respond = () => Response.json({ code: '429' }, { status: 429 });
const fine: Respond = () => Response.json({ code: '00000', data: 1 });
const never: Respond = () => new Promise(() => {});
const timedOut: Respond = () => Response.json({ code: '40010' }, { status: 400 });
const gateway: Respond = () => new Response('<html>', { status: 504 });
const connecting: Respond = () =>
  Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'UND_ERR_CONNECT_TIMEOUT' }) }),
  );

function make(response: Respond, options: RetryOptions = {}, baseUrl = 'http://one.test') {
  const fetch = async () => {
    sent++;
    return response();
  };
  return connectCore<TestClient>(routes, {
    system,
    baseUrl,
    fetch,
    timeoutMs: 20,
    use: [retries({ baseMs: 1, times: 1, budget: 6, ...options })],
  });
}
/** Requests that so many calls send. */
async function requests(client: TestClient, calls: number): Promise<number> {
  const before = sent;
  for (let i = 0; i < calls; i++) await thrown(client.market.tickers());
  return sent - before;
}

describe('the budget of retries', () => {
  it('is one for all clients of a process to one host', async () => {
    expect(await requests(make(limited), 4)).toBe(8);
    expect(await requests(make(limited, {}, 'http://one.test/path/'), 4)).toBe(6); // two of six were left
    expect(await requests(make(limited), 4)).toBe(4);
    expect(await requests(make(limited, {}, 'http://other.test'), 4)).toBe(8);
    system = { ...platformSystem };
    expect(await requests(make(limited), 4)).toBe(8); // another process
  });

  it('is as large as a client says, of what all have spent', async () => {
    expect(await requests(make(limited, { budget: 3 }), 5)).toBe(8);
    expect(await requests(make(limited, { budget: 4 }), 5)).toBe(6);
    expect(await requests(make(limited, { budget: Number.POSITIVE_INFINITY }), 5)).toBe(10);
  });

  it('gets back a tenth with each response', async () => {
    expect(await requests(make(limited), 10)).toBe(16);
    expect(await requests(make(fine), 9)).toBe(9);
    expect(await requests(make(limited), 5)).toBe(5);
    expect(await requests(make(fine), 1)).toBe(1);
    expect(await requests(make(limited), 5)).toBe(6);
  });

  it.each([
    ['the exchange’s', timedOut],
    ['a gateway’s', gateway],
    ['of the connection', connecting],
  ])('loses one with each time-out, beside the one that a retry takes: %s', async (_, response) => {
    expect(await requests(make(response), 6)).toBe(8); // the first call loses two and takes one, and so does the second
  });

  it('is spent by our own time-outs, too, though they end the call', async () => {
    expect(await requests(make(never), 2)).toBe(2);
    expect(await requests(make(limited), 6)).toBe(10); // four of six were left
  });
});

it('a pause for the whole address is not over because the machine’s clock was set', async () => {
  const virtual = virtualSystem();
  let jumped = 0;
  const jumping = { ...virtual, now: () => virtual.now() + jumped };
  const after = vi.fn(() => Response.json({ code: '429' }, { status: 429, headers: { 'retry-after': '300' } }));
  const client = connectCore<TestClient>(routes, {
    system: jumping,
    clock: createClock(0, jumping),
    fetch: async () => after(),
    use: [retries()],
  });
  await virtual.run(thrown(client.market.tickers()));
  jumped = 3_600_000;
  expect(await virtual.run(thrown(client.market.tickers()))).toMatchObject({ code: 'paused', retryAfter: 300 });
  jumped = -3_600_000;
  await virtual.run(virtual.sleep(299_000));
  expect(await virtual.run(thrown(client.market.tickers()))).toMatchObject({ code: 'paused', retryAfter: 1 });
  await virtual.run(virtual.sleep(1_000));
  expect(await virtual.run(thrown(client.market.tickers()))).toMatchObject({ code: '429' });
  expect(after).toHaveBeenCalledTimes(2);
});

it('a client with a budget without end spends none of the others’', async () => {
  expect(await requests(make(limited, { budget: Infinity }), 50)).toBe(100);
  expect(await requests(make(timedOut, { budget: Infinity }), 5)).toBe(10);
  expect(await requests(make(limited), 6)).toBe(12);
});
