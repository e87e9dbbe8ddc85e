import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, type Json, type JsonObject, objectOf } from '../load/json.js';
import type { Loaded } from '../load-own.js';
import type { Operation } from '../model/types.js';
import { compare, isSuccess, type LocatedDrift, successSchema } from './compare.js';
import { maskResponse } from './mask.js';
import { writeRecording } from './recordings.js';
import { type SendOptions, send, urlOf } from './send.js';

export interface LiveOptions extends SendOptions {
  /** Paths that start so. */
  only?: string | undefined;
  /** Calls a second at most. */
  rate: number;
  /** A folder that keeps every response, masked. */
  record?: string | undefined;
}

/** What became of one call. */
export interface CallResult {
  /** `GET /api/v3/market/tickers` */
  call: string;
  /** With the example's parameters. */
  url: string;
  signed: boolean;
  /** No response, or one that is not the exchange's. */
  unreachable?: string;
  /** The response has another code than success. */
  refused?: string;
  drifts: LocatedDrift[];
  /** The file that keeps the response. */
  recorded?: string;
}

interface Read {
  operation: Operation;
  from: Loaded;
}

/** The operations that change nothing: those that anyone may call, or those that need a signature. */
export const reads = (
  loaded: Loaded[],
  { only = '', signed = false }: { only?: string | undefined; signed?: boolean } = {},
): Read[] =>
  loaded.flatMap((from) =>
    from.api.operations
      .filter((one) => one.effect === 'read' && one.signed === signed && !one.deprecated && one.method === 'get')
      .filter(({ path }) => path.startsWith(only))
      .map((operation) => ({ operation, from })),
  );

/** With nobody there, further calls show nothing new. */
const GIVE_UP = 3;

/** Calls every read, one at a time and no faster than asked, and holds the responses against their schemas. */
export async function probe(loaded: Loaded[], options: LiveOptions): Promise<CallResult[]> {
  const results: CallResult[] = [];
  const masked = new Map<string, string>();
  const closed = new Set<Loaded>();
  const all = [...reads(loaded, options), ...(options.signer ? reads(loaded, { ...options, signed: true }) : [])];
  let next = 0;
  for (const read of all) {
    if (read.operation.signed && closed.has(read.from)) continue;
    await sleep(Math.max(0, next - performance.now()));
    next = performance.now() + 1000 / options.rate;
    const { result, code } = await callOnce(read, masked, options);
    results.push(result);
    if (results.length === GIVE_UP && results.every(({ unreachable }) => unreachable)) break;
    // A key that this API does not take is refused by all of its operations.
    if (read.operation.signed && KEY_PROBLEMS.has(read.from.api.errors?.get(code)?.kind ?? '')) closed.add(read.from);
  }
  return results;
}

const KEY_PROBLEMS = new Set<string>(['authentication', 'account']);

async function callOnce(
  { operation, from }: Read,
  masked: Map<string, string>,
  options: LiveOptions,
): Promise<{ result: CallResult; code: string }> {
  const call = `GET ${operation.path}`;
  const example = objectOf(operation.request.example);
  const url = urlOf(operation.path, example, options.baseUrl);
  const about = { call, url, signed: operation.signed, drifts: [] };
  const sent = await send(url, { ...options, signer: operation.signed ? options.signer : undefined });
  if ('unreachable' in sent) return { result: { ...about, ...sent }, code: '' };
  const { text } = sent;
  const response = envelopeIn(text);
  if (!response) return { result: { ...about, unreachable: 'the response is not one of the exchange' }, code: '' };
  const recorded = options.record && {
    recorded: writeRecording(options.record, {
      operation: call,
      request: example,
      response: maskResponse(text, successSchema(operation), masked),
    }),
  };
  const code = String(response.code);
  const outcome = isSuccess(response.code)
    ? { drifts: compare(response, operation, from) }
    : { refused: `${code} ${String(response.msg)}` };
  return { result: { ...about, ...outcome, ...recorded }, code };
}

/** What has no code comes from somebody between. */
function envelopeIn(text: string): JsonObject | undefined {
  const value: Json = JSON.parse(text);
  return isObject(value) && 'code' in value ? value : undefined;
}
