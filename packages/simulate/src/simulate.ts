import type { CallRecord } from './calls.js';
import { generate } from './generate.js';
import { type History, print } from './history.js';
import { judge } from './judge.js';
import { play } from './play.js';
import { shrink } from './shrink.js';

export interface Summary {
  histories: number;
  calls: number;
  requests: number;
  /** How long the histories took in their worlds, milliseconds. */
  time: number;
  /** Orders and transfers by what their client claimed. */
  claims: Record<string, number>;
  failures: string[];
}

export const nothing = (): Summary => ({ histories: 0, calls: 0, requests: 0, time: 0, claims: {}, failures: [] });

/** Two summaries as one. */
export function add(one: Summary, other: Summary): Summary {
  const claims = { ...one.claims };
  for (const [state, count] of Object.entries(other.claims)) claims[state] = (claims[state] ?? 0) + count;
  return {
    histories: one.histories + other.histories,
    calls: one.calls + other.calls,
    requests: one.requests + other.requests,
    time: one.time + other.time,
    claims,
    failures: [...one.failures, ...other.failures],
  };
}

/** Plays a history and says what was wrong, in words that end with the history itself, shrunk. */
async function examine(history: History, summary?: Summary): Promise<string | undefined> {
  const played = await play(history);
  if (summary) count(summary, played.calls, played.journal.length, played.time);
  const wrong = judge(played);
  if (!wrong.length) return undefined;
  const small = await shrink(history, async (other) => judge(await play(other)).length > 0);
  const still = judge(await play(small));
  return [`seed ${history.seed}:`, ...still.map((line) => `  ${line}`), print(small)].join('\n');
}

/** Plays the histories of some seeds, one after the other. */
export async function simulate(
  seeds: Iterable<number>,
  onFailure: (failure: string) => void = () => {},
): Promise<Summary> {
  const summary = nothing();
  for (const seed of seeds) {
    const failure = await examine(generate(seed), summary);
    if (failure === undefined) continue;
    summary.failures.push(failure);
    onFailure(failure);
  }
  return summary;
}

function count(summary: Summary, calls: readonly CallRecord[], requests: number, time: number): void {
  summary.histories++;
  summary.calls += calls.length;
  summary.requests += requests;
  summary.time += time;
  for (const { end } of calls) {
    for (const { state } of end?.claims ?? []) summary.claims[state] = (summary.claims[state] ?? 0) + 1;
    if (!end) summary.claims.interrupted = (summary.claims.interrupted ?? 0) + 1;
  }
}
