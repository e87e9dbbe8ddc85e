import type { FaultRule } from '@bitget-spec/mock';
import { createMockExchange } from '@bitget-spec/mock/node';
import { expect, it } from 'vitest';
import { BitgetError, connect } from '../index.js';
import { routes, type TestClient } from '../testing/client.js';

const ATTEMPTS = 10_000;
const ABREAST = 100;
/** The mock's clock runs ahead, and the client's with it, so that thirty seconds pass in one. */
const SPEED = 30;
const STEP_MS = 20;

const operation = 'v3:trade.placeOrder';
const probability = 0.04;
const RULES: FaultRule[] = [
  { operation, probability, fault: { cut: 'before' } },
  { operation, probability, fault: { cut: 'after' } },
  { operation, probability, fault: { hang: 'before' } },
  { operation, probability, fault: { hang: 'after' } },
  { operation, probability, fault: { code: '40010', when: 'before' } },
  { operation, probability, fault: { code: '40010', when: 'after' } },
  { operation, probability, fault: { code: '40725', when: 'after' } },
  { operation, probability, fault: { code: '45001', when: 'after' } },
  { operation, probability, fault: { code: '429' } },
  { operation, probability, fault: { status: 502, when: 'after' } },
  { operation, probability, fault: { malformed: true } },
  { operation: 'v3:trade.orderInfo', probability: 0.1, fault: { cut: 'before' } },
  { operation: 'v3:trade.orderInfo', probability: 0.1, fault: { code: '40725' } },
];

it(`the mock exchange and its journal as the judge of ${ATTEMPTS} orders`, async () => {
  const exchange = createMockExchange();
  const mock = await exchange.listen({ port: 0 });
  const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
  exchange.deposit({ key: credentials.apiKey, coin: 'USDT', amount: '100000000' });
  for (const rule of RULES) exchange.faults.add(rule);

  const accepted = new Map<string, number>();
  const read = () => {
    for (const { clientOid = '' } of exchange.journal.list({ operation, accepted: true }))
      accepted.set(clientOid, 1 + (accepted.get(clientOid) ?? 0));
    exchange.journal.clear(); // it forgets what is older than 10,000 requests
  };
  const ticking = setInterval(() => {
    exchange.clock.advance(STEP_MS * (SPEED - 1));
    read();
  }, STEP_MS);
  const client = connect<TestClient>(routes, {
    credentials,
    baseUrl: mock.url,
    clock: { offset: 0, now: () => exchange.clock.now(), monotonic: () => exchange.clock.now() },
    timeoutMs: 1_500,
    outcomeWaitMs: 5_000,
    retries: { baseMs: 5, maxMs: 50, budget: 1_000 },
  });

  const told = new Map<string, string>();
  const order = { category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '0.001', price: '20000' };
  let next = 0;
  const trader = async () => {
    while (next < ATTEMPTS) {
      const clientOid = `mock-${next++}`;
      try {
        expect(await client.trade.placeOrder({ ...order, clientOid })).toMatchObject({ clientOid });
        told.set(clientOid, 'placed');
      } catch (error) {
        if (!(error instanceof BitgetError)) throw error;
        told.set(clientOid, error.code);
      }
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, trader));
  clearInterval(ticking);
  await client.close();
  await mock.close();
  read();

  expect(told.size).toBe(ATTEMPTS);
  const counts: Record<string, number> = {};
  for (const [clientOid, outcome] of told) {
    counts[outcome] = 1 + (counts[outcome] ?? 0);
    const times = accepted.get(clientOid) ?? 0;
    if (outcome === 'placed') expect(times, `${clientOid} said to be placed`).toBe(1);
    else if (outcome === 'outcome-unknown') expect(times, clientOid).toBeLessThanOrEqual(1);
    else expect(times, `${clientOid} said to be ${outcome}`).toBe(0);
  }
  console.log(counts);
  expect(counts.placed).toBeGreaterThan(ATTEMPTS * 0.5);
  expect(counts['not-placed']).toBeGreaterThan(ATTEMPTS * 0.02);
}, 240_000);
