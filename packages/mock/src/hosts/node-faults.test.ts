import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { platformSystem } from '@bitget-spec/auth';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { apis, NOW, signed } from '../../test/small-exchange.js';
import type { Fault } from '../faults/types.js';
import { createMockExchange, type Listening } from './node.js';

const PATH = '/api/v3/market/tickers?category=SPOT';
const exchange = createMockExchange({ apis, now: NOW });
let mock: Listening;
beforeAll(async () => {
  mock = await exchange.listen({ port: 0 });
});
afterAll(() => mock.close());
beforeEach(() => exchange.reset());

const order = signed('POST', '/api/v3/trade/place-order', '{"category":"SPOT","symbol":"A","qty":"1","side":"buy"}');
const place = () =>
  fetch(mock.url + order.url, { method: 'POST', headers: order.headers as Record<string, string>, body: order.body });

it.each(['before', 'after'] as const)('cuts the connection %s the order is taken', async (cut) => {
  exchange.faults.add({ operation: 'v3:trade.placeOrder', count: 1, fault: { cut } });
  await expect(place()).rejects.toThrow('fetch failed');
  expect(exchange.journal.list()).toMatchObject([{ accepted: cut === 'after', cut: true }]);
  expect((await place()).status).toBe(200);
});

it('really closes the socket', async () => {
  exchange.faults.add({ fault: { cut: 'after' } });
  const received = await new Promise((resolve) => {
    let text = '';
    const socket = connect(mock.port, '127.0.0.1', () => socket.write(`GET ${PATH} HTTP/1.1\r\nhost: x\r\n\r\n`));
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
  });
  expect(received).toBe('');
});

it('keeps who waits waiting, and nobody else', async () => {
  exchange.faults.add({ count: 1, fault: { hang: true } });
  const stop = new AbortController();
  const waiting = fetch(mock.url + PATH, { signal: stop.signal });
  await expect.poll(() => exchange.journal.list()).toHaveLength(1);
  expect((await fetch(mock.url + PATH)).status).toBe(200);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});

/** An exchange whose time stands: what it waits for comes when it is told to. */
async function standing() {
  const timers = new Set<{ ms: number; run: () => void }>();
  const system = {
    ...platformSystem,
    setTimeout(run: () => void, ms: number) {
      const timer = { ms, run };
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer: never) => void timers.delete(timer),
  };
  const { listen, ...rest } = createMockExchange({ apis, now: NOW, system });
  /** The one thing that it waits for, once it does. */
  const due = async () => {
    await expect.poll(() => timers.size).toBe(1);
    return [...timers][0] ?? expect.fail();
  };
  return { ...rest, ...(await listen({ port: 0 })), due };
}

it('delays, and holds nobody else up', async () => {
  const { url, faults, due, close } = await standing();
  faults.add({ count: 1, fault: { delay: 120 } });
  let isHere = false;
  const late = fetch(url + PATH).then(() => {
    isHere = true;
  });
  const { ms, run } = await due();
  expect((await fetch(url + PATH)).status).toBe(200);
  expect([ms, isHere]).toEqual([120, false]);
  run();
  await late;
  await close();
});

it("sends broken JSON and a gateway's page with the right length", async () => {
  exchange.faults.add({ count: 1, fault: { malformed: true } });
  exchange.faults.add({ count: 1, fault: { status: 502 } });
  expect(() => JSON.parse('{')).toThrow();
  await expect((await fetch(mock.url + PATH)).json()).rejects.toThrow(SyntaxError);
  const page = await fetch(mock.url + PATH);
  expect([page.status, await page.text()]).toEqual([502, expect.stringContaining('Bad Gateway')]);
});

it('takes an order whose sender has hung up', async () => {
  const { url, faults, journal, due, close } = await standing();
  faults.add({ count: 1, fault: { late: 80 } });
  const stop = new AbortController();
  const init = { method: 'POST', headers: order.headers as Record<string, string>, body: order.body };
  const placed = fetch(url + order.url, { ...init, signal: stop.signal });
  const { ms, run } = await due();
  stop.abort(new Error('enough'));
  await expect(placed).rejects.toThrow('enough');
  expect([ms, journal.list()]).toEqual([80, []]);
  run();
  await expect.poll(() => journal.list()).toMatchObject([{ accepted: true }]);
  await close();
});

it('sends a response in pieces, of the length that it says', async () => {
  exchange.faults.add({ count: 1, fault: { drip: 1, bytes: 7 } });
  const response = await fetch(mock.url + PATH);
  const length = Number(response.headers.get('content-length'));
  const reader = response.body?.getReader();
  const sizes: number[] = [];
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read())
    sizes.push(piece.value.length);
  expect(sizes.reduce((sum, size) => sum + size)).toBe(length);
  expect(sizes.length).toBeGreaterThan(3);
});

it('closes at once with responses pending', async () => {
  const { url, faults, due, close } = await standing();
  faults.add({ fault: { delay: 600_000 } });
  const pending = expect(fetch(url + PATH)).rejects.toThrow('fetch failed');
  await due();
  await close();
  await pending;
});

/** Longer than the program may take, on a busy machine too. */
const LONG = 600_000;
const ON_WAY: Fault[] = [{ late: LONG }, { swap: LONG }, { duplicate: 'first', apart: LONG }, { delay: LONG }];

it.each(ON_WAY)('lets a program end that has closed it, whatever is still under way: %o', async (fault) => {
  const program = `
    const { createMockExchange } = await import(process.argv[1]);
    const exchange = createMockExchange();
    const mock = await exchange.listen({ port: 0 });
    exchange.faults.add({ fault: ${JSON.stringify(fault)} });
    const stop = AbortSignal.timeout(300);
    await fetch(mock.url + '${PATH}', { signal: stop }).catch(() => {});
    await mock.close();
    console.log('closed');`;
  const host = new URL('../../dist/hosts/node.js', import.meta.url).href;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, host], {
    timeout: 120_000,
  });
  expect((await run).stdout).toBe('closed\n'); // killed, it would throw
});
