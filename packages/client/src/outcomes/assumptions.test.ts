import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { credentials, routes, type TestClient } from '../../test/client.js';
import { type VirtualSystem, virtualSystem } from '../../test/virtual.js';
import { BitgetError, type ClientOptions } from '../index.js';
import { connect } from '../runtime.js';

// Each assumption that "not placed" stands on (README, "Order outcomes"), broken, with the options that a client has
// unless told otherwise. Where nobody could know better at that moment, the test shows up to where what is told is true.

const SECOND = 1_000;

/** What the exchange makes of requests, and the network of them and their responses. */
interface Breach {
  /** How old a timestamp it takes, by its own clock. @default 30 s */
  windowMs?: number;
  /** What its clock makes of the time that passes. @default 1 */
  pace?: number;
  /** How long what it took does not show in lookups. @default 0 */
  lagMs?: number;
  /** Whether lookups get a response at all. @default true */
  shows?: boolean;
  /** Says 429 to a placement, after it was taken: to so many. @default 0 */
  refuses?: number;
  /** Why it will not take a placement, until then. */
  poorUntilMs?: number;
}

/** When a placement arrives, milliseconds after it was sent: each time it is delivered. Only the first may get a response. */
type Way = { arrives: number[]; answered: boolean };

class World {
  readonly system: VirtualSystem = virtualSystem();
  /** When what has a number was taken, by the exchange's clock. */
  readonly book = new Map<string, number>();
  readonly client: TestClient;

  constructor(
    readonly breach: Breach,
    readonly ways: Way[],
    options: ClientOptions = {},
  ) {
    const { system } = this;
    this.client = connect<TestClient>(routes, {
      credentials,
      system,
      clock: { offset: 0, now: system.now, monotonic: system.monotonic },
      fetch: async (request) => {
        const { pathname, searchParams } = new URL(request.url);
        await system.sleep(10);
        if (request.method === 'GET') return this.look(searchParams.get('clientOid') ?? '');
        const { arrives, answered } = this.ways.shift() ?? { arrives: [0], answered: true };
        const { clientOid } = await request.clone().json();
        const taken = arrives.map(async (ms) => {
          if (ms) await system.sleep(ms);
          return this.take(clientOid, Number(request.headers.get('access-timestamp')), pathname);
        });
        return answered ? (taken[0] as Promise<Response>) : new Promise(() => {});
      },
      timeoutMs: 5 * SECOND,
      ...options,
    });
  }

  /** The exchange's clock. */
  get now(): number {
    return 1_700_000_000_000 + this.system.monotonic() * (this.breach.pace ?? 1);
  }

  get seconds(): number {
    return this.system.monotonic() / SECOND;
  }

  take(clientOid: string, timestamp: number, path: string): Response {
    const { windowMs = 30 * SECOND, poorUntilMs = 0 } = this.breach;
    if (this.now > timestamp + windowMs) return this.says('40008', 'expired');
    if (this.book.has(clientOid)) return this.says('25212', 'Duplicate clientOid');
    if (this.system.monotonic() < poorUntilMs) return this.says('43012', 'Insufficient balance');
    this.book.set(clientOid, this.now);
    if (this.breach.refuses && this.breach.refuses-- > 0) return this.says('429', 'Too Many Requests', 429);
    const id = path.endsWith('transfer') ? { transferId: '1' } : { orderId: '1' };
    return this.says('00000', 'success', 200, { ...id, clientOid });
  }

  async look(clientOid: string): Promise<Response> {
    const { lagMs = 0, shows = true } = this.breach;
    if (!shows) return this.says('45001', 'Unknown error');
    const createdAt = this.book.get(clientOid);
    if (createdAt === undefined || this.now < createdAt + lagMs) return this.says('25204', 'Order does not exist');
    return this.says('00000', 'success', 200, { orderId: '1', clientOid, cTime: `${createdAt}` });
  }

  says(code: string, msg: string, status = code === '00000' ? 200 : 400, data: unknown = null): Response {
    return Response.json({ code, msg, requestTime: Math.round(this.now), data }, { status });
  }

  /** What is reported of an order, whether it stood then, and after how many seconds: 5 pass until its response is missed. */
  async place(clientOid: string, call: 'placeOrder' | 'transfer' = 'placeOrder') {
    const { trade, account } = this.client;
    const body = { symbol: 'BTCUSDT', qty: '1', clientOid };
    const reported = await this.system.run(
      (call === 'transfer' ? account.transfer(body) : trade.placeOrder(body)).then(
        () => 'placed',
        (error: unknown) => (error instanceof BitgetError ? error.code : String(error)),
      ),
    );
    return { reported, stood: this.book.has(clientOid), after: Math.floor(this.seconds) };
  }

  /** Lets all that is under way arrive. */
  async rest(): Promise<void> {
    await this.system.run(this.system.sleep(300 * SECOND));
  }
}

const lost = (...seconds: number[]): Way => ({ arrives: seconds.map((one) => one * SECOND), answered: false });
const answered = (...seconds: number[]): Way => ({ arrives: seconds.map((one) => one * SECOND), answered: true });

let last: World | undefined;
function world(breach: Breach, ways: Way[], options?: ClientOptions): World {
  last = new World(breach, ways, options);
  return last;
}
// a client loads parts with its first order, in the platform's time
beforeAll(async () => {
  await world({}, []).place('first');
});
afterEach(async () => {
  await last?.client.close();
});

