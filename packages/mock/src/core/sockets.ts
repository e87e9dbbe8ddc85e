/** An open connection of a socket, as control calls show it. */
export interface SocketFacts {
  /** Number of the connection, from 1. */
  readonly id: number;
  /** `/v3/ws/private` */
  readonly path: string;
  /** The API key that logged it in. */
  readonly key: string | undefined;
  readonly ip: string;
  /** What it follows, as JSON of the parts that name each stream. */
  readonly streams: readonly string[];
}

/** Which connections are meant: those that agree with every field given. */
export interface SocketFilter {
  id?: number;
  key?: string;
  /** `/v3/ws/private` */
  path?: string;
}

/** A connection as control calls see it. */
export interface OpenSocket {
  facts(): SocketFacts;
  /** Drops it without a word. */
  cut(): void;
}

/** The open connections. */
export class Sockets {
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

  list(filter: SocketFilter = {}): SocketFacts[] {
    return this.#matching(filter).map((socket) => socket.facts());
  }

  /** Drops connections without a word. @returns how many */
  cut(filter: SocketFilter = {}): number {
    const sockets = this.#matching(filter);
    for (const socket of sockets) socket.cut();
    return sockets.length;
  }

  #matching(filter: SocketFilter): OpenSocket[] {
    const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
    return [...this.#open.values()].filter((socket) => {
      const facts: Record<string, unknown> = { ...socket.facts() };
      return wanted.every(([name, value]) => facts[name] === value);
    });
  }
}
