import { platformSystem, type System } from '@bitget-spec/auth';
import type { Fault } from '@bitget-spec/mock';
import { createMockExchange } from '@bitget-spec/mock/node';
import { expect, it } from 'vitest';
import { routes, type TestClient } from '../../test/client.js';
import { BitgetError } from '../index.js';
import { connect, type Fetch } from '../runtime.js';
import { undiciTransport } from '../transport/undici.js';

/** Orders in all; a few of each kind where nobody waits for more. */
const ORDERS = Number(process.env.ORDERS ?? (process.env.SOAK ? 10_000 : 500));
const ABREAST = 4;

/** Time runs faster, for client and exchange alike, so that thirty seconds pass in four. */
const SPEED = 8;
const start = Date.now();
const system: System = {
  ...platformSystem,
  now: () => start + (Date.now() - start) * SPEED,
  monotonic: () => performance.now() * SPEED,
  setTimeout: (run, ms) => platformSystem.setTimeout(run, ms / SPEED),
};

const place = 'v3:trade.placeOrder';
const look = 'v3:trade.orderInfo';
const page = (status: number, when: 'before' | 'after') => ({ status, when });

/** What goes wrong with every other request, by name. */
const FAULTS: Record<string, { fault: Fault; operation?: string; probability?: number }> = {
  'no fault': { fault: { delay: 0 } },
  'cut before': { fault: { cut: 'before' } },
  'cut after': { fault: { cut: 'after' } },
  'hangs before': { fault: { hang: 'before' } },
  'hangs after': { fault: { hang: 'after' } },
  '40010 before': { fault: { code: '40010', when: 'before' } },
  '40010 after': { fault: { code: '40010', when: 'after' } },
  '40725 after': { fault: { code: '40725', when: 'after' } },
  '45001 after': { fault: { code: '45001', when: 'after' } },
  '429 before': { fault: { code: '429', when: 'before' } },
  '429 after': { fault: { code: '429', when: 'after' } },
  '429 after, always': { fault: { code: '429', when: 'after' }, probability: 1 },
  'page 429 after': { fault: page(429, 'after') },
  'page 302 after': { fault: page(302, 'after') },
  'page 401 after': { fault: page(401, 'after') },
  'page 403 before': { fault: page(403, 'before') },
  'page 403 after': { fault: page(403, 'after') },
  'page 404 after': { fault: page(404, 'after') },
  'page 405 after': { fault: page(405, 'after') },
  'page 421 before': { fault: page(421, 'before') },
  'page 502 after': { fault: page(502, 'after') },
  'page 503 before': { fault: page(503, 'before') },
  malformed: { fault: { malformed: true } },
  'late, within patience': { fault: { late: 3_000 } },
  'late, past it': { fault: { late: 25_000 } },
  'late, past its time': { fault: { late: 45_000 } },
  'twice, first reported': { fault: { duplicate: 'first', apart: 500 } },
  'twice, last reported': { fault: { duplicate: 'last', apart: 500 } },
  drips: { fault: { drip: 20, bytes: 10 } },
  swapped: { fault: { swap: 2_000 } },
  'a number that is taken': { fault: { code: '25212', when: 'after' } },
  'lookups lag': { operation: look, fault: { lag: 1_500 } },
};

const WORDS: Record<string, string> = { 'not-placed': 'not placed', 'outcome-unknown': 'unknown' };

interface Order {
  number: string | undefined;
  reported: string;
}

const transports: [string, () => Fetch | undefined][] = [
  ['fetch', () => undefined],
  ['undici', () => undiciTransport()],
];
const combinations = transports.flatMap(([name, make]) =>
  ['own', 'generated'].map((numbers) => [name, numbers, make] as const),
);

const table: Record<string, Record<string, number>> = {};
const each = Math.ceil(ORDERS / combinations.length / Object.keys(FAULTS).length);

