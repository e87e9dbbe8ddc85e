import { type Check, checkFields, text, whole } from './field-checks.js';

/** An open connection of a socket, as control calls show it. */
export interface SocketFacts {
  /** Number of the connection, from 1. */
  readonly id: number;
  /** `/v3/ws/private` */
  readonly path: string;
  /** The API key that logged it in. */
  readonly key: string | undefined;
  readonly ip: string;
  /** What names each stream that it follows. */
  readonly streams: readonly Readonly<Record<string, string>>[];
}

/** Which connections are meant: those that agree with every field given. */
export interface SocketFilter {
  id?: number;
  key?: string;
  /** `/v3/ws/private` */
  path?: string;
}

/** A connection, as control calls reach it. */
export interface OpenSocket {
  facts(): SocketFacts;
  cut(): void;
  silence(): void;
  freeze(): void;
  /** @param within milliseconds of the system's clock */
  restart(within: number): void;
}

const FILTER: Readonly<Record<string, Check>> = { id: whole(1, Number.MAX_SAFE_INTEGER), key: text, path: text };

/** Milliseconds that pass at most between the notice of a restart and the restart. */
const NOTICE = 60_000;

/** The open connections of the sockets. What is done to them is done at once, and to those that are open alone. */
export class Sockets {
  /** Keys of the channels, once sockets are served. */
  channels: ReadonlySet<string> | undefined;
  readonly #open = new Map<number, OpenSocket>();
  #made = 0;

  /** Takes in a connection. @returns its number */
  add(socket: OpenSocket): number {
    this.#open.set(++this.#made, socket);
    return this.#made;
  }

  remove(id: number): void {
    this.#open.delete(id);
  }

  get size(): number {
    return this.#open.size;
  }

  /** How many an address has. */
  count(ip: string): number {
    let count = 0;
    for (const socket of this.#open.values()) if (socket.facts().ip === ip) count++;
    return count;
  }

  /** @throws TypeError if a field is not what it must be; so do all below */
  list(filter: SocketFilter = {}): SocketFacts[] {
    return this.#matching(filter).map((socket) => socket.facts());
  }

  /** Drops connections without a word. @returns how many; so do all below */
  cut(filter: SocketFilter = {}): number {
    return this.#each(filter, (socket) => socket.cut());
  }

  /** Lets their streams fall silent: replies still come, pushes do not. */
  silence(filter: SocketFilter = {}): number {
    return this.#each(filter, (socket) => socket.silence());
  }

  /** Leaves them half-open: nothing comes any more, nothing that is sent arrives, and no goodbye is said. */
  freeze(filter: SocketFilter = {}): number {
    return this.#each(filter, (socket) => socket.freeze());
  }

  /**
   * Restarts the service: 30033 at once, and in so many milliseconds the connections that are still open are dropped.
   *
   * @param within @default 60_000
   */
  restart(filter: SocketFilter = {}, within = NOTICE): number {
    checkFields({ within }, { within: whole(0, 600_000) });
    return this.#each(filter, (socket) => socket.restart(within));
  }

  #each(filter: SocketFilter, act: (socket: OpenSocket) => void): number {
    const sockets = this.#matching(filter);
    for (const socket of sockets) act(socket);
    return sockets.length;
  }

  #matching(filter: SocketFilter): OpenSocket[] {
    checkFields(filter, FILTER);
    const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
    return [...this.#open.values()].filter((socket) => {
      const facts: Record<string, unknown> = { ...socket.facts() };
      return wanted.every(([name, value]) => facts[name] === value);
    });
  }
}
