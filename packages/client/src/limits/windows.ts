import { accountOf } from '../account.js';
import type { Runtime } from '../feature.js';
import type { Route } from '../routes.js';
import type { Window } from './store.js';

interface Scopes {
  account?: string | undefined;
  address?: string | undefined;
  perMinute?: number | undefined;
  share?: number | undefined;
}

/** A window of an operation's own, and how many requests the exchange itself allows in it. */
export interface OwnWindow extends Window {
  readonly allowed: number;
}

/** What a call needs a place in. */
export interface Windows {
  /** Those of the operation; none where its limit is not known. */
  own: readonly OwnWindow[];
  /** That of the whole address. */
  whole: Window;
  all: readonly Window[];
}

/** `10` a second by user, `10/60` a minute, `10/1/ip` by address. */
const LIMIT = /^(\d+)(?:\/(\d+)(?:\/(uid|ip|unknown))?)?$/;

/** The windows of each call: those that its row says, and the whole address. */
export function windowsOf(options: Scopes, { signer }: Runtime): (route: Route) => Windows {
  const { perMinute = 6_000, share = 1, address = 'here', account = accountOf(signer) } = options;
  const part = (count: number) => Math.max(1, Math.floor(count * share));
  const whole: Window = { key: `ip:${address}`, count: part(perMinute), ms: 60_000 };
  const known = new WeakMap<Route, Windows>();
  return (route) => {
    const found = known.get(route);
    if (found) return found;
    const own = route.words.flatMap((word) => {
      const [, count, seconds = 1, by = 'uid'] = LIMIT.exec(word) ?? [];
      if (!count) return [];
      // Where no source says whose limit it is, both are kept.
      const names = [by !== 'ip' && route.signed ? `uid:${account}` : '', by !== 'uid' ? `ip:${address}` : ''];
      return names.filter(Boolean).map((name) => ({
        key: `${name}:${route.key}:${word}`,
        count: part(Number(count)),
        allowed: Number(count),
        ms: Number(seconds) * 1000,
      }));
    });
    const windows = { own, whole, all: [...own, whole] };
    known.set(route, windows);
    return windows;
  };
}
