import type { AccountFacts, KnownKey } from '../core/authenticate.js';
import { type Refusal, refuse } from '../core/errors.js';
import { isRecord } from '../core/schema.js';
import type { TimeSource } from '../types.js';
import type { SocketApi } from './api.js';

/** How far a login's time may be from the exchange's clock, in milliseconds. */
const WINDOW = 30_000;

/** Where a login comes from. */
export interface Caller {
  readonly ip: string;
  /** Whether it came by the host of demo trading. */
  readonly demo: boolean;
}

/**
 * The account behind a login, or why there is none, in the exchange's order: form, key, passphrase, time, signature,
 * address, demo or live, kind of account.
 */
export function logIn(
  api: SocketApi,
  frame: Readonly<Record<string, unknown>>,
  caller: Caller,
  keys: ReadonlyMap<string, KnownKey>,
  clock: TimeSource,
): AccountFacts | Refusal | Promise<AccountFacts | Refusal> {
  const [entry] = Array.isArray(frame.args) ? frame.args : [];
  if (!isRecord(entry)) return refuse('30016');
  const { apiKey, passphrase, sign } = entry;
  const timestamp = String(entry.timestamp ?? '');
  const key = typeof apiKey === 'string' ? keys.get(apiKey) : undefined;
  if (!key) return refuse('30011');
  if (typeof passphrase !== 'string' || !key.isPassphrase(passphrase)) return refuse('30012');
  // Seconds; one client was seen to be let in with milliseconds.
  if (!/^\d{10}(\d{3})?$/.test(timestamp)) return refuse('30013');
  const time = Number(timestamp) * (timestamp.length === 10 ? 1000 : 1);
  if (Math.abs(clock.now() - time) > WINDOW) return refuse('30014');
  const decide = (expected: string) => (sign === expected ? admit(api, key.account, caller) : refuse('30015'));
  const expected = key.sign({ timestamp, method: 'GET', path: '/user/verify', query: '', body: '' });
  return typeof expected === 'string' ? decide(expected) : expected.then(decide);
}

function admit(api: SocketApi, account: AccountFacts, { ip, demo }: Caller): AccountFacts | Refusal {
  if (account.ips && !account.ips.includes(ip)) return refuse('40018');
  if (account.demo !== undefined && account.demo !== demo) return refuse('40099');
  // v2 lets keys of unified accounts in, as clients have seen, and has no streams for them.
  return api.name === 'v3' && account.mode === 'classic' ? refuse('40084') : account;
}
