import type { Opening } from '../login/login.js';
import { type EndReason, notify } from '../socket/hooks.js';
import type { Runtime } from '../socket/runtime.js';
import type { SocketLike } from './platform.js';
import { createTimers } from './timers.js';
import { createWindow } from './window.js';

/** A frame on its way. */
export interface Outgoing {
  text: string;
  /** It was given to the platform, so that it may arrive. */
  sent?: boolean;
  /** It is not to be sent any more. */
  dropped?: boolean;
  /** Just before it is given to the platform. */
  onSent?(): void;
}

/** One connection, from opening to its end. */
export interface Line {
  readonly id: number;
  readonly ready: boolean;
  /** By the clock that never jumps: when it became ready, and when something last came. */
  readonly readyAt: number | undefined;
  readonly heardAt: number | undefined;
  /** The same, by the wall clock: the other stands still while the machine sleeps. */
  readonly heardTime: number | undefined;
  /** How many pings were replied to. */
  readonly pongs: number;
  /** Sends a frame in its turn; those of orders go before others. */
  send(frame: Outgoing, first?: boolean): void;
  /** Runs something later, unless the connection has ended by then. */
  later(ms: number, run: () => void): void;
  /** Asks for a sign of life. @returns how many `pongs` there are at least once it came: all that was sent before has come, too */
  ping(): number;
  end(reason: EndReason): void;
}

export interface LineEvents {
  /** It is open, and logged in where it has to be. */
  onReady(): void;
  onFrame(text: string): void;
  /** Once. `fatal` where another connection would end the same way. */
  onEnd(reason: EndReason, error: Error | undefined, fatal: boolean): void;
}

/** A second as the exchange may count it, since messages bunch on the way. */
const SECOND_MS = 1_250;
/** How late a timer may be before nothing is concluded from it: the program itself was busy. */
const LATE_MS = 500;

let lines = 0;

/** Opens a connection, logs it in, and keeps it alive. */
export function openLine(runtime: Runtime, url: string, access: 'public' | 'private', events: LineEvents): Line {
  const { system, tick, limits, timing, counters, hooks } = runtime;
  const pace = createWindow(limits.messagesPerSecond, SECOND_MS);
  const waiting: Outgoing[][] = [[], []];
  const { later, end: endTimers } = createTimers(system);
  const startedAt = tick();
  let socket: SocketLike | undefined;
  let opening: Opening | undefined;
  let ended = false;
  let flushing = false;
  let pings = 0;

  const hook = (state: 'opening' | 'ready' | 'ended', more?: object) =>
    notify(hooks.onConnection, { connection: line, id: line.id, access, state, ...more });

  const finish = (reason: EndReason, error?: Error, fatal = false) => {
    if (ended) return;
    ended = true;
    line.ready = false;
    endTimers();
    // a handshake with a dead peer takes as long as the platform likes
    if (socket?.terminate) socket.terminate();
    else socket?.close();
    hook('ended', { reason, error, durationMs: tick() - startedAt });
    events.onEnd(reason, error, fatal);
  };

  const put = (text: string) => {
    pace.take(tick());
    counters.sent++;
    socket?.send(text);
  };

  const flush = () => {
    flushing = false;
    while (line.ready) {
      const queue = waiting.find(({ length }) => length);
      const next = queue?.[0];
      if (!queue || !next) return;
      if (next.dropped) {
        queue.shift();
        continue;
      }
      const wait = pace.wait(tick(), 2); // a place is kept for a ping
      if (wait > 0) {
        flushing = true;
        return later(wait, flush);
      }
      if (socket?.readyState !== 1) return finish('lost');
      queue.shift();
      next.sent = true;
      next.onSent?.();
      put(next.text);
    }
  };

  const ping = () => {
    const at = tick();
    const wait = pace.wait(at);
    if (wait > 0) return later(wait, ping);
    pings++;
    put('ping');
    later(timing.pongMs, () => expect(at, at + timing.pongMs));
  };

  const keepAlive = () => {
    ping();
    later(timing.pingMs, keepAlive);
  };

  const expect = (since: number, due: number) => {
    if ((line.heardAt ?? 0) >= since) return;
    if (tick() - due > LATE_MS) return later(LATE_MS, () => expect(since, tick()));
    finish('silent');
  };

  const ready = () => {
    opening = undefined;
    line.ready = true;
    line.readyAt = tick();
    counters.ready++;
    hook('ready');
    later(timing.pingMs, keepAlive);
    events.onReady();
    flush();
  };

  const hear = (text: string) => {
    line.heardAt = tick();
    line.heardTime = system.now();
    counters.received++;
    counters.characters += text.length;
    if (text === 'pong') {
      line.pongs++;
      return;
    }
    if (opening) opening(text);
    else if (line.ready) events.onFrame(text);
  };

  const start = async () => {
    const opened = await runtime.open(url);
    socket = opened;
    opened.addEventListener('message', ({ data }) => {
      if (ended) return;
      if (typeof data === 'string') hear(data);
      else counters.strange++;
    });
    opened.addEventListener('error', () => finish('lost'));
    opened.addEventListener('close', () => finish('lost'));
    // only now: what is ended while it opens may say so by an error, which crashes the process where nobody listens
    if (ended) return opened.terminate ? opened.terminate() : opened.close();
    const begin = async () => {
      if (access === 'public') return ready();
      const login = await runtime.login();
      if (ended) return;
      opening = login.opening(ready, finish, events.onFrame);
      put(login.frame);
    };
    // a part that could not be loaded may be loaded the next time
    const begun = () => begin().catch((error: Error) => finish('login', error, error.name === 'CredentialsError'));
    if (opened.readyState === 1) await begun();
    else opened.addEventListener('open', () => void begun());
  };

  const line = {
    id: ++lines,
    ready: false,
    readyAt: undefined as number | undefined,
    heardAt: undefined as number | undefined,
    heardTime: undefined as number | undefined,
    pongs: 0,
    send(frame: Outgoing, first = false) {
      waiting[first ? 0 : 1]?.push(frame);
      if (!flushing) flush();
    },
    later,
    ping() {
      const due = pings + 1;
      if (line.ready) ping();
      return due;
    },
    end: finish as (reason: EndReason) => void,
  };
  counters.dialed++;
  hook('opening');
  later(timing.connectMs, () => line.ready || finish('timeout'));
  start().catch((error: Error) => finish('lost', error));
  return line;
}
