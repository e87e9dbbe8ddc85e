import type { ClockSnapshot, MockClock } from '../core/clock.js';
import { type Check, checkFields } from '../core/field-checks.js';
import type { Journal } from '../core/journal.js';
import type { Limits } from '../core/limits.js';
import { isRecord } from '../core/schema.js';
import type { Sockets } from '../core/sockets.js';
import type { MockState } from '../core/state.js';
import type { EngineControl, EngineSnapshot } from '../engine/index.js';
import type { Faults } from '../faults/faults.js';
import type { FaultsSnapshot } from '../faults/types.js';
import { type Accounts, accountsOf } from './accounts.js';

type Deposit = Parameters<EngineControl['deposit']>[0];
type PriceChange = Parameters<EngineControl['setPrice']>[0];

/** Everything that a request can change, as plain JSON. */
export interface MockSnapshot {
  format: 'bitget-mock/1';
  seed: string;
  clock: ClockSnapshot;
  faults: FaultsSnapshot;
  engine?: EngineSnapshot;
}

/** What a test does to the exchange from outside. */
export interface MockControl {
  /** Rules by which things go wrong. */
  faults: Pick<Faults, 'add' | 'list' | 'remove' | 'clear'>;
  /** Request limits: whether they count. */
  limits: Pick<Limits, 'get' | 'set'>;
  /** What was asked of the exchange. */
  journal: Pick<Journal, 'list' | 'clear'>;
  /** API keys. */
  accounts: Accounts;
  /** The open connections of the sockets. */
  sockets: Pick<Sockets, 'list' | 'cut' | 'silence' | 'freeze' | 'restart'>;
  /** Returns the seed; given another, other data, another market, and accounts that begin anew. */
  seed(seed?: string): string;
  /**
   * Puts all back as it was made: clock, seed, market, balances, orders; no faults, an empty journal, nothing
   * counted. Keys and the limits' switch stay. Given an API key, forgets what that key alone has done.
   */
  reset(key?: string): void;
  /** Takes seed, clock, faults, market, balances and orders. The journal is not part of it. */
  snapshot(): MockSnapshot;
  /** Puts them back. @throws Error if it is not a snapshot of this mock */
  restore(snapshot: MockSnapshot): void;
  /**
   * Credits an account from outside.
   *
   * @throws Error if the key, the wallet or the coin is unknown, or the amount is no decimal above 0
   */
  deposit(deposit: { key: string } & Pick<Deposit, 'coin' | 'amount' | 'wallet'>): void;
  /**
   * Puts a market to a price, where it stays; without a price it moves on from there.
   *
   * @throws Error if the symbol is unknown or the price can't be
   */
  price(change: Pick<PriceChange, 'symbol' | 'category'> & { price?: string | undefined }): void;
}

/** The control calls of an exchange. */
export function controlOf(state: MockState, clock: MockClock): MockControl {
  const start = { seed: state.seed, clock: clock.snapshot() };
  const { faults, limits, journal, keys, sockets } = state;
  return {
    faults,
    limits,
    journal,
    accounts: accountsOf(keys),
    sockets,
    seed(given) {
      if (given !== undefined) {
        checkFields({ seed: given }, { seed });
        reseed(state, given);
      }
      return state.seed;
    },
    reset(key) {
      journal.clear(key);
      faults.clear(key);
      limits.clear(key);
      if (key !== undefined) {
        engineOf(state, false)?.reset({ key });
        return;
      }
      clock.restore(start.clock);
      reseed(state, start.seed);
    },
    snapshot() {
      const engine = engineOf(state, false)?.snapshot();
      return {
        format: 'bitget-mock/1',
        seed: state.seed,
        clock: clock.snapshot(),
        faults: faults.snapshot(),
        ...(engine ? { engine } : {}),
      };
    },
    restore(snapshot) {
      checkSnapshot(snapshot, engineOf(state, false) !== undefined);
      const before = { faults: faults.snapshot(), clock: clock.snapshot() };
      try {
        faults.restore(snapshot.faults);
        clock.restore(snapshot.clock);
        // The last, since it can't be put back; it changes nothing if it fails.
        if (snapshot.engine) engineOf(state, true).restore(snapshot.engine);
      } catch (error) {
        faults.restore(before.faults);
        clock.restore(before.clock);
        throw error;
      }
      state.seed = snapshot.seed;
      limits.clear();
    },
    deposit({ key, ...deposit }) {
      const account = keys.get(key)?.account;
      if (!account) throw new TypeError(`[mock] no key '${key}': add it to the accounts first`);
      state.engine?.open?.(account, clock.now());
      engineOf(state, true).deposit({ ...deposit, owner: { key, mode: account.mode }, now: clock.now() });
    },
    price(change) {
      engineOf(state, true).setPrice({ ...change, price: change.price, now: clock.now() });
    },
  };
}

/** It may come from a file or by HTTP. The engine looks at its own part. @throws TypeError that names the field */
function checkSnapshot(value: unknown, hasEngine: boolean): asserts value is MockSnapshot {
  const format = isRecord(value) ? value.format : undefined;
  if (!isRecord(value) || format !== 'bitget-mock/1') throw new TypeError('[mock] this is no snapshot of the mock');
  checkFields(value, { format: always, seed, clock: object, faults: object, engine: object }, 'snapshot.');
  const missing = ['seed', 'clock', 'faults', ...(hasEngine ? ['engine'] : [])].find(
    (name) => value[name] === undefined,
  );
  if (missing) throw new TypeError(`[mock] snapshot.${missing} must be given`);
  checkFields(Object(value.clock), { fixed: number, ahead: number }, 'snapshot.clock.');
  if (Object(value.clock).ahead === undefined) throw new TypeError('[mock] snapshot.clock.ahead must be given');
}

const always: Check = () => undefined;
const object: Check = (value) => (isRecord(value) ? undefined : 'an object');
const number: Check = (value) => (typeof value === 'number' ? undefined : 'a number');
/** Every request reads it through. */
const seed: Check = (value) =>
  typeof value === 'string' && value.length <= 1000 ? undefined : 'a text of at most 1000 characters';

function reseed(state: MockState, seed: string): void {
  state.seed = seed;
  engineOf(state, false)?.reset({ seed });
}

function engineOf(state: MockState, needed: true): EngineControl;
function engineOf(state: MockState, needed: boolean): EngineControl | undefined;
function engineOf({ engine }: MockState, needed: boolean): EngineControl | undefined {
  if (needed && !engine) throw new TypeError('[mock] this exchange keeps no balances and no market');
  return engine?.control;
}
