import type { System } from '@bitget-spec/auth';
import { fraction, hashText } from '../core/hash.js';
import { glob } from '../core/journal.js';
import type { MockRequest } from '../types.js';
import { checkedFaults, checkedRule, namesChannel } from './checked-rules.js';
import { Swaps } from './swap.js';
import { Timers } from './timers.js';
import type { ActiveFault, Fault, FaultRule, FaultsSnapshot } from './types.js';

/** What the rules have in store for a request that has arrived. */
export interface Drawn {
  /** Milliseconds that the response waits. */
  delay: number;
  /** Milliseconds that reads are behind. */
  lag: number;
  /** What else goes wrong: of the first rule that says so. */
  fault: Fault | undefined;
  /** The rule that says so. */
  rule: string;
  /** The rules that took part. */
  ids: string[];
}

/** What they have in store for one on its way to the exchange. */
export interface Way {
  /** Milliseconds that it takes. */
  late: number;
  duplicate: Extract<Fault, { duplicate: unknown }> | undefined;
  ids: string[];
}

/** What a request is known by before anything of it is checked. */
interface Known {
  readonly catalogue: { readonly routes: ReadonlyMap<string, { operation: { key: string } }> };
  readonly keys: ReadonlyMap<string, unknown>;
  readonly seed: string;
}

interface Entry {
  rule: FaultRule & { id: string };
  matches: (operation: string) => boolean;
  hits: number;
  /** How often chance was asked, by API key: what one key does must not change another's luck. */
  draws: Map<string, number>;
}

/** Rules at once: every request goes through them all. */
const MOST = 1_000;

const NOTHING: Drawn = { delay: 0, lag: 0, fault: undefined, rule: '', ids: [] };

const isOnWay = (fault: Fault) => 'late' in fault || 'duplicate' in fault;

/** The rules by which things go wrong, in the order they were added. */
export class Faults {
  #entries: Entry[] = [];
  #made = 0;
  #onWay = false;
  readonly #known: () => Iterable<string>;
  readonly #channels: () => ReadonlySet<string> | undefined;
  /** What is under way. */
  readonly timers: Timers;
  readonly swaps: Swaps;

  /**
   * @param known the keys of all operations
   * @param channels the keys of all channels; not known before sockets are served
   */
  constructor(known: () => Iterable<string>, system: System, channels: () => ReadonlySet<string> | undefined) {
    this.#known = known;
    this.#channels = channels;
    this.timers = new Timers(system);
    this.swaps = new Swaps(this.timers);
  }

  /**
   * Adds a rule. Delays of several rules add up, as do `late` and `lag`; of other faults the first rule's happens,
   * and the first `duplicate` beside it.
   *
   * @throws TypeError if a field is not what it must be, or no operation has the key
   */
  add(rule: FaultRule): ActiveFault {
    const entry = this.#entry(checkedRule(rule));
    this.#entries.push(entry);
    this.#changed();
    return active(entry);
  }

  list(): ActiveFault[] {
    return this.#entries.map(active);
  }

