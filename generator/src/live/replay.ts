import type { Loaded } from '../load-own.js';
import { compare, isSuccess, type LocatedDrift } from './compare.js';
import type { Recording } from './recordings.js';

/** What became of one recording. */
export interface ReplayResult {
  file: string;
  /** `GET /api/v3/market/tickers` */
  operation: string;
  /** Why it can't be held against anything. */
  problem?: string;
  /** The business code, where it is not that of success: a failure says nothing of the data. */
  refused?: string;
  drifts: LocatedDrift[];
}

/** Holds each recording against the schema of its operation. */
export function replay(recordings: Recording[], loaded: Loaded[]): ReplayResult[] {
  const operations = new Map(
    loaded.flatMap((from) =>
      from.api.operations.map((operation) => [
        `${operation.method.toUpperCase()} ${operation.path}`,
        { operation, from },
      ]),
    ),
  );
  return recordings.map(({ file, operation, response }) => {
    const found = operations.get(operation.replace(/\?.*$/, ''));
    const about = { file, operation, drifts: [] };
    if (!found) return { ...about, problem: unknown(operation) };
    if (!('code' in response)) return { ...about, problem: 'the response has no code: it is not one of the exchange' };
    if (!isSuccess(response.code)) return { ...about, refused: String(response.code) };
    return { ...about, drifts: compare(response, found.operation, found.from) };
  });
}

const unknown = (operation: string): string =>
  /^(GET|POST|PUT|DELETE) \/api\//.test(operation)
    ? `no operation is ${operation}; \`bitget-spec find "${operation}"\` names the nearest, or it is one to be added`
    : `"${operation}" is no operation; write it as GET /api/v3/market/tickers`;
