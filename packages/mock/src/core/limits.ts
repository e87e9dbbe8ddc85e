import type { MockOperation } from '../types.js';
import { type Refusal, refuse } from './errors.js';
import { SlidingWindow } from './window.js';

/** Whether requests are counted: `'on'`, `'off'`, or a factor that every limit is multiplied by. */
export type LimitSetting = 'on' | 'off' | number;

/** Requests of one address that the exchange bears in a minute, whatever they ask for. */
const PER_MINUTE = 6000;
const MINUTE = 60_000;
/** Connections of one address in five minutes, and how many may be open. */
const CONNECTIONS = 300;
const MOST_OPEN = 100;
/** What an address pays for more. */
const PENALTY = 5 * MINUTE;
// Addresses can be made up (`x-mock-ip`), so what is kept of them has an end.
const MOST = 100_000;

interface Address {
  window: SlidingWindow;
  /** Shut out until then, Unix milliseconds. */
  until: number;
}

/**
 * The exchange's request limits: each operation's own, by API key or by IP address, and 6,000 a minute per
 * address with five minutes' penalty. A request over an operation's limit is refused and does not count again.
 */
export class Limits {
  #setting: LimitSetting;
  readonly #addresses = new Map<string, Address>();
  readonly #windows = new Map<string, SlidingWindow[]>();
  readonly #connections = new Map<string, SlidingWindow>();

  /** @throws RangeError if the setting is neither `'on'`, `'off'` nor a factor above 0 */
  constructor(setting: LimitSetting = 'off') {
    this.#setting = checked(setting);
  }

  get(): LimitSetting {
    return this.#setting;
  }

  /**
   * Switches the limits and forgets what was counted.
   *
   * @throws RangeError if the setting is neither `'on'`, `'off'` nor a factor above 0
   */
  set(setting: LimitSetting): void {
    this.#setting = checked(setting);
    this.clear();
  }

  /** Forgets what was counted, for one API key or for all and every address. */
  clear(key?: string): void {
    if (key === undefined) {
      this.#addresses.clear();
      this.#windows.clear();
      this.#connections.clear();
      return;
    }
    for (const name of this.#windows.keys()) if (name.endsWith(`\nuid\n${key}`)) this.#windows.delete(name);
  }

  /** Counts a request against its address. */
  arrive(ip: string, now: number): Refusal | undefined {
    if (this.#setting === 'off') return undefined;
    const address = this.#address(ip);
    // A penalty that ends later than any can was given before the clock was set back.
    if (address.until - now > PENALTY) address.until = 0;
    if (now < address.until) return tooMany(address.until - now);
    if (address.window.left(now) > 0) {
      address.window.take(now);
      return undefined;
    }
    address.until = now + PENALTY;
    return tooMany(PENALTY);
  }

  /**
   * Counts a connection of a socket against its address. @returns whether it may be
   *
   * @param open tells how many the address has
   * @param now by a steady clock: connections are none of the exchange's own time
   */
  connect(ip: string, open: () => number, now: number): boolean {
    if (this.#setting === 'off') return true;
    let window = this.#connections.get(ip);
    if (!window) {
      window = new SlidingWindow(scaled(CONNECTIONS, this.#setting), PENALTY);
      if (this.#connections.size >= MOST) this.#connections.clear();
      this.#connections.set(ip, window);
    }
    if (open() >= scaled(MOST_OPEN, this.#setting) || window.left(now) <= 0) return false;
    window.take(now);
    return true;
  }

  /**
   * Counts a request against its operation.
   *
   * @param by which of the limits: those of the address, or those of the key
   * @param subject the address or the key
   * @returns how many more may come, `undefined` if that is not limited
   */
  take(operation: MockOperation, by: 'ip' | 'uid', subject: string, now: number): number | undefined | Refusal {
    const windows = this.#windowsOf(operation, by, subject);
    if (windows.length === 0) return undefined;
    let least = Number.POSITIVE_INFINITY;
    let wait = 0;
    for (const window of windows) {
      const left = window.left(now);
      least = Math.min(least, left);
      if (left <= 0) wait = Math.max(wait, window.wait(now));
    }
    if (least <= 0) return tooMany(wait);
    for (const window of windows) window.take(now);
    return least - 1;
  }

  #address(ip: string): Address {
    let address = this.#addresses.get(ip);
    if (!address) {
      address = { window: new SlidingWindow(scaled(PER_MINUTE, this.#setting), MINUTE), until: 0 };
      if (this.#addresses.size >= MOST) this.#addresses.clear();
      this.#addresses.set(ip, address);
    }
    return address;
  }

  #windowsOf(operation: MockOperation, by: 'ip' | 'uid', subject: string): SlidingWindow[] {
    if (operation.limits.length === 0) return [];
    if (this.#setting === 'off') return [];
    const name = `${operation.key}\n${by}\n${subject}`;
    let windows = this.#windows.get(name);
    if (!windows) {
      windows = operation.limits
        // Limits with a condition hold for some accounts only (copy traders), which no key of the mock is.
        .filter((limit) => limit.when === undefined && sideOf(operation, limit.by) === by)
        .map(({ count, seconds }) => new SlidingWindow(scaled(count, this.#setting), seconds * 1000));
      if (this.#windows.size >= MOST) this.#windows.clear();
      this.#windows.set(name, windows);
    }
    return windows;
  }
}

/** Where no source says, a signed request counts for its key and any other for its address. */
function sideOf({ signed }: MockOperation, by: 'uid' | 'ip' | 'unknown'): 'ip' | 'uid' {
  return by === 'ip' || !signed ? 'ip' : 'uid';
}

/** A limit as far as it counts. */
export function scaled(count: number, setting: LimitSetting): number {
  return typeof setting === 'number' ? Math.max(1, Math.floor(count * setting)) : count;
}

function tooMany(wait: number): Refusal {
  const seconds = String(Math.max(1, Math.ceil(wait / 1000)));
  return refuse('429', { headers: { 'retry-after': seconds, 'x-mbx-used-remain-limit': '0' } });
}

function checked(setting: LimitSetting): LimitSetting {
  const factor = typeof setting === 'number' && setting > 0 && Number.isFinite(setting);
  if (factor || setting === 'on' || setting === 'off') return setting;
  throw new RangeError(`[mock] limits: ${JSON.stringify(setting)} is neither "on", "off" nor a factor above 0`);
}
