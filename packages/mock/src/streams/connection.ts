import type { AccountFacts } from '../core/authenticate.js';
import { Refusal, refuse } from '../core/errors.js';
import { isRecord } from '../core/schema.js';
import type { OpenSocket, SocketFacts } from '../core/sockets.js';
import type { SocketApi } from './api.js';
import { type Caller, logIn } from './login.js';
import { type Named, streamNamed } from './names.js';
import { nameOf, type Parts, streamOf } from './parts.js';
import type { Follower } from './stream.js';
import { type TradeReply, trade } from './trade.js';

/** What carries a connection's frames: a socket of a server, a pair in memory. */
export interface Peer {
  send(text: string): void;
  /** Closes it with a code and a reason, as the exchange does. */
  close(code: number, reason: string): void;
  /** Drops it without a word. */
  cut(): void;
}

/** Milliseconds without a `ping` after which the exchange drops a connection. */
const SILENCE = 120_000;
/** Milliseconds after which it drops any. */
const LIFE = 86_400_000;
/** Bytes of a message. */
const MOST_BYTES = 4096;
/** Entries of `books` in one message. */
const MOST_BOOKS = 25;

/** One connection to the exchange: what it sends is answered in order, and what it follows is pushed to it. */
export class Connection implements OpenSocket, Follower {
  readonly id: number;
  private readonly connId: string;
  private account: AccountFacts | undefined;
  private readonly followed = new Map<string, Named>();
  private isOpen = true;
  private readonly openedAt: number;
  private pingedAt: number;
  private timer: unknown;
  /** The login under way: what comes after it waits for it. */
  private pending: Promise<void> | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly api: SocketApi,
    private readonly path: string,
    private readonly caller: Caller,
    private readonly peer: Peer,
  ) {
    this.id = parts.state.sockets.add(this);
    this.connId = `mock-${String(this.id).padStart(8, '0')}`;
    this.openedAt = parts.system.monotonic();
    this.pingedAt = this.openedAt;
    this.watch();
  }

  facts(): SocketFacts {
    const { id, path, caller, account, followed } = this;
    return { id, path, key: account?.apiKey, ip: caller.ip, streams: [...followed.keys()] };
  }

  /** A message came. */
  receive(text: string): void {
    if (!this.isOpen) return;
    if (this.pending) {
      this.pending = this.pending.then(() => this.take(text));
      return;
    }
    this.take(text);
  }

  /** The connection is gone, whoever ended it. */
  closed(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.parts.system.clearTimeout(this.timer);
    this.parts.state.sockets.remove(this.id);
    for (const name of this.followed.keys()) this.parts.hub.leave(name, this);
    this.followed.clear();
  }

  cut(): void {
    if (!this.isOpen) return;
    this.closed();
    this.peer.cut();
  }

  push(channel: string, frame: string): void {
    this.send(channel, frame);
  }

  private take(text: string): void {
    if (!this.isOpen) return;
    if (text === 'ping') {
      this.pingedAt = this.parts.system.monotonic();
      this.send(`${this.api.name}:session.ping`, 'pong');
      return;
    }
    if (isLong(text)) {
      this.close(1009, 'message too big');
      return;
    }
    const frame = parsed(text);
    if (!isRecord(frame)) {
      this.refuse(`${this.api.name}:session.notice`, refuse('30002', { message: `Unrecognized request:${text}` }));
      return;
    }
    if (frame.op === 'login') this.login(frame);
    else if (frame.op === 'subscribe' || frame.op === 'unsubscribe') this.follow(frame.op, frame.args);
    else if (frame.op === 'trade') this.trade(frame);
    else this.refuse(`${this.api.name}:session.notice`, refuse('30002', { message: `Unrecognized request:${text}` }));
  }

  private login(frame: Readonly<Record<string, unknown>>): void {
    const { state, clock } = this.parts;
    const decide = (outcome: AccountFacts | Refusal) => {
      if (outcome instanceof Refusal) {
        this.refuse(`${this.api.name}:session.login`, outcome);
        this.close(1000, 'login failed');
        return;
      }
      this.account = outcome;
      state.engine?.open?.(outcome, clock.now());
      this.say(`${this.api.name}:session.login`, { event: 'login', code: 0 });
    };
    const outcome = logIn(this.api, frame, this.caller, state.keys, clock);
    if (!(outcome instanceof Promise)) {
      decide(outcome);
      return;
    }
    const pending = outcome.then(decide).finally(() => {
      if (this.pending === pending) this.pending = undefined;
    });
    this.pending = pending;
  }

  private follow(op: 'subscribe' | 'unsubscribe', args: unknown): void {
    if (!Array.isArray(args)) {
      this.refuse(`${this.api.name}:session.notice`, refuse('30016'));
      return;
    }
    if (args.filter((entry) => isRecord(entry) && entry[this.api.topic] === 'books').length >= MOST_BOOKS) {
      this.cut();
      return;
    }
    for (const entry of args) this.followOne(op, entry);
  }

  private followOne(op: 'subscribe' | 'unsubscribe', entry: unknown): void {
    const { hub } = this.parts;
    const isPrivate = this.path.endsWith('private');
    const named = streamNamed(this.api, isPrivate, entry, this.parts.exchange.engine.world);
    const channel = `${this.api.name}:session.${op}`;
    const wrong = 'code' in named ? named.code : isPrivate && !this.account ? '30004' : undefined;
    if ('code' in named || wrong !== undefined) {
      this.refuseStream(channel, wrong ?? '30001', op, entry);
      return;
    }
    const name = nameOf(this.api, named, this.account);
    this.say(channel, { event: op, arg: named.arg });
    if (op === 'unsubscribe') {
      if (this.followed.delete(name)) hub.leave(name, this);
      return;
    }
    this.followed.set(name, named);
    hub.follow(name, () => streamOf(this.parts, this.api, named, this.account), this);
  }

  private trade(frame: Readonly<Record<string, unknown>>): void {
    const { account, path, caller } = this;
    const say = ({ channel, frame: said, delivery }: TradeReply) => {
      if (delivery?.lost === 'cut') this.cut();
      else if (!delivery?.lost) this.say(channel, said);
    };
    const reply = trade(this.parts, this.api, frame, { account, path, ...caller });
    if (reply instanceof Promise) reply.then(say);
    else say(reply);
  }

  /** Live frames of v3 repeat the entry in the message and carry no `arg`. */
  private refuseStream(channel: string, code: string, op: string, entry: unknown): void {
    const words = refuse(code).message;
    if (this.api.name === 'v2') this.say(channel, { event: 'error', arg: entry, code: Number(code), msg: words, op });
    else {
      const msg = `${JSON.stringify(entry)} ${code === '30001' ? 'does not exist' : words}`;
      this.say(channel, { event: 'error', code: Number(code), msg });
    }
  }

  private refuse(channel: string, { code, message }: Refusal): void {
    this.say(channel, { event: 'error', code: Number(code), msg: message });
  }

  private say(channel: string, frame: Readonly<Record<string, unknown>>): void {
    const full = this.api.name === 'v3' ? { ...frame, connId: this.connId } : frame;
    this.send(channel, JSON.stringify(full));
  }

  private send(_channel: string, text: string): void {
    if (this.isOpen) this.peer.send(text);
  }

  private close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.closed();
    this.peer.close(code, reason);
  }

  /** Drops the connection once it was silent for too long, or is too old. */
  private watch(): void {
    const { system } = this.parts;
    const now = system.monotonic();
    const rest = Math.min(this.pingedAt + SILENCE, this.openedAt + LIFE) - now;
    if (rest <= 0) {
      this.cut();
      return;
    }
    this.timer = system.setTimeout(() => this.watch(), rest);
    Object(this.timer).unref?.();
  }
}

const encoder = new TextEncoder();

function isLong(text: string): boolean {
  return text.length > MOST_BYTES || (text.length * 3 > MOST_BYTES && encoder.encode(text).length > MOST_BYTES);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