  /** @returns whether there was such a rule */
  remove(id: string): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter(({ rule }) => rule.id !== id);
    this.#changed();
    return this.#entries.length < before;
  }

  /** Removes all rules, or those for one API key. */
  clear(key?: string): void {
    this.#entries = key === undefined ? [] : this.#entries.filter(({ rule }) => rule.key !== key);
    if (key === undefined) {
      this.#made = 0;
      this.swaps.clear();
    }
    this.#changed();
  }

  #changed(): void {
    this.#onWay = this.#entries.some(({ rule }) => isOnWay(rule.fault));
  }

  /** What happens to a request on its way, signed well or not; `undefined` for nothing. */
  drawWay({ method, url, headers }: MockRequest, { catalogue, keys, seed }: Known): Way | undefined {
    if (!this.#onWay) return undefined;
    const [path = ''] = url.split('?', 1);
    const operation = catalogue.routes.get(`${method === 'HEAD' ? 'GET' : method} ${path}`)?.operation.key;
    if (operation === undefined) return undefined;
    const given = headers['access-key'];
    const key = given !== undefined && keys.has(given) ? given : undefined;
    const way: Way = { late: 0, duplicate: undefined, ids: [] };
    for (const entry of this.#entries) {
      const { fault } = entry.rule;
      if (!isOnWay(fault) || ('duplicate' in fault && way.duplicate) || !happens(entry, operation, key, seed)) continue;
      entry.hits++;
      way.ids.push(entry.rule.id);
      if ('late' in fault) way.late += fault.late;
      else if ('duplicate' in fault) way.duplicate = fault;
    }
    return way.ids.length ? way : undefined;
  }

  /**
   * What happens to a request, or to a frame of a socket, which uses up what has a count.
   *
   * @param operation the key of an operation or of a channel
   * @param isFrame whether it is of a socket: rules that name nothing are about operations
   */
  draw(operation: string, key: string | undefined, seed: string, isFrame = false): Drawn {
    if (this.#entries.length === 0) return NOTHING;
    const drawn: Drawn = { delay: 0, lag: 0, fault: undefined, rule: '', ids: [] };
    for (const entry of this.#entries) {
      const { fault, id } = entry.rule;
      const addsUp = 'delay' in fault || 'lag' in fault;
      if (isOnWay(fault) || (!addsUp && drawn.fault) || (isFrame && entry.rule.operation === undefined)) continue;
      const isOther = 'swap' in fault && this.swaps.has(id) && fits(entry, operation, key);
      if (!isOther && !happens(entry, operation, key, seed)) continue;
      if (!isOther) entry.hits++;
      drawn.ids.push(id);
      if ('delay' in fault) drawn.delay += fault.delay;
      else if ('lag' in fault) drawn.lag += fault.lag;
      else {
        drawn.fault = fault;
        drawn.rule = id;
      }
    }
    return drawn;
  }

  snapshot(): FaultsSnapshot {
    const entries = this.#entries.map(({ rule, hits, draws }) => ({ rule: { ...rule }, hits, draws: [...draws] }));
    return { made: this.#made, entries };
  }

  /** Changes nothing if it fails. @throws TypeError if it is no snapshot, or a rule is not one of these operations' */
  restore(snapshot: FaultsSnapshot): void {
    const { made, entries } = checkedFaults({ ...snapshot });
    const before = this.#entries;
    this.#entries = [];
    try {
      for (const { rule, hits, draws } of entries) {
        this.#entries.push({ ...this.#entry(rule), hits, draws: new Map(draws) });
      }
    } catch (error) {
      this.#entries = before;
      throw error;
    }
    this.#made = made;
    this.#changed();
  }

  #entry(rule: FaultRule): Entry {
    const { operation, id = `fault-${++this.#made}` } = rule;
    if (this.#entries.length >= MOST) throw new TypeError(`[mock] there are ${MOST} faults already: remove some`);
    if (this.#entries.some((entry) => entry.rule.id === id))
      throw new TypeError(`[mock] there is a fault '${id}' already`);
    const matches = operation === undefined ? () => true : glob(operation);
    if (operation !== undefined && ![...this.#known()].some(matches) && !this.#isChannel(operation, matches)) {
      throw new TypeError(
        `[mock] no operation '${operation}': keys look like v3:trade.placeOrder or v3:public.books, patterns like v3:trade.*`,
      );
    }
    return { rule: { ...rule, id }, matches, hits: 0, draws: new Map() };
  }

  #isChannel(operation: string, matches: (key: string) => boolean): boolean {
    const channels = this.#channels();
    return channels ? [...channels].some(matches) : namesChannel(operation);
  }
}

function active({ rule, hits }: Entry): ActiveFault {
  return { ...rule, fault: { ...rule.fault }, hits };
}

/** Whether the rule is about such requests. */
const fits = ({ rule, matches }: Entry, operation: string, key: string | undefined) =>
  (rule.key === undefined || rule.key === key) && matches(operation);

function happens(entry: Entry, operation: string, key: string | undefined, seed: string): boolean {
  const { rule, hits, draws } = entry;
  if (rule.count !== undefined && hits >= rule.count) return false;
  if (!fits(entry, operation, key)) return false;
  if (rule.probability === undefined) return true;
  const name = key ?? '';
  const turn = (draws.get(name) ?? 0) + 1;
  draws.set(name, turn);
  return fraction(hashText(`${seed}\n${rule.id}\n${name}\n${turn}`)) < rule.probability;
}
