import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestClient } from '../../test/client.js';
import { densest } from '../../test/densest.js';
import { startProxy } from '../../test/proxy.js';
import { limiter } from '../index.js';
import { connectCore } from '../runtime.js';
import { type NodeRedis, redisStore } from './redis.js';

const PORT = 20_000 + (process.pid % 20_000);
const missing = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return '';
  } catch {
    return 'no redis-server binary here: apt-get install redis-server';
  }
})();
// A name that TypeScript does not follow: the package is a peer dependency, which a fresh checkout may lack.
const redisPackage: string = process.env.REDIS_PACKAGE ?? 'redis';
const library: { createClient(options: object): NodeRedis & Connection } | undefined = missing
  ? undefined
  : await import(redisPackage).catch(() => undefined);
const reason = missing || (library ? '' : 'the package redis is not installed');
if (reason) console.warn(`[redis.test] skipped: ${reason}`);

interface Connection {
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: string, listener: () => void): void;
  ping(): Promise<unknown>;
  flushAll(): Promise<unknown>;
  sendCommand(args: string[]): Promise<unknown>;
}

describe.skipIf(reason)('a store in Redis', () => {
  let server: ReturnType<typeof spawn>;
  let client: NodeRedis & Connection;
  beforeAll(async () => {
    server = spawn('redis-server', ['--port', `${PORT}`, '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'], {
      stdio: 'ignore',
    });
    client = (library as NonNullable<typeof library>).createClient({ socket: { port: PORT, host: '127.0.0.1' } });
    client.on('error', () => {});
    await client.connect();
  });
  afterAll(() => {
    client.destroy();
    server.kill();
  });

  const narrow = { key: 'narrow', count: 2, ms: 600 };
  const wide = { key: 'wide', count: 4, ms: 60_000 };

  it('takes all windows or none, holds places until settled, and frees them after', async () => {
    const store = redisStore(client, { prefix: 'one:' });
    expect(await store.take([narrow, wide], 'a', 5_000)).toBe(0);
    expect(await store.take([narrow, wide], 'b', 5_000)).toBe(0);
    expect(await store.take([narrow, wide], 'c', 5_000)).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 650));
    expect(await store.take([narrow, wide], 'c', 5_000)).toBeGreaterThan(0); // still under way
    await store.settle([narrow, wide], 'a', 0);
    await store.settle([narrow, wide], 'b', undefined);
    expect(await store.take([narrow, wide], 'c', 5_000)).toBe(0); // b was never sent
    expect(await store.take([narrow, wide], 'd', 5_000)).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 650));
    expect(await store.take([narrow, wide], 'd', 5_000)).toBe(0);
    await store.observe(wide, 0);
    await store.settle([narrow, wide], 'c', 0);
    await store.settle([narrow, wide], 'd', 0);
    await new Promise((resolve) => setTimeout(resolve, 650));
    expect(await store.take([wide], 'e', 5_000)).toBeGreaterThan(50_000);
  });

  it('pauses a window for all', async () => {
    const [mine, others] = [1, 2].map(() => redisStore(client, { prefix: 'pause:' }));
    await mine?.pause(wide, 1_000);
    await mine?.pause(wide, 10); // does not shorten it
    expect(await others?.take([narrow, wide], 'a', 5_000)).toBeGreaterThan(100);
    expect(await others?.take([narrow], 'a', 5_000)).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect(await others?.take([wide], 'a', 5_000)).toBe(0);
  });

  it('forgets the lease of a process that died, and survives a server without the scripts', async () => {
    const store = redisStore(client, { prefix: 'two:' });
    const one = { key: 'one', count: 1, ms: 50 };
    expect(await store.take([one], 'dead', 1_000)).toBe(0);
    await client.sendCommand(['SCRIPT', 'FLUSH']);
    expect(await store.take([one], 'b', 1_000)).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await store.take([one], 'b', 1_000)).toBe(0);
  });

  it('keeps the places of requests whose permission came late, and takes none that is stale', async () => {
    const proxy = await startProxy(PORT);
    const library_ = library as NonNullable<typeof library>;
    const slow = library_.createClient({ socket: { port: proxy.port, host: '127.0.0.1' } });
    slow.on('error', () => {});
    await slow.connect();
    const times: number[] = [];
    const fetch = async () => {
      times.push(performance.now());
      return Response.json({ code: '00000', data: [] });
    };
    const [stalled, other] = [slow, client].map((redis) =>
      connectCore<TestClient>(
        { base: '/api/v3/', table: 'GET market/tickers public 10/1/ip\nGET public/time public' },
        { fetch, timeoutMs: 100, use: [limiter({ store: redisStore(redis, { prefix: 'late:' }), maxWaitMs: 30_000 })] },
      ),
    );
    await stalled?.public.time(); // the scripts are known
    await new Promise((resolve) => setTimeout(resolve, 100));
    times.length = 0;
    proxy.hold = 'responses';
    const late = Array.from({ length: 10 }, () => stalled?.market.tickers());
    // longer than a request may take, and the span
    await new Promise((resolve) => setTimeout(resolve, 2_300));
    const calls = Array.from({ length: 10 }, () => other?.market.tickers());
    await new Promise((resolve) => setTimeout(resolve, 200));
    proxy.release();
    await Promise.all([...late, ...calls]);
    expect(times).toHaveLength(20);
    expect(densest(times, 1_000)).toBeLessThanOrEqual(10);
    slow.destroy();
    await proxy.close();
  });

  it('keeps one promise for many processes', async () => {
    const worker = fileURLToPath(new URL('../../test/redis-worker.mjs', import.meta.url));
    const run = () =>
      new Promise<number[]>((resolve, reject) => {
        let out = '';
        const child = spawn(process.execPath, [worker, `${PORT}`, redisPackage], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        child.stdout.on('data', (chunk) => {
          out += chunk;
        });
        child.on('error', reject);
        child.on('exit', () => resolve(JSON.parse(out)));
      });
    const times = (await Promise.all([run(), run(), run()])).flat();
    expect(times).toHaveLength(45);
    expect(densest(times, 500)).toBeLessThanOrEqual(10);
    // a place that is not given back is held for a minute
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(20_000);
  });
});
