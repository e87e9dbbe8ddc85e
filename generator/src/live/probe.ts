import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type Json, objectOf } from '../load/json.js';
import type { Loaded } from '../load-own.js';
import type { Operation } from '../model/types.js';
import { type Drift, driftOf } from './drift.js';
import { placeOf } from './place.js';

export interface LiveOptions {
  /** `https://api.bitget.com` */
  baseUrl: string;
  /** Paths that start so. */
  only?: string;
  /** Calls a second at most. */
  rate: number;
  fetch?: typeof fetch;
}

/** A difference with the place of its schema, the file relative to the working directory. */
export interface PlacedDrift extends Drift {
  file: string;
  line: number;
  column: number;
}

/** What became of one call. */
export interface CallResult {
  /** `GET /api/v3/market/tickers` */
  call: string;
  /** With the example's parameters. */
  url: string;
  /** Nobody answered, or with something that is no answer of the exchange. */
  unreachable?: string;
  /** It answered with another code than success. */
  refused?: string;
  drifts: PlacedDrift[];
}

/** The calls that anyone may make and that change nothing. */
export const publicReads = (loaded: Loaded[], only = ''): { operation: Operation; from: Loaded }[] =>
  loaded.flatMap((from) =>
    from.api.operations
      .filter(
        ({ effect, signed, deprecated, method }) => effect === 'read' && !signed && !deprecated && method === 'get',
      )
      .filter(({ path }) => path.startsWith(only))
      .map((operation) => ({ operation, from })),
  );

/** With nobody there, further calls tell nothing new. */
const GIVE_UP = 3;

/** Calls every public read, one at a time and no faster than asked, and holds the answers against their schemas. */
export async function probe(loaded: Loaded[], options: LiveOptions): Promise<CallResult[]> {
  const results: CallResult[] = [];
  let next = 0;
  for (const { operation, from } of publicReads(loaded, options.only)) {
    await sleep(Math.max(0, next - performance.now()));
    next = performance.now() + 1000 / options.rate;
    const result = await callOnce(operation, from, options);
    results.push(result);
    if (results.length === GIVE_UP && results.every(({ unreachable }) => unreachable)) break;
  }
  return results;
}

async function callOnce(operation: Operation, { api, source }: Loaded, options: LiveOptions): Promise<CallResult> {
  const call = `GET ${operation.path}`;
  const query = new URLSearchParams(
    Object.entries(objectOf(operation.request.example)).map(([name, value]) => [name, String(value)]),
  );
  const url = `${options.baseUrl.replace(/\/+$/, '')}${operation.path}${query.size ? `?${query}` : ''}`;
  const answer = await ask(url, options.fetch ?? fetch);
  if (typeof answer === 'string') return { call, url, unreachable: answer, drifts: [] };
  if (!isObject(answer) || !('code' in answer))
    return { call, url, unreachable: 'the answer is not one of the exchange', drifts: [] };
  if (answer.code !== '00000')
    return { call, url, refused: `${String(answer.code)} ${String(answer.msg)}`, drifts: [] };
  const schema = operation.answer.responses.find(({ status }) => status.startsWith('2'))?.content[0]?.schema ?? {};
  const drifts = driftOf(answer, schema, api.document);
  return { call, url, drifts: drifts.map((drift) => ({ ...drift, ...placeOf(drift, operation, source) })) };
}

/** The JSON of an answer, or in words why there is none. Busy servers are asked once more. */
async function ask(url: string, send: typeof fetch, again = true): Promise<Json | string> {
  try {
    const response = await send(url, { signal: AbortSignal.timeout(15_000), headers: { accept: 'application/json' } });
    if (again && (response.status === 429 || response.status >= 500)) {
      await sleep(1000 * Math.min(10, Number(response.headers.get('retry-after')) || 1));
      return ask(url, send, false);
    }
    const text = await response.text();
    if (response.status === 429 || response.status >= 500) return `HTTP ${response.status}`;
    try {
      return { ...objectOf(JSON.parse(text)) };
    } catch {
      return `HTTP ${response.status} without JSON`;
    }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    return cause || (error instanceof Error ? error.message : String(error));
  }
}
