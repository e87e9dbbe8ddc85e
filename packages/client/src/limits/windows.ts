import type { Route } from '@bitget-spec/contract';
import { limitsOf } from '@bitget-spec/contract/routes/limits';
import { accountOf } from '../call/account.js';
import type { Runtime } from '../call/stage.js';
import type { LimitWindow } from './store.js';

/** What windows count, and whose they are. */
export interface WindowOptions {
  /** Requests a minute of the whole IP address. @default 6_000 */
  perMinute?: number | undefined;
  /** Part of every limit that is used, where others use the same account or address unseen. @default 1 */
  share?: number | undefined;
  /** Name of the account, for limits by user. @default the API key, hashed: name it where an account has several */
  account?: string | undefined;
  /** Name of the IP address, for limits by address. @default one for all that share the store */
  address?: string | undefined;
}

/** A window of an operation's own, and how many requests the exchange itself allows in it. */
export interface OwnWindow extends LimitWindow {
  readonly allowed: number;
}

/** What a call needs a place in. */
export interface Windows {
  /** Those of the operation; none where its limit is not known. */
  own: readonly OwnWindow[];
  /** That of the whole address. */
  whole: LimitWindow;
  all: readonly LimitWindow[];
}

/** The windows of each call: those that its row says, and the whole address. */
export function windowsOf(options: WindowOptions, { signer }: Runtime): (route: Route) => Windows {
  const { perMinute = 6_000, share = 1, address = 'here', account = accountOf(signer) } = options;
  const part = (count: number) => Math.max(1, Math.floor(count * share));
  const whole: LimitWindow = { key: `ip:${address}`, count: part(perMinute), ms: 60_000 };
  const known = new WeakMap<Route, Windows>();
  return (route) => {
    const found = known.get(route);
    if (found) return found;
    const own = limitsOf(route).flatMap(({ count, seconds, by }) => {
      // Where no source says whose limit it is, both are kept.
      const names = [by !== 'ip' && route.signed ? `uid:${account}` : '', by !== 'uid' ? `ip:${address}` : ''];
      return names.filter(Boolean).map((name) => ({
        key: `${name}:${route.key}:${count}/${seconds}`,
        count: part(count),
        allowed: count,
        ms: seconds * 1000,
      }));
    });
    const windows = { own, whole, all: [...own, whole] };
    known.set(route, windows);
    return windows;
  };
}
