import type { Clock, MockAccount, MockData, MockOperation } from '../types.js';
import { type AccountFacts, type KnownKey, knownKey } from './authenticate.js';
import type { Parameters } from './parameters.js';
import { type Catalogue, catalogue } from './router.js';

/** One accepted request, as a behaviour gets it. */
export interface Call extends Parameters {
  operation: MockOperation;
  /** The account whose key signed it; none on public endpoints. */
  account: AccountFacts | undefined;
  /** Unix milliseconds by the mock's clock. */
  now: number;
  /** The `data` that the mock would answer from the schema. */
  generated(): unknown;
}

/** Answers an operation in place of generated data: `data`, or a refusal. */
export type Behaviour = (call: Call) => unknown;

/** What a run of the mock carries from request to request. */
export interface MockState {
  readonly catalogue: Catalogue;
  readonly keys: Map<string, KnownKey>;
  /** By operation key: `v3:trade.placeOrder`. */
  readonly behaviours: Map<string, Behaviour>;
  readonly seed: string;
}

export interface StateOptions {
  apis: readonly MockData[];
  accounts: readonly MockAccount[];
  seed: string;
  behaviours: Iterable<readonly [string, Behaviour]>;
}

/** A fresh state. @throws CredentialsError if an account's key can't be used */
export function createState({ apis, accounts, seed, behaviours }: StateOptions): MockState {
  const keys = new Map(accounts.map((account) => [account.apiKey, knownKey(account)]));
  return { catalogue: catalogue(apis), keys, behaviours: new Map(behaviours), seed };
}

/** A clock that the holder moves. */
export interface MockClock extends Clock {
  /** Puts the clock to a moment (Unix milliseconds), where it stands still. */
  set(now: number): void;
  /** Moves the clock forward, in milliseconds. */
  advance(by: number): void;
}

/** A clock: the system's, until it is set. Given a moment it stands there. */
export function createClock(start?: number): MockClock {
  let fixed = start;
  let ahead = 0;
  return {
    now: () => (fixed ?? Date.now()) + ahead,
    set(now) {
      fixed = now;
      ahead = 0;
    },
    advance(by) {
      ahead += by;
    },
  };
}
