import type { AccountFacts } from '../core/authenticate.js';
import { Refusal, refuse } from '../core/errors.js';
import { isRecord } from '../core/schema.js';
import type { OpenSocket, SocketFacts } from '../core/sockets.js';
import type { SocketApi } from './api.js';
import { Delivery, type Peer } from './delivery.js';
import { ConnectionLimits, hasManyBooks, isLong } from './limits.js';
import { type Caller, logIn } from './login.js';
import { noteOf, type Parts } from './parts.js';
import { Subscriptions } from './subscriptions.js';
import { type TradeReply, trade } from './trade.js';
import type { Frame } from './trade-request.js';
import { refusedBy, Voice } from './voice.js';

/** Milliseconds without a `ping` after which the exchange drops a connection. */
const SILENCE = 120_000;
/** Milliseconds after which it drops any. */
const LIFE = 86_400_000;

/** One connection to the exchange: what it sends is answered in order, and what it follows is pushed to it. */
export class Connection implements OpenSocket {
  private readonly id: number;
  private readonly delivery: Delivery;
  private readonly voice: Voice;
  private readonly limits: ConnectionLimits;
  private readonly subscriptions: Subscriptions;
  private account: AccountFacts | undefined;
  private isOpen = true;
  private readonly openedAt: number;
  private pingedAt: number;
  private life: unknown;
  private end: unknown;
  /** What came while a login is looked at, which takes a moment where the signature is RSA. */
  private waiting: string[] | undefined;

  constructor(
    private readonly parts: Parts,
    private readonly api: SocketApi,
    private readonly path: string,
    private readonly caller: Caller,
    private readonly peer: Peer,
  ) {
    const { state, system } = parts;
    this.id = state.sockets.add(this);
    this.delivery = new Delivery(peer, system, () => this.cut());
    this.voice = new Voice(state, api, this.delivery, this.id, () => this.account?.apiKey);
    this.limits = new ConnectionLimits(state.limits);
    this.subscriptions = new Subscriptions(parts, api, path, this.voice, this.limits);
    this.openedAt = system.monotonic();
    this.pingedAt = this.openedAt;
    this.watch();
  }

  facts(): SocketFacts {
    const { id, path, caller, account, subscriptions } = this;
    return { id, path, key: account?.apiKey, ip: caller.ip, streams: subscriptions.args };
  }

  /** A message came. */
  receive(text: string): void {
    if (!this.isOpen || this.delivery.isFrozen) return;
    if (this.waiting) this.waiting.push(text);
    else this.take(text);
  }

  /** The connection is gone, whoever ended it. */
  closed(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const { state, system } = this.parts;
    system.clearTimeout(this.life);
    system.clearTimeout(this.end);
    this.delivery.end();
    state.sockets.remove(this.id);
    this.subscriptions.end();
  }

  cut(): void {
    if (!this.isOpen) return;
    this.closed();
    this.peer.cut();
  }

  silence(): void {
    this.delivery.silent = true;
  }

  freeze(): void {
    this.delivery.freeze();
  }

  restart(within: number): void {
    this.voice.refuse('session.notice', refuse('30033'));
    const { system } = this.parts;
    system.clearTimeout(this.end);
    this.end = system.setTimeout(() => this.cut(), within);
    Object(this.end).unref?.();
  }

  private take(text: string): void {
    const { system } = this.parts;
    if (!this.limits.message(system.monotonic())) {
      this.cut();
    } else if (text === 'ping') {
      this.pingedAt = system.monotonic();
      this.voice.pong();
    } else if (isLong(text)) {
      this.close(1009, 'message too big');
    } else {
      this.perform(text, parsed(text));
    }
  }

  private perform(text: string, frame: Frame | undefined): void {
    const { op, args } = frame ?? {};
    if (frame && op === 'login') this.login(frame);
    else if (op === 'subscribe' || op === 'unsubscribe') {
      if (hasManyBooks(args, this.api.topic)) this.cut();
      else this.subscriptions.change(op, args, this.account);
    } else if (frame && op === 'trade') this.trade(frame);
    else this.voice.refuse('session.notice', refuse('30002', { message: `Unrecognized request:${text}` }));
  }

  private login(frame: Frame): void {
    const { state, clock } = this.parts;
    const outcome = logIn(this.api, frame, this.caller, state.keys, clock);
    if (!(outcome instanceof Promise)) {
      this.decide(outcome);
      return;
    }
    const waiting: string[] = [];
    this.waiting = waiting;
    void outcome.then((late) => {
      this.waiting = undefined;
      this.decide(late);
      for (const text of waiting) this.receive(text);
    });
  }

  private decide(outcome: AccountFacts | Refusal): void {
    if (!this.isOpen) return;
    const { parts, api, path, voice } = this;
    const fault = voice.draw('session.login');
    const seen = noteOf(parts, path, `${api.name}:session.login`, 'login');
    const decided = refusedBy(fault) ?? outcome;
    if (decided instanceof Refusal) {
      seen.code = decided.code;
      voice.refuse('session.login', decided, fault);
      if (fault.delay === 0) this.close(1000, 'login failed');
      else this.end = parts.system.setTimeout(() => this.close(1000, 'login failed'), fault.delay + 1);
      return;
    }
    seen.code = '0';
    seen.accepted = true;
    seen.key = decided.apiKey;
    this.account = decided;
    parts.state.engine?.open?.(decided, parts.clock.now());
    voice.say('session.login', { event: 'login', code: 0 }, fault);
  }

  private trade(frame: Frame): void {
    const { account, path, caller } = this;
    const say = ({ channel, frame: said, delivery }: TradeReply) => {
      if (delivery?.lost === 'cut') this.cut();
      else if (!delivery?.lost) this.voice.say(channel, said, { delay: delivery?.delay ?? 0, fault: delivery?.fault });
    };
    const reply = trade(this.parts, this.api, frame, { account, path, ...caller });
    if (reply instanceof Promise) void reply.then(say);
    else say(reply);
  }

  private close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.closed();
    this.peer.close(code, reason);
  }

  /** Drops the connection once it was silent for too long, or is too old. */
  private watch(): void {
    const { system } = this.parts;
    const rest = Math.min(this.pingedAt + SILENCE, this.openedAt + LIFE) - system.monotonic();
    if (rest <= 0) {
      this.cut();
      return;
    }
    this.life = system.setTimeout(() => this.watch(), rest);
    Object(this.life).unref?.();
  }
}

function parsed(text: string): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return isRecord(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}
