import { afterAll, beforeAll, expect, it } from 'vitest';
import { credentials, routes, type TestClient } from '../../test/client.js';
import { type Exchange, type Fault, startExchange } from '../../test/exchange.js';
import { BitgetError, NotPlacedError, OutcomeUnknownError } from '../index.js';
import { connect } from '../runtime.js';

const ATTEMPTS = 3_000;
const ABREAST = 250;

/** Time runs faster, for client and exchange alike, so that thirty seconds pass in one. */
const SPEED = 30;
const start = Date.now();
const now = () => start + (Date.now() - start) * SPEED;

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

let exchange: Exchange;
const unhandled: unknown[] = [];
const note = (reason: unknown) => unhandled.push(reason);
beforeAll(async () => {
  process.on('unhandledRejection', note);
  exchange = await startExchange(now);
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  await exchange.close();
});

it(`${ATTEMPTS} orders under random faults: none twice, none lost, every outcome reported truthfully`, async () => {
  let seed = 20_260_101;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  exchange.fault = (path) => {
    const share = path.endsWith('place-order') ? 0.35 : 0.1;
    return random() < share ? (FAULTS[Math.floor(random() * FAULTS.length)] ?? 'none') : 'none';
  };
  const client = connect<TestClient>(routes, {
    credentials,
    baseUrl: exchange.url,
    clock: { offset: 0, now, monotonic: now },
    timeoutMs: 150,
    outcomeWaitMs: 15_000,
    retries: { baseMs: 5, maxMs: 50, budget: 1_000 },
  });

  const reported = new Map<string, string>();
  let next = 0;
  const trader = async () => {
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
  await Promise.all(Array.from({ length: ABREAST }, trader));
  await client.close();

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
  expect(counts['outcome-unknown'] ?? 0).toBeLessThan(ATTEMPTS * 0.2);
  expect(unhandled).toEqual([]);
});
