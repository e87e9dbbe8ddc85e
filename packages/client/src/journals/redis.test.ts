import { execFileSync, spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Intent } from '../outcomes/intent.js';
import { redisJournal } from './redis.js';

const PORT = 41_000 + (process.pid % 20_000);
const missing = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return '';
  } catch {
    return 'no redis-server binary here: apt-get install redis-server';
  }
})();
if (missing) console.warn(`[journals/redis.test] skipped: ${missing}`);

const intent = (id: string, at = 1): Intent => ({
  id,
  account: 'a',
  operation: 'v3:trade.placeOrder',
  method: 'POST',
  path: '/api/v3/trade/place-order',
  at,
  clientOids: [id],
  generated: [],
  body: { clientOid: id },
});

describe.skipIf(missing)('a journal in Redis', () => {
  let server: ReturnType<typeof spawn>;
  let client: {
    connect(): Promise<unknown>;
    destroy(): void;
    on(...args: unknown[]): void;
    sendCommand(args: string[]): Promise<unknown>;
  };
  const command = (...args: string[]) => client.sendCommand(args);
  beforeAll(async () => {
    server = spawn('redis-server', ['--port', `${PORT}`, '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'], {
      stdio: 'ignore',
    });
    const library: string = process.env.REDIS_PACKAGE ?? 'redis';
    client = (await import(library)).createClient({ socket: { port: PORT, host: '127.0.0.1' } });
    client.on('error', () => {});
    await client.connect();
  });
  afterAll(() => {
    client.destroy();
    server.kill();
  });

  it('keeps what is unsettled for the next process of the same name', async () => {
    const journal = await redisJournal(command, { name: 'bot' });
    await journal.onIntent(intent('b', 2));
    const settled = await journal.onIntent(intent('c', 3));
    await journal.onIntent(intent('a', 1));
    await settled();
    const other = await redisJournal(command, { name: 'another' });
    expect(await other.unsettled()).toEqual([]);
    const next = await redisJournal(command, { name: 'bot' });
    expect(await next.unsettled()).toEqual([intent('a', 1), intent('b', 2)]);
    await next.done(intent('a'));
    expect(await next.unsettled()).toEqual([intent('b', 2)]);
  });

  it('lets whoever opened it before note nothing, so that it sends nothing', async () => {
    const first = await redisJournal(command, { name: 'shared' });
    const second = await redisJournal(command, { name: 'shared' });
    await expect(first.onIntent(intent('a'))).rejects.toThrow('another process has opened this journal');
    await second.onIntent(intent('b'));
    expect(await second.unsettled()).toEqual([intent('b')]);
  });
});
