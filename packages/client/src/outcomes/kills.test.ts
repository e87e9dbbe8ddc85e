import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMockExchange } from '@bitget-spec/mock/node';
import { expect, it } from 'vitest';
import { routes, type TestClient } from '../../test/client.js';
import { connect } from '../runtime.js';

const KILLS = Number(process.env.KILLS ?? (process.env.SOAK ? 1_000 : 50));
const worker = fileURLToPath(new URL('../../test/kills-worker.mjs', import.meta.url));
const operation = 'v3:trade.placeOrder';

/** So long is a process dead, by the exchange's clock: all it sent has expired, whatever its own clock said. */
const DEAD_MS = 125_000;

it(`a program that is killed ${KILLS} times with kill -9 sends no order twice and loses none`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kills-'));
  const exchange = createMockExchange();
  const mock = await exchange.listen({ port: 0 });
  const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
  exchange.deposit({ key: credentials.apiKey, coin: 'USDT', amount: '1000000000' });
  const probability = 0.03;
  for (const cut of ['before', 'after'] as const) exchange.faults.add({ operation, probability, fault: { cut } });
  exchange.faults.add({ operation, probability, fault: { code: '40010', when: 'after' } });

  let seed = 20_260_101;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  let skew = 0;
  let diedAt: number | undefined;
  let resumed = 0;

  /** Runs the program until it has been killed; with `finish`, until it has found out what is open. */
  const live = (run: number, finish: boolean) =>
    new Promise<number>((resolve, reject) => {
      const argument = { routes, credentials, url: mock.url, folder, skew, diedAt, run, finish };
      const child = spawn(process.execPath, [worker, JSON.stringify(argument)], { stdio: ['ignore', 'pipe', 'pipe'] });
      const kill = () => child.kill('SIGKILL');
      // anywhere: while it begins, while it looks things up, and while it places orders
      const early = !finish && random() < 0.3 ? setTimeout(kill, 100 + random() * 500) : undefined;
      let said = '';
      let failure = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk;
        if (!finish && said.includes('ready')) setTimeout(kill, random() * 150);
      });
      child.stderr.on('data', (chunk: Buffer) => {
        failure += chunk;
      });
      child.on('exit', (code, signal) => {
        clearTimeout(early);
        if (signal !== 'SIGKILL' && code !== 0) return reject(new Error(failure));
        if (said.includes('ready')) resumed++;
        resolve(Number(/ready (\d+)/.exec(said)?.[1] ?? 0));
      });
    });

  /** Orders that the exchange took, by job: how often each. */
  const taken = new Map<number, number>();
  const judge = connect<TestClient>(routes, {
    credentials,
    fetch: exchange.fetch,
    clock: { offset: 0, now: () => exchange.clock.now(), monotonic: () => performance.now() },
  });
  const count = async () => {
    const accepted = exchange.journal.list({ operation, accepted: true });
    exchange.journal.clear();
    for (const { clientOid } of accepted) {
      const job = Math.round((Number(Object(await judge.trade.orderInfo({ clientOid })).price) - 20_000) * 100);
      taken.set(job, 1 + (taken.get(job) ?? 0));
    }
  };
  for (let run = 1; run <= KILLS; run++) {
    const unsure = await live(run, false);
    expect(unsure, `run ${run}: nothing is unknown once its time is over`).toBe(0);
    diedAt = exchange.clock.now();
    exchange.clock.advance(DEAD_MS);
    skew += DEAD_MS;
    await count();
    for (const [job, times] of taken) expect(times, `run ${run}: job ${job}`).toBe(1);
  }
  exchange.faults.clear();
  expect(await live(KILLS + 1, true)).toBe(0);
  await count();

  const ledger = (await readFile(`${folder}/ledger`, 'utf8')).trim().split('\n').map(Number);
  const noted = [...new Set(ledger)].sort((one, other) => one - other);
  console.log({ kills: KILLS, resumed, orders: taken.size });
  expect(noted).toEqual([...taken.keys()].sort((one, other) => one - other));
  expect(Math.max(...taken.values())).toBe(1);
  expect(taken.size).toBeGreaterThan(KILLS);
  await judge.close();
  await mock.close();
  await rm(folder, { recursive: true });
}, 7_200_000);