describe('the exchange takes no timestamp older than 30 s', () => {
  it('it is so: what comes late is seen, or refused', async () => {
    expect(await world({}, [lost(29)]).place('a')).toMatchObject({ reported: 'placed', stood: true });
    const late = world({}, [lost(31)]);
    expect(await late.place('a')).toMatchObject({ reported: 'not-placed', after: 35 });
    await late.rest();
    expect(late.book.size).toBe(0);
  });

  it('its clock is slow: unknown, since the time is not over by that', async () => {
    const slow = world({ pace: 0.5 }, [lost(50)]);
    expect(await slow.place('a')).toEqual({ reported: 'outcome-unknown', stood: false, after: 45 });
    await slow.rest();
    expect(slow.book.size).toBe(1);
  });

  it('it takes what is older: seen by the last lookup, and waited for from then on', async () => {
    const lax = world({ windowMs: 60 * SECOND }, [lost(34), lost(37), lost(49)]);
    expect(await lax.place('a')).toMatchObject({ reported: 'placed', stood: true });
    expect(await lax.place('b')).toMatchObject({ reported: 'placed', stood: true });
    expect(await lax.place('c')).toMatchObject({ reported: 'not-placed', stood: false });
  });

  it('it takes what is older than the grace: at the moment of telling nobody can know, but outcomeGraceMs can', async () => {
    const lax: Breach = { windowMs: 60 * SECOND };
    const unset = world(lax, [lost(40)]);
    expect(await unset.place('a')).toEqual({ reported: 'not-placed', stood: false, after: 35 });
    await unset.rest();
    expect(unset.book.size).toBe(1); // here runs the line
    expect(await world(lax, [lost(40)], { outcomeGraceMs: 15_000 }).place('a')).toMatchObject({ reported: 'placed' });
    const hasty = world(lax, [lost(40)], { outcomeGraceMs: 15_000, outcomeWaitMs: 30_000 });
    expect(await hasty.place('a')).toMatchObject({ reported: 'outcome-unknown' });
  });
});

describe('what was taken shows within the grace', () => {
  it('a lag that was seen is waited for, or what is reported is unknown', async () => {
    const some = world({ lagMs: 5 * SECOND }, [lost(0), lost(29)]);
    expect(await some.place('a')).toMatchObject({ reported: 'placed' });
    expect(await some.place('b')).toMatchObject({ reported: 'placed', stood: true });
    const long = world({ lagMs: 20 * SECOND }, [lost(0), lost(29)]);
    expect(await long.place('a')).toMatchObject({ reported: 'placed' });
    expect(await long.place('b')).toMatchObject({ reported: 'outcome-unknown', stood: true });
  });

  it('one that was never seen: nobody can know where it is longer than what is left of the 32 s', async () => {
    expect(await world({ lagMs: 2.9 * SECOND }, [lost(29)]).place('a')).toMatchObject({ reported: 'placed' });
    const unset = world({ lagMs: 10 * SECOND }, [lost(29)]);
    expect(await unset.place('a')).toEqual({ reported: 'not-placed', stood: true, after: 35 }); // here runs the line
    const warned = world({ lagMs: 10 * SECOND }, [lost(29)], { outcomeGraceMs: 10_000 });
    expect(await warned.place('a')).toMatchObject({ reported: 'placed' });
  });

  it('lookups that fail show nothing: unknown', async () => {
    expect(await world({ shows: false }, [lost(0)]).place('a')).toMatchObject({
      reported: 'outcome-unknown',
      stood: true,
    });
    expect(await world({ shows: false }, [lost()]).place('a')).toMatchObject({
      reported: 'outcome-unknown',
      stood: false,
    });
  });
});

describe('429 means not taken', () => {
  it('it stands all the same: found, or unknown', async () => {
    expect(await world({ refuses: 1 }, []).place('a')).toMatchObject({ reported: 'placed', stood: true });
    expect(await world({ refuses: 9 }, []).place('a')).toMatchObject({ reported: 'placed', stood: true });
    for (const retries of [undefined, false] as const) {
      const blind = world({ refuses: 9, shows: false }, [], { retries });
      expect(await blind.place('a')).toMatchObject({ reported: 'outcome-unknown', stood: true });
    }
    const lagging = world({ refuses: 9, lagMs: 31 * SECOND }, [], { retries: false });
    expect(await lagging.place('a')).toMatchObject({ reported: 'placed', stood: true });
  });

  it('of a transfer, which a list shows but does not show to be missing', async () => {
    expect(await world({ refuses: 1 }, []).place('a', 'transfer')).toMatchObject({ reported: 'placed', stood: true });
    const unset = world({ refuses: 1, lagMs: SECOND }, [], { retries: false });
    expect(await unset.place('a', 'transfer')).toMatchObject({ reported: '429', stood: true }); // here runs the line
    // tried again under its number, the exchange says itself that it has it
    const again = world({ refuses: 1, lagMs: SECOND }, []);
    expect(await again.place('a', 'transfer')).toMatchObject({ reported: 'placed', stood: true });
  });
});

describe('a request is delivered once', () => {
  it('the second comes after the verdict: it changes nothing', async () => {
    const placed = world({}, [answered(0, 10)]);
    expect(await placed.place('a')).toMatchObject({ reported: 'placed', after: 0 });
    const never = world({ poorUntilMs: SECOND }, [lost(0, 45)]);
    expect(await never.place('a')).toMatchObject({ reported: 'not-placed', after: 35 });
    await never.rest();
    expect(never.book.size).toBe(0);
  });

  it('the first was refused and its response lost, the second taken: it is seen', async () => {
    expect(await world({ poorUntilMs: SECOND }, [lost(0, 20)]).place('a')).toMatchObject({ reported: 'placed' });
  });

  it('the first was refused, and what was in the way is gone when the second comes: nobody can know', async () => {
    const unset = world({ poorUntilMs: SECOND }, [answered(0, 20)]);
    expect(await unset.place('a')).toEqual({ reported: '43012', stood: false, after: 0 });
    await unset.rest();
    expect(unset.book.size).toBe(1); // here runs the line
  });
});
