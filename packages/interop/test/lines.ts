import type { System } from '@bitget-spec/auth';
import type { SocketLike, SocketLikeEvent } from '@bitget-spec/v3/socket';

/** Connections that are open at once, acknowledge what is asked for, after a while, and bring what a test says, be it no text. */
export function createLines(system: System) {
  const open = new Set<Line>();
  /** Numbers of the requests that came. */
  const ids: string[] = [];

  class Line implements SocketLike {
    readyState = 1;
    readonly isPrivate: boolean;
    readonly #listeners = new Map<string, (event: SocketLikeEvent) => void>();

    constructor(url: string) {
      this.isPrivate = url.endsWith('private');
      open.add(this);
    }

    addEventListener(type: string, listener: (event: SocketLikeEvent) => void) {
      this.#listeners.set(type, listener);
    }

    send(text: string) {
      system.setTimeout(() => this.#reply(text), 200 * system.random());
    }

    receive(data: unknown) {
      if (this.readyState === 1) this.#listeners.get('message')?.({ data });
    }

    close() {
      if (this.readyState === 3) return;
      this.readyState = 3;
      open.delete(this);
      void Promise.resolve().then(() => this.#listeners.get('close')?.({}));
    }

    #reply(text: string) {
      if (text === 'ping') return this.receive('pong');
      const { op, args, id } = JSON.parse(text);
      if (op === 'login') this.receive('{"event":"login","code":0}');
      else if (op === 'trade') ids.push(id ?? args[0].id);
      else for (const arg of args) this.receive(JSON.stringify({ event: op, arg }));
    }
  }

  return { webSocket: (url: string): SocketLike => new Line(url), open, ids };
}
