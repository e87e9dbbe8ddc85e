import { parseArgs } from 'node:util';
import { simulate } from './simulate.js';

const HELP = `Usage: npm run simulate -- [options]

Plays histories of calls, faults, crashes and restarts in a virtual world, and checks each against what is true.

  --seeds <count>   how many histories, 2000 unless given
  --from <seed>     the first seed, 1 unless given: go on where another run ended
  --seed <seed>     this history alone
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
  const seeds = Array.from({ length: count }, (_, index) => from + index);
  const { failures, time, ...summary } = await simulate(seeds, console.error);
  const seconds = (performance.now() - before) / 1_000;
  const hours = Math.round(time / 3_600_000);
  console.log({ ...summary, failures: failures.length, seeds: `${from} to ${from + count - 1}`, seconds, hours });
  if (failures.length) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
