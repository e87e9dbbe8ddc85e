import type { Clock, Credentials, System } from '@bitget-spec/auth';
import type { Catalogue } from '../errors/catalogue.js';
import type { OnIntent } from '../outcomes/intent.js';
import type { Fetch } from '../transport/fetch.js';
import type { DebugWrite } from './debug-lines.js';
import type { Hooks } from './hooks.js';
import type { RetryOptions } from './retries.js';
import type { Stage } from './stage.js';

/** How a client reaches the exchange, and as whom. Hooks are called as things happen. */
export interface CoreOptions extends Hooks {
  /** Needed for signed calls only. An RSA key is given as PEM in `secretKey`. */
  credentials?: Credentials | undefined;
  /** Demo trading; needs a demo key. @default false */
  demo?: boolean | undefined;
  /** @default 'https://api.bitget.com' */
  baseUrl?: string | undefined;
  /**
   * Sends a request; `init` holds what must go with it (`signal`, and a `body` that is sent once: fetch repeats others
   * after HTTP 421), so pass both on: `(request, init) => fetch(request, { ...init, dispatcher })`.
   * @default the global fetch, looked up at each call
   */
  fetch?: Fetch | undefined;
  /** Language of the exchange's messages. @default 'en-US' */
  locale?: string | undefined;
  /** A broker's code; sent only when given. */
  channelApiCode?: string | undefined;
  /** Milliseconds a request may take; 0 for no limit. A call that is tried again takes longer. @default 30_000 */
  timeoutMs?: number | undefined;
  /** A clock that you keep yourself. @default one of the client's own, after the machine's */
  clock?: Clock | undefined;
  /** Time and chance, for tests and simulations: nothing here asks the platform for them. @default the platform's */
  system?: System | undefined;
  /** Parts that a program may leave out, in any order. */
  use?: readonly (Stage | undefined)[] | undefined;
}

/** All settings of a client with every part; see the README for what is on unless you say otherwise. */
export interface ClientOptions extends CoreOptions {
  /** How often, and how patiently, a call is tried again; `false` for never. */
  retries?: RetryOptions | false | undefined;
  /**
   * How long a placement whose response was lost is looked up, milliseconds. "Not placed" is certain no earlier than 30 s
   * and `outcomeGraceMs` after sending. `false` leaves it to you: such calls throw at once, and the next order is your
   * decision.
   * @default 38_000 and `outcomeGraceMs`: 40_000 for orders, 68_000 for transfers and withdrawals
   */
  outcomeWaitMs?: number | false | undefined;
  /**
   * How long after its timestamp expired an order may still turn up in a lookup, milliseconds: what the exchange takes
   * to carry it out and to show it. Where the client sees lookups lag behind, it waits longer by itself.
   * @default 2_000 for orders, 30_000 for transfers and withdrawals
   */
  outcomeGraceMs?: number | undefined;
  /**
   * Called with every order, transfer and withdrawal before it is sent, and awaited: if it throws, nothing is sent. A
   * journal's (`fileJournal`, `redisJournal`), so that `client.resume` can find out after a crash what became of them.
   */
  onIntent?: OnIntent | undefined;
  /**
   * Every code with what to do about it: `() => import('@bitget-spec/v3/errors')`.
   * @default `@bitget-spec/errors/common`, the fifty that programs meet most
   */
  catalogue?: (() => Promise<Catalogue>) | undefined;
  /**
   * A log of every request and what came back, without secrets: `true` writes lines to the standard error, a function
   * takes them. @default whether the variable `BITGET_DEBUG` is set, to `1` for example
   */
  debug?: boolean | DebugWrite | undefined;
  /** The limiter: `limits: limiter()`. @default none */
  limits?: Stage | undefined;
}
