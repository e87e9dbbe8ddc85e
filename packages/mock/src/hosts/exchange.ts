import { platformSystem, type System } from '@bitget-spec/auth';
import { controlOf, type MockControl } from '../control/control.js';
import { controlHost, isControl } from '../control/http.js';
import { createClock, type MockClock } from '../core/clock.js';
import type { LimitSetting } from '../core/limits.js';
import { createState, type MockState } from '../core/state.js';
import { defaultAccounts, defaultApis } from '../defaults.js';
import type { PositionMode } from '../engine/index.js';
import { carry } from '../faults/carry.js';
import { type BitgetOperations, type Overrides, overrideHandlers } from '../overrides.js';
import type { MockAccount, MockData, MockReply, MockRequest } from '../types.js';
import { createEngine } from './create-engine.js';
import { deliverOr, type FetchInput, lostConnection, replyTo } from './fetch.js';

export interface MockOptions<Operations = BitgetOperations> {
  /** APIs to answer for. @default v2 and v3 of Bitget */
  apis?: readonly MockData[];
  /** Another seed, other data. @default 'bitget' */
  seed?: string;
  /** Moment at which the clock stands, Unix milliseconds. @default the system's clock */
  now?: number;
  /** API keys to accept. @default `test-key`, `test-secret`, `test-passphrase`, and a few with limits */
  accounts?: readonly MockAccount[];
  /** Answers of your own, by operation key. What they leave out is generated. */
  overrides?: Overrides<Operations>;
  /** Whether requests are counted: `'on'`, `'off'`, or a factor that every limit is multiplied by. @default 'off' */
  limits?: LimitSetting;
  /**
   * Position mode in which the futures accounts of every key open; a key changes its own by the exchange's calls.
   * @default hedge mode on v2, one-way mode on v3, as on the exchange
   */
  positionMode?: PositionMode;
  /**
   * What the journal may take, in bytes: the oldest requests are forgotten before it is more, or 10,000.
   * @default 33_554_432
   */
  journalBytes?: number;
  /** Levels of a side that the streams of whole books (`books`) hold, up to 1,000. @default 500 */
  bookLevels?: number;
  /** Time, for tests and simulations: nothing here asks the platform for it. @default the platform's */
  system?: System;
}

/** The exchange in this process. */
export interface MockExchange extends MockControl {
  /** Stands in for the global `fetch`: hand it to a client. Any host name will do. */
  fetch: (input: FetchInput, init?: RequestInit) => Promise<Response>;
  /**
   * Answers a request given as plain data; headers and body may be left out. What a fault does on the way to the
   * caller learns by `delivery` and not done.
   */
  handle(request: Pick<MockRequest, 'method' | 'url'> & Partial<MockRequest>): Promise<MockReply>;
  /** Answers at once where the platform's crypto can. Header names must be in lower case. */
  respond(request: MockRequest): MockReply | Promise<MockReply>;
  /** The exchange's clock, to be read, set or moved. */
  clock: MockClock;
  state: MockState;
  system: System;
}

/**
 * Makes an exchange that runs in this process, with no port.
 *
 * @throws Error if an override names an operation that no API has
 * @throws RangeError for `bookLevels` that can't be
 */
export function createMockExchange<Operations = BitgetOperations>(
  options: MockOptions<NoInfer<Operations>> = {},
): MockExchange {
  const {
    apis = defaultApis,
    seed = 'bitget',
    accounts = defaultAccounts,
    overrides = {},
    limits,
    journalBytes,
    bookLevels,
    positionMode,
  } = options;
  const { system = platformSystem } = options;
  const clock = createClock(options.now, system);
  const engine = createEngine(seed, apis, positionMode);
  const handlers = overrideHandlers(overrides);
  const state = createState({ apis, accounts, seed, handlers, engine, limits, journalBytes, bookLevels, system });
  checkOverrides(state);
  const control = controlOf(state, clock);
  const respondToControl = controlHost(control, clock);
  const deliver = deliverOr(system, lostConnection);
  const respond = (request: MockRequest) =>
    isControl(request.url) ? respondToControl(request) : carry(request, state, clock);
  return {
    ...control,
    fetch: (input, init) => replyTo(input, init, respond, deliver),
    handle: async ({ method, url, headers = {}, body = '', ip }) =>
      respond({ method, url, headers: lowerCased(headers), body, ip }),
    respond,
    clock,
    state,
    system,
  };
}

function checkOverrides({ handlers, catalogue }: MockState): void {
  for (const key of handlers.keys()) {
    if (!catalogue.keys.has(key))
      throw new Error(`[mock] no operation '${key}' to override: keys look like v3:trade.placeOrder`);
  }
}

function lowerCased(headers: MockRequest['headers']): MockRequest['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
