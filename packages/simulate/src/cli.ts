import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { add, nothing, type Summary } from './simulate.js';
import type { Message, Share } from './worker.js';

const HELP = `Usage: npm run simulate -- [options]

Plays histories of calls, faults, crashes and restarts in a virtual world, and checks each against what is true.

  --seeds <count>   how many histories, 2000 unless given
  --from <seed>     the first seed, 1 unless given: go on where another run ended
  --seed <seed>     this history alone

Prints what the clients claimed, and how long it took in seconds here and in hours there. Exit code: 0 every claim was
true, 1 not every one.
`;

const number = (name: string, text: string | undefined, otherwise: number): number => {
  const value = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`[simulate] --${name} is ${text}: give a whole number`);
};

async function main(): Promise<void> {
  const options = { seeds: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' } } as const;
  const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return console.log(HELP);
  const from = number('seed', values.seed, number('from', values.from, 1));
  const count = values.seed === undefined ? number('seeds', values.seeds, 2_000) : 1;
  const before = performance.now();
  const summary = await inParallel(from, count);
  const { failures, time, ...counts } = summary;
  const seconds = Math.round((performance.now() - before) / 100) / 10;
  const hours = Math.round(time / 3_600_000);
  console.log({ seeds: `${from} to ${from + count - 1}`, ...counts, failures: failures.length, seconds, hours });
  if (failures.length) process.exitCode = 1;
}

/** Every history has a world of its own, so that each core plays some. */
async function inParallel(from: number, count: number): Promise<Summary> {
  const step = Math.min(availableParallelism(), Math.max(1, count));
  const shares = Array.from(
    { length: step },
    (_, index): Share => ({ from: from + index, before: from + count, step }),
  );
  const summaries = await Promise.all(shares.map(played));
  return summaries.reduce(add, nothing());
}

function played(share: Share): Promise<Summary> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: share });
    worker.on('message', (message: Message) => {
      if ('failure' in message) console.error(message.failure);
      else resolve(message.summary);
    });
    worker.on('error', reject);
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
