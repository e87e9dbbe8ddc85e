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
export function budgetOf(size: number, system: System, url: string) {
  const host = hostOf(system, url);
  const endless = size === Infinity; // a debt without end is not for others to pay back
  const most = 10 * size;
  return {
    /** @returns whether there was one left */
    take(): boolean {
      const left = endless || host.spent + 10 <= most;
      if (left && !endless) host.spent += 10;
      return left;
    },
    /** A time-out takes what there is. */
    lose(): void {
      if (!endless) host.spent = Math.max(host.spent, Math.min(host.spent + 10, most));
    },
    give(): void {
      host.spent = Math.max(0, host.spent - 1);
    },
  };
}
