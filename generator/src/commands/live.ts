import { parseArgs } from 'node:util';
import { printResults } from '../live/print.js';
import { type CallResult, probe, publicReads } from '../live/probe.js';
import { loadOwn } from '../load-own.js';
import { UsageError } from '../options.js';

/** Polite to a server that others use too; the exchange allows 20 a second. */
const RATE = 5;

/** `bitget-spec live --base-url URL`. @returns 1 where an answer differs from its schema, 2 where nobody answers */
export async function runLive(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      'base-url': { type: 'string' },
      only: { type: 'string' },
      rate: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const baseUrl = values['base-url'];
  const rate = Number(values.rate ?? RATE);
  if (!baseUrl || !/^https?:\/\/./.test(baseUrl) || !URL.canParse(baseUrl))
    throw new UsageError('name a server with --base-url, such as https://api.bitget.com or http://127.0.0.1:4010');
  if (!(rate > 0)) throw new UsageError('--rate is a number of calls a second, above 0');
  const loaded = await loadOwn();
  if (!publicReads(loaded, values.only).length)
    throw new UsageError(`no public read starts with ${values.only}; paths start as in /api/v3/market`);
  const results = await probe(loaded, { baseUrl, rate, ...(values.only && { only: values.only }) });
  console.log(values.json ? JSON.stringify(results, null, 1) : printResults(results));
  const code = exitCode(results);
  if (code === 2) console.error(`[bitget-spec] not every call was answered: is ${baseUrl} there, and the network?`);
  return code;
}

/** Differences count more than silence: they are there whatever the silent calls would have said. */
export function exitCode(results: CallResult[]): number {
  if (results.some(({ drifts, refused }) => drifts.length || refused)) return 1;
  return results.some(({ unreachable }) => unreachable) ? 2 : 0;
}
