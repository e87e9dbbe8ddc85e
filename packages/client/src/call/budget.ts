import type { System } from '@bitget-spec/auth';

/** What has been spent on a host, in tenths, which add up without error. */
interface Host {
  spent: number;
}

/** A simulated world is a process of its own. */
const processes = new WeakMap<System, Map<string, Host>>();

/** What this process has spent on the host of a URL. */
function hostOf(system: System, url: string): Host {
  const hosts = processes.get(system) ?? new Map<string, Host>();
  processes.set(system, hosts);
  const name = URL.canParse(url) ? new URL(url).host : url;
  const host = hosts.get(name) ?? { spent: 0 };
  hosts.set(name, host);
  return host;
}

/**
 * Retries that may be spent on a host: each takes one, and so does each time-out, since a host that hangs is worse off
 * than one that refuses; a response gives back a tenth. All clients of a process spend together. When an exchange fails
 * as a whole, they then add a tenth to its load, not a multiple. After gRPC's retry throttling (proposal A6).
 */
export class Budget {
  readonly #host: Host;

  constructor(
    readonly size: number,
    system: System,
    url: string,
  ) {
    this.#host = hostOf(system, url);
  }

  /** @returns whether there was one left */
  take(): boolean {
    if (this.size === Infinity) return true; // a debt without end is not for others to pay back
    if (this.#host.spent + 10 > 10 * this.size) return false;
    this.#host.spent += 10;
    return true;
  }

  /** A time-out takes what there is. */
  lose(): void {
    if (this.size === Infinity) return;
    const { spent } = this.#host;
    this.#host.spent = Math.max(spent, Math.min(spent + 10, 10 * this.size));
  }

  give(): void {
    this.#host.spent = Math.max(0, this.#host.spent - 1);
  }
}
