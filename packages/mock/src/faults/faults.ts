import { fraction, hashText } from '../core/hash.js';
import { glob } from '../core/journal.js';
import { checkedRule } from './check.js';
import type { ActiveFault, Fault, FaultRule } from './types.js';

/** What the rules have in store for a request. */
export interface Drawn {
  /** Milliseconds that the answer waits. */
  delay: number;
  /** What else goes wrong: of the first rule that says so. */
  fault: Fault | undefined;
  /** The rules that took part. */
  ids: string[];
}

interface Entry {
  rule: FaultRule & { id: string };
  matches: (operation: string) => boolean;
  hits: number;
  /** How often chance was asked, by API key: what one key does must not change another's luck. */
  draws: Map<string, number>;
}

/** Rules and how far they are, as plain data. */
export interface FaultsSnapshot {
  made: number;
  entries: { rule: FaultRule & { id: string }; hits: number; draws: [string, number][] }[];
}

const NOTHING: Drawn = { delay: 0, fault: undefined, ids: [] };

/** The rules by which things go wrong, in the order they were added. */
export class Faults {
  #entries: Entry[] = [];
  #made = 0;
  readonly #known: () => Iterable<string>;

  /** @param known the keys of all operations */
  constructor(known: () => Iterable<string>) {
    this.#known = known;
  }

  /**
   * Adds a rule. Delays of several rules add up; of other faults the first rule's happens.
   *
   * @throws TypeError if a field is not what it must be, or no operation has the key
   */
  add(rule: FaultRule): ActiveFault {
    const entry = this.#entry(checkedRule(rule));
    this.#entries.push(entry);
    return active(entry);
  }

  list(): ActiveFault[] {
    return this.#entries.map(active);
  }

  /** @returns whether there was such a rule */
  remove(id: string): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter(({ rule }) => rule.id !== id);
    return this.#entries.length < before;
  }

  /** Removes all rules, or those for one API key. */
  clear(key?: string): void {
    this.#entries = key === undefined ? [] : this.#entries.filter(({ rule }) => rule.key !== key);
    if (key === undefined) this.#made = 0;
  }

  /** What happens to a request, which uses up what has a count. */
  draw(operation: string, key: string | undefined, seed: string): Drawn {
    if (this.#entries.length === 0) return NOTHING;
    const drawn: Drawn = { delay: 0, fault: undefined, ids: [] };
    for (const entry of this.#entries) {
      const { fault } = entry.rule;
      const isDelay = 'delay' in fault;
      if (!isDelay && drawn.fault) continue;
      if (!happens(entry, operation, key, seed)) continue;
      entry.hits++;
      drawn.ids.push(entry.rule.id);
      if (isDelay) drawn.delay += fault.delay;
      else drawn.fault = fault;
    }
    return drawn;
  }

  snapshot(): FaultsSnapshot {
    const entries = this.#entries.map(({ rule, hits, draws }) => ({ rule: { ...rule }, hits, draws: [...draws] }));
    return { made: this.#made, entries };
  }

  /** Changes nothing if it fails. @throws TypeError if a rule is not one of these operations' */
  restore({ made, entries }: FaultsSnapshot): void {
    const before = this.#entries;
    this.#entries = [];
    try {
      for (const { rule, hits, draws } of entries) {
        this.#entries.push({ ...this.#entry(checkedRule(rule)), hits, draws: new Map(draws) });
      }
    } catch (error) {
      this.#entries = before;
      throw error;
    }
    this.#made = made;
  }

  #entry(rule: FaultRule): Entry {
    const { operation, id = `fault-${++this.#made}` } = rule;
    if (this.#entries.some((entry) => entry.rule.id === id))
      throw new TypeError(`[mock] there is a fault '${id}' already`);
    const matches = operation === undefined ? () => true : glob(operation);
    if (operation !== undefined && ![...this.#known()].some(matches)) {
      throw new TypeError(
        `[mock] no operation '${operation}': keys look like v3:trade.placeOrder, patterns like v3:trade.*`,
      );
    }
    return { rule: { ...rule, id }, matches, hits: 0, draws: new Map() };
  }
}

function active({ rule, hits }: Entry): ActiveFault {
  return { ...rule, fault: { ...rule.fault }, hits };
}

function happens(entry: Entry, operation: string, key: string | undefined, seed: string): boolean {
  const { rule, hits, draws } = entry;
  if (rule.count !== undefined && hits >= rule.count) return false;
  if (rule.key !== undefined && rule.key !== key) return false;
  if (!entry.matches(operation)) return false;
  if (rule.probability === undefined) return true;
  const name = key ?? '';
  const turn = (draws.get(name) ?? 0) + 1;
  draws.set(name, turn);
  return fraction(hashText(`${seed}\n${rule.id}\n${name}\n${turn}`)) < rule.probability;
}
