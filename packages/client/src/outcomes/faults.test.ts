import { afterAll, beforeAll, expect, it } from 'vitest';
import { credentials, routes, type TestClient } from '../../test/client.js';
import { type Exchange, type Fault, startExchange } from '../../test/exchange.js';
import { virtualSystem } from '../../test/virtual.js';
import { BitgetError, NotPlacedError, OutcomeUnknownError } from '../index.js';
import { connect, type Fetch } from '../runtime.js';

const ATTEMPTS = 3_000;
const ABREAST = 250;
/** Turns of the event loop in which nothing came, after which nothing comes. */
const QUIET = 10;
/** What is late has come by then. */
const LATEST_MS = 1_000;

const FAULTS: Fault[] = [
  'cut-before',
  'cut-after',
  'hang-before',
  'hang-after',
  'late',
  'slow',
  '429',
  '40010-before',
  '40010-after',
  '45001-after',
  '502-before',
  '502-after',
  'malformed-after',
  'half-after',
];

let seed = 20_260_101;
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

/** Requests that are on their way, by number. Sockets take as long as the machine needs, and no patience is spent on that. */
const underWay = new Set<string>();
let quiet = 0;
const isBusy = () => {
  quiet = [...underWay].every((number) => exchange.held.has(number)) ? quiet + 1 : 0;
  return quiet < QUIET;
};
const system = { ...virtualSystem(undefined, isBusy), random };

const send: Fetch = async (request, init) => {
  const number = `${++sent}`;
  request.headers.set('x-number', number);
  underWay.add(number);
  const over = () => underWay.delete(number);
  try {
    const response = await fetch(request, init);
    response.clone().arrayBuffer().then(over, over);
    return response;
  } catch (error) {
    over();
    throw error;
  }
};
let sent = 0;

let exchange: Exchange;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(async () => {
  process.on('unhandledRejection', note);
  exchange = await startExchange(system);
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  await exchange.close();
});

it(`${ATTEMPTS} orders under random faults: none twice, none lost, every outcome reported truthfully`, async () => {
  exchange.fault = (path) => {
    const share = path.endsWith('place-order') ? 0.35 : 0.1;
    return random() < share ? (FAULTS[Math.floor(random() * FAULTS.length)] ?? 'none') : 'none';
  };
  // one waits until it is known that nothing was placed, one does not
  const clients = [60_000, 10_000].map((outcomeWaitMs) =>
    connect<TestClient>(routes, {
      credentials,
      baseUrl: exchange.url,
      system,
      clock: { offset: 0, now: system.now, monotonic: system.monotonic },
      fetch: send,
      timeoutMs: 150,
      outcomeWaitMs,
      retries: { baseMs: 5, maxMs: 50, budget: 1_000 },
    }),
  );

  const reported = new Map<string, string>();
  let next = 0;
  const trader = async (client: TestClient) => {
    for (let i = next++; i < ATTEMPTS; i = next++) {
      const clientOid = `order-${i}`;
      try {
        const order = await client.trade.placeOrder({ symbol: 'BTCUSDT', qty: '1', clientOid });
        expect(order).toMatchObject({ orderId: `o-${clientOid}`, clientOid });
        reported.set(clientOid, 'placed');
      } catch (error) {
        if (!(error instanceof BitgetError)) throw error;
        reported.set(clientOid, error.code);
        if (error instanceof NotPlacedError || error instanceof OutcomeUnknownError)
          expect(error.clientOid).toBe(clientOid);
      }
    }
  };
  await system.run(Promise.all(clients.flatMap((client) => Array.from({ length: ABREAST / 2 }, () => trader(client)))));
  await Promise.all(clients.map((client) => client.close()));
  await system.run(system.sleep(LATEST_MS));

  const counts: Record<string, number> = {};
  for (const [clientOid, outcome] of reported) {
    counts[outcome] = 1 + (counts[outcome] ?? 0);
    const taken = exchange.taken.get(clientOid) ?? 0;
    expect(taken, `${clientOid} taken twice`).toBeLessThanOrEqual(1);
    if (outcome === 'placed') expect(taken, `${clientOid} said to be placed`).toBe(1);
    else if (outcome !== 'outcome-unknown') expect(taken, `${clientOid} said to be ${outcome}`).toBe(0);
  }
  expect(reported.size).toBe(ATTEMPTS);
  expect(counts.placed).toBeGreaterThan(ATTEMPTS * 0.3);
  expect(counts['not-placed']).toBeGreaterThan(100);
  expect(counts['outcome-unknown']).toBeGreaterThan(50);
  expect(counts['outcome-unknown']).toBeLessThan(ATTEMPTS * 0.1);
  expect(unhandled).toEqual([]);
});
