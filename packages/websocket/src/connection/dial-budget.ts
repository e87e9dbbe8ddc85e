import type { System } from '@bitget-spec/auth';
import type { SocketLimits } from '../socket/options.js';
import { createWindow, type Window } from './window.js';

/** Connections of this process to a host, which the exchange counts by address. */
interface Host {
  opened: Window;
  open: number;
}

/** A simulated world is a process of its own. */
const processes = new WeakMap<System, Map<string, Host>>();

/** How long to wait before it is asked again whether one of too many open connections has ended. */
const AGAIN_MS = 1_000;

/** May connections to a host be opened: kept by all sockets of a process together. */
export interface DialBudget {
  /** Milliseconds to wait, 0 for none; then a place is taken, and given back by `end`. */
  take(now: number): number;
  end(): void;
}

export function dialBudget(system: System, url: string, limits: SocketLimits): DialBudget {
  const hosts = processes.get(system) ?? new Map<string, Host>();
  processes.set(system, hosts);
  const { host: name } = new URL(url);
  const host = hosts.get(name) ?? { opened: createWindow(limits.connectionsPer5Minutes, 300_000), open: 0 };
  hosts.set(name, host);
  return {
    take(now) {
      const wait = host.open < limits.openConnections ? host.opened.wait(now) : AGAIN_MS;
      if (wait > 0) return wait;
      host.opened.take(now);
      host.open++;
      return 0;
    },
    end: () => void host.open--,
  };
}
