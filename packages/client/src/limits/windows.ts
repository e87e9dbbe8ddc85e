import type { Route } from '@bitget-spec/contract';
import { limitsOf } from '@bitget-spec/contract/routes/limits';
import { accountOf } from '../call/account.js';
import type { Runtime } from '../call/stage.js';
import type { LimitWindow } from './store.js';

interface Scopes {
  account?: string | undefined;
  address?: string | undefined;
  perMinute?: number | undefined;
  share?: number | undefined;
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
export function windowsOf(options: Scopes, { signer }: Runtime): (route: Route) => Windows {
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
