import { platformSystem } from '@bitget-spec/auth';
import type { CallOptions } from './call-options.js';
import { CancelScope, waitFor } from './scope.js';

export interface CacheOptions {
  /** How long a response is good for, milliseconds. @default 3_600_000 (an hour) */
  ttlMs?: number | undefined;
  /** Responses kept at most, by request; the oldest goes first. @default 100 */
  maxEntries?: number | undefined;
  /** Unix milliseconds. @default the platform's clock */
  now?: (() => number) | undefined;
}

/** A call whose responses are kept. They are shared: don't change them. */
export interface CachedCall<Args, Data> {
  (request?: Args, options?: Pick<CallOptions, 'signal'>): Promise<Data>;
  /** Asks the exchange, whatever is kept, and keeps what it says. */
  refresh(request?: Args, options?: Pick<CallOptions, 'signal'>): Promise<Data>;
  /** Forgets everything. */
  clear(): void;
}

interface Entry<Data> {
  response: Promise<Data>;
  until: number;
}

/**
 * Keeps the responses of a call that is read often and changes seldom: `const coins = cached(bitget.market.instruments)`.
 * Callers who ask for the same at the same time share one request; a failure is not kept. A caller's signal ends the
 * caller's wait, not the request of the others.
 */
export function cached<Args, Data>(
  call: (request: Args) => Promise<Data>,
  { ttlMs = 3_600_000, maxEntries = 100, now = platformSystem.now }: CacheOptions = {},
): CachedCall<Args, Data> {
  const entries = new Map<string, Entry<Data>>();

  const fetch = (key: string, request: Args): Promise<Data> => {
    const before = entries.get(key);
    const entry: Entry<Data> = { response: call(request), until: Infinity };
    entries.delete(key);
    entries.set(key, entry);
    const [oldest] = entries.keys();
    if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    entry.response.then(
      () => {
        entry.until = now() + ttlMs;
      },
      () => {
        if (entries.get(key) !== entry) return;
        if (before && before.until > now()) entries.set(key, before);
        else entries.delete(key);
      },
    );
    return entry.response;
  };

  const read = (fresh: boolean) => {
    return (request?: Args, { signal }: Pick<CallOptions, 'signal'> = {}) => {
      const key = keyOf(request);
      const entry = entries.get(key);
      const usable = entry && (entry.until === Infinity || (!fresh && entry.until > now()));
      return patient(usable ? entry.response : fetch(key, request as Args), signal);
    };
  };

  return Object.assign(read(false), { refresh: read(true), clear: () => entries.clear() });
}

const keyOf = (request: unknown): string =>
  JSON.stringify(request, (_, value) =>
    typeof value === 'object' && value && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) ?? '';

function patient<Data>(response: Promise<Data>, signal: AbortSignal | undefined): Promise<Data> {
  if (!signal) return response;
  const scope = new CancelScope(platformSystem);
  const stop = () => scope.stop(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop);
  return waitFor(scope, response).finally(() => signal.removeEventListener('abort', stop));
}
