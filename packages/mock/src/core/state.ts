import { platformSystem, type System } from '@bitget-spec/auth';
import type { Engine, EngineControl } from '../engine/index.js';
import { Faults } from '../faults/faults.js';
import type { MockAccount, MockData, MockOperation } from '../types.js';
import { type AccountFacts, type KnownKey, knownKey } from './authenticate.js';
import { Journal } from './journal.js';
import { type LimitSetting, Limits } from './limits.js';
import type { Parameters } from './parameters.js';
import { type Catalogue, catalogue } from './router.js';
import { Sockets } from './sockets.js';

/** One accepted request, as a handler gets it. */
export interface Call extends Parameters {
  operation: MockOperation;
  /** The account whose key signed it; none on public endpoints. */
  account: AccountFacts | undefined;
  /** Unix milliseconds by the mock's clock. */
  now: number;
  /** Milliseconds that a read is behind: it shows nothing younger. */
  lag: number;
  /** The `data` that the mock would answer: from its state where it keeps one, else from the schema. */
  generated(): unknown;
}

/** Answers an operation in place of generated data: `data`, or a refusal. */
export type OperationHandler = (call: Call) => unknown;

/** What keeps balances and orders. */
export interface MockEngine {
  /** The operations that it answers, by key. */
  readonly handlers: ReadonlyMap<string, OperationHandler>;
  readonly control: EngineControl;
  /** The engine itself, which sockets are served from. */
  readonly engine?: Engine;
  /** Opens an account with the balances of its own, unless it is open. Called before anything is done for it. */
  open?(account: AccountFacts, now: number): void;
}

/** What a run of the mock carries from request to request. */
export interface MockState {
  readonly catalogue: Catalogue;
  readonly keys: Map<string, KnownKey>;
  /** Overrides by operation key: `v3:trade.placeOrder`. They stand above the engine. */
  readonly handlers: Map<string, OperationHandler>;
  readonly engine: MockEngine | undefined;
  readonly limits: Limits;
  readonly faults: Faults;
  readonly journal: Journal;
  /** The open connections of sockets. */
  readonly sockets: Sockets;
  /** Levels of a side that streams of whole books hold. */
  readonly bookLevels: number;
  seed: string;
}

export interface StateOptions {
  apis: readonly MockData[];
  accounts: readonly MockAccount[];
  seed: string;
  handlers: Iterable<readonly [string, OperationHandler]>;
  engine?: MockEngine | undefined;
  /** @default 'off' */
  limits?: LimitSetting | undefined;
  /** @default 33,554,432 */
  journalBytes?: number | undefined;
  /** @default 500 */
  bookLevels?: number | undefined;
  /** Times the faults. @default the platform's */
  system?: System | undefined;
}

/** As many as v3 sends a side, and the engine looks deep. */
const MOST_LEVELS = 1_000;

/**
 * A fresh state.
 *
 * @throws CredentialsError if an account's key can't be used
 * @throws RangeError if the limits are not `'on'`, `'off'` or a factor above 0, or books can't have so many levels
 */
export function createState({
  apis,
  accounts,
  seed,
  handlers,
  engine,
  limits,
  journalBytes,
  bookLevels = 500,
  system = platformSystem,
}: StateOptions): MockState {
  if (!Number.isInteger(bookLevels) || bookLevels < 1 || bookLevels > MOST_LEVELS)
    throw new RangeError(`[mock] bookLevels is a whole number from 1 to ${MOST_LEVELS}, not ${bookLevels}`);
  const known = catalogue(apis);
  const sockets = new Sockets();
  return {
    catalogue: known,
    keys: new Map(accounts.map((account) => [account.apiKey, knownKey(account)])),
    handlers: new Map(handlers),
    engine,
    limits: new Limits(limits),
    faults: new Faults(
      () => known.keys,
      system,
      () => sockets.channels,
    ),
    journal: new Journal(journalBytes),
    sockets,
    bookLevels,
    seed,
  };
}
