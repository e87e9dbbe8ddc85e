import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockExchange } from '@bitget-spec/mock';
import { createClient } from '@bitget-spec/v3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { record } from './record.ts';

const START = 1761998400000;
const MINUTE = 60_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recorder-'));
});
afterEach(() => rm(folder, { recursive: true }));

function recorder() {
  const exchange = createMockExchange({ now: START });
  const bitget = createClient({ fetch: exchange.fetch, retries: { baseMs: 1 } });
  const file = join(folder, 'candles.jsonl');
  const recording = {
    category: 'SPOT',
    symbol: 'BTCUSDT',
    interval: '1m',
    file,
    since: START - 1500 * MINUTE,
  } as const;
  const run = () => record(bitget, recording, exchange.clock.now());
  const times = async () =>
    (await readFile(file, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => Number(JSON.parse(line)[0]));
  return { exchange, run, times, file };
}

const minutes = (from: number, until: number) =>
  Array.from({ length: (until - from) / MINUTE }, (_, at) => from + at * MINUTE);

test('writes what is finished, in order, without gap or double, and goes on where it stopped', async () => {
  const { exchange, run, times } = recorder();
  expect(await run()).toBe(1500);
  expect(await run()).toBe(0);
  exchange.clock.advance(2.5 * MINUTE);
  expect(await run()).toBe(2);
  expect(await times()).toEqual(minutes(START - 1500 * MINUTE, START + 2 * MINUTE));
});

test('a torn line is written anew', async () => {
  const { exchange, run, times, file } = recorder();
  await run();
  await appendFile(file, '["17619984');
  exchange.clock.advance(MINUTE);
  expect(await run()).toBe(1);
  expect(await times()).toEqual(minutes(START - 1500 * MINUTE, START + MINUTE));
});

test('a gateway that fails for a moment costs nothing', async () => {
  const { exchange, run, times } = recorder();
  exchange.faults.add({ operation: 'v3:market.candles', count: 2, fault: { status: 502 } });
  expect(await run()).toBe(1500);
  expect(await times()).toHaveLength(1500);
});