it.each(combinations)(
  `what is told is true, by %s with %s numbers, ${each} orders for each fault`,
  async (_, numbers, make) => {
    const exchange = createMockExchange({ system });
    const mock = await exchange.listen({ port: 0 });
    const run = async (name: string, index: number) => {
      const { fault, operation = place, probability = 0.5 } = FAULTS[name] ?? expect.fail();
      const apiKey = `key-${index}`;
      const secrets = { secretKey: 'test-secret', passphrase: 'test-passphrase' };
      exchange.accounts.add({ apiKey, ...secrets, balances: { uta: { USDT: '100000000' } } });
      exchange.faults.add({ operation, key: apiKey, probability, fault });
      // a response may be lost as well where it is the lookups that lag
      if (operation === look)
        exchange.faults.add({ operation: place, key: apiKey, probability: 0.5, fault: { cut: 'after' } });
      const orders: Order[] = [];
      const byPrice = new Map<string, Order>();
      const client = connect<TestClient>(routes, {
        credentials: { apiKey, ...secrets },
        baseUrl: mock.url,
        system,
        clock: { offset: 0, now: system.now, monotonic: system.monotonic },
        timeoutMs: 20_000,
        retries: { budget: 10_000 },
        fetch: make(),
        onIntent({ body, clientOids }) {
          const order = byPrice.get(Object(body).price);
          if (order) order.number = clientOids[0];
        },
      });
      let next = 0;
      const trader = async () => {
        for (let i = next++; i < each; i = next++) {
          const price = (20_000 + i / 100).toFixed(2);
          const order: Order = { number: undefined, reported: '' };
          orders.push(order);
          byPrice.set(price, order);
          const own = numbers === 'own' ? { clientOid: `${apiKey}-${i}` } : {};
          const body = {
            category: 'SPOT',
            symbol: 'BTCUSDT',
            side: 'buy',
            orderType: 'limit',
            qty: '0.001',
            price,
            ...own,
          };
          try {
            const response = await client.trade.placeOrder(body);
            expect(response, name).toMatchObject({ clientOid: order.number });
            order.reported = 'placed';
          } catch (error) {
            if (!(error instanceof BitgetError)) throw error;
            order.reported = WORDS[error.code] ?? 'refused';
          }
        }
      };
      await Promise.all(Array.from({ length: ABREAST }, trader));
      await client.close();
      return { name, apiKey, orders };
    };
    const accepted = new Map<string, number>();
    const count = () => {
      for (const { key, clientOid } of exchange.journal.list({ operation: place, accepted: true }))
        accepted.set(`${key} ${clientOid}`, 1 + (accepted.get(`${key} ${clientOid}`) ?? 0));
      exchange.journal.clear();
    };
    const counting = setInterval(count, 200);
    const results = await Promise.all(Object.keys(FAULTS).map(run));
    await new Promise((resolve) => setTimeout(resolve, 20_000 / SPEED)); // whatever is late has come by then
    clearInterval(counting);
    count();
    await mock.close();

    const lies: string[] = [];
    for (const { name, apiKey, orders } of results) {
      table[name] ??= { orders: 0, placed: 0, refused: 0, 'not placed': 0, unknown: 0, 'of them there': 0, lies: 0 };
      const row = table[name];
      const add = (column: string) => {
        row[column] = 1 + (row[column] ?? 0);
      };
      for (const { number, reported } of orders) {
        const times = accepted.get(`${apiKey} ${number}`) ?? 0;
        add('orders');
        add(reported);
        if (reported === 'unknown' && times) add('of them there');
        const lie = times > 1 || (reported === 'placed' ? times !== 1 : reported !== 'unknown' && times !== 0);
        if (!lie) continue;
        add('lies');
        lies.push(`${name}: ${number} reported ${reported}, taken ${times} times`);
      }
    }
    if (combinations.at(-1)?.[2] === make && numbers === 'generated') console.table(table);
    expect(lies).toEqual([]);
    // a machine that is too busy to respond in time makes all of it unknown, which is true and tells nothing
    expect(results[0]?.orders.filter(({ reported }) => reported === 'placed').length).toBeGreaterThan(each / 2);
    expect(results.flatMap(({ orders }) => orders)).toHaveLength(each * Object.keys(FAULTS).length);
  },
  900_000,
);
