import { parentPort, workerData } from 'node:worker_threads';
import { type Summary, simulate } from './simulate.js';

/** The seeds that one worker plays. */
export interface Share {
  from: number;
  before: number;
  step: number;
}

/** What it says: a failure when it finds one, and the summary in the end. */
export type Message = { failure: string } | { summary: Summary };

const say = (message: Message) => parentPort?.postMessage(message);

function* seedsOf({ from, before, step }: Share): Generator<number> {
  for (let seed = from; seed < before; seed += step) yield seed;
}

simulate(seedsOf(workerData), (failure) => say({ failure })).then((summary) => say({ summary }));
