import type { AccountFacts } from '../core/authenticate.js';
import { Refusal, refuse } from '../core/errors.js';
import { isRecord } from '../core/schema.js';
import type { OpenSocket, SocketFacts } from '../core/sockets.js';
import type { SocketApi } from './api.js';
import { Delivery, type FrameFault, type Peer } from './delivery.js';
import { ConnectionLimits, isLong, MOST_BOOKS } from './limits.js';
import { type Caller, logIn } from './login.js';
import { type Named, streamNamed } from './names.js';
import { nameOf, type Parts, streamOf } from './parts.js';
import type { Follower } from './stream.js';
import { type TradeReply, trade } from './trade.js';
import { type Frame, textsOf } from './trade-request.js';

/** Milliseconds without a `ping` after which the exchange drops a connection. */
const SILENCE = 120_000;
/** Milliseconds after which it drops any. */
const LIFE = 86_400_000;

/** One connection to the exchange: what it sends is answered in order, and what it follows is pushed to it. */
export class Connection implements OpenSocket, Follower {
  private readonly id: number;
  private readonly delivery: Delivery;
  private readonly limits: ConnectionLimits;
  private account: AccountFacts | undefined;
  private readonly followed = new Map<string, Named>();
  private isOpen = true;
  private readonly openedAt: number;
  private pingedAt: number;
  private life: unknown;
  private end: unknown;
  /** The login under way: what comes after it waits for it. */
  private pending: Promise<void> | undefined;

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
    this.limits = new ConnectionLimits(state.limits);
    this.openedAt = system.monotonic();
    this.pingedAt = this.openedAt;
    this.watch();
  }

  facts(): SocketFacts {
    const { id, path, caller, account, followed } = this;
    return { id, path, key: account?.apiKey, ip: caller.ip, streams: [...followed.values()].map(({ arg }) => arg) };
  }

  /** A message came. */
  receive(text: string): void {
    if (!this.isOpen || this.delivery.isFrozen) return;
    if (this.pending) this.pending = this.pending.then(() => this.take(text));
    else this.take(text);
  }

  /** The connection is gone, whoever ended it. */
  closed(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const { state, system, hub } = this.parts;
    system.clearTimeout(this.life);
    system.clearTimeout(this.end);
    this.delivery.end();
    state.sockets.remove(this.id);
    for (const name of this.followed.keys()) hub.leave(name, this);
    this.followed.clear();
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
    this.refuse('session.notice', refuse('30033'));
    this.end = this.parts.system.setTimeout(() => this.cut(), within);
    Object(this.end).unref?.();
  }

  push(channel: string, frame: string): void {
    this.send(channel, frame, true, this.draw(channel));
  }

  private take(text: string): void {
    if (!this.isOpen) return;
    const { system } = this.parts;
    if (!this.limits.message(system.monotonic())) {
      this.cut();
      return;
    }
    if (text === 'ping') {
      this.pingedAt = system.monotonic();
      const channel = `${this.api.name}:session.ping`;
      this.send(channel, 'pong', false, this.draw(channel));
      return;
    }
    if (isLong(text)) {
      this.close(1009, 'message too big');
      return;
    }
    const frame = parsed(text);
    if (frame?.op === 'login') this.login(frame);
    else if (frame?.op === 'subscribe' || frame?.op === 'unsubscribe') this.follow(frame.op, frame.args);
    else if (frame?.op === 'trade') this.trade(frame);
    else this.refuse('session.notice', refuse('30002', { message: `Unrecognized request:${text}` }));
  }

  private login(frame: Frame): void {
    const { state, clock } = this.parts;
    const seen = this.note('session.login');
    const decide = (outcome: AccountFacts | Refusal) => {
      if (!this.isOpen) return;
      const fault = this.draw(`${this.api.name}:session.login`);
      const refused = outcome instanceof Refusal ? outcome : refusedBy(fault);
      seen.code = refused?.code ?? '0';
      seen.accepted = refused === undefined;
      if (refused || outcome instanceof Refusal) {
        this.refuse('session.login', refused ?? refuse('30005'), fault);
        this.close(1000, 'login failed');
        return;
      }
      this.account = outcome;
      seen.key = outcome.apiKey;
      state.engine?.open?.(outcome, clock.now());
      this.say('session.login', { event: 'login', code: 0 }, fault);
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
      this.refuse('session.notice', refuse('30016'));
      return;
    }
    if (args.filter((entry) => isRecord(entry) && entry[this.api.topic] === 'books').length >= MOST_BOOKS) {
      this.cut();
      return;
    }
    for (const entry of args) this.followOne(op, entry);
  }

  private followOne(op: 'subscribe' | 'unsubscribe', entry: unknown): void {
    if (!this.isOpen) return;
    const { hub, exchange, system } = this.parts;
    const named = streamNamed(this.api, this.isPrivate, entry, exchange.engine.world);
    const fault = this.draw(`${this.api.name}:session.${op}`);
    const seen = this.note('code' in named ? `session.${op}` : idOf(named), op);
    const full = op === 'subscribe' && !this.limits.stream(this.followed.size, system.monotonic());
    const code = 'code' in named ? named.code : this.isPrivate && !this.account ? '30004' : full ? '30006' : undefined;
    const refused = code ?? refusedBy(fault)?.code;
    seen.code = refused ?? '0';
    if ('code' in named || refused !== undefined) {
      this.refuseStream(op, refused ?? '30001', entry, fault);
      return;
    }
    seen.accepted = true;
    const name = nameOf(this.api, named, this.account);
    this.say(`session.${op}`, { event: op, arg: named.arg }, fault);
    if (op === 'unsubscribe') {
      if (this.followed.delete(name)) hub.leave(name, this);
      return;
    }
    this.followed.set(name, named);
    hub.follow(name, () => streamOf(this.parts, this.api, named, this.account), this);
  }

  private trade(frame: Frame): void {
    const { account, path, caller } = this;
    const say = ({ channel, frame: said, delivery }: TradeReply) => {
      if (delivery?.lost === 'cut') this.cut();
      else if (!delivery?.lost) this.say(channel, said, { delay: delivery?.delay ?? 0, fault: delivery?.fault });
    };
    const reply = trade(this.parts, this.api, frame, { account, path, ...caller });
    if (reply instanceof Promise) reply.then(say);
    else say(reply);
  }

  private get isPrivate(): boolean {
    return this.path.endsWith('private');
  }

  /** Live frames of v3 repeat the entry in the message and carry no `arg`. */
  private refuseStream(op: string, code: string, entry: unknown, fault: FrameFault): void {
    const { message } = refuse(code);
    const said =
      this.api.name === 'v2'
        ? { event: 'error', arg: textsOf(entry), code: Number(code), msg: message, op }
        : {
            event: 'error',
            code: Number(code),
            msg: `${JSON.stringify(entry)} ${code === '30001' ? 'does not exist' : message}`,
          };
    this.say(`session.${op}`, said, fault);
  }

  private refuse(channel: string, { code, message }: Refusal, fault?: FrameFault): void {
    this.say(channel, { event: 'error', code: Number(code), msg: message }, fault);
  }

  /** Replies, with what faults make of it. Frames of v3 carry the number of the connection. */
  private say(channel: string, frame: Frame, fault?: FrameFault): void {
    const key = `${this.api.name}:${channel}`;
    const full = this.api.name === 'v3' ? { ...frame, connId: `mock-${String(this.id).padStart(8, '0')}` } : frame;
    this.send(key, JSON.stringify(full), false, fault ?? this.draw(key));
  }

  private send(channel: string, text: string, isPush: boolean, fault: FrameFault): void {
    if (this.isOpen) this.delivery.send(channel, text, isPush, fault);
  }

  private draw(channel: string): FrameFault {
    const { faults, seed } = this.parts.state;
    return faults.draw(channel, this.account?.apiKey, seed, true);
  }

  /** A line in the journal. */
  private note(channel: string, method = channel.slice('session.'.length)) {
    const { state, clock } = this.parts;
    const seen = state.journal.open(method, this.path, clock.now(), 0);
    seen.operation = `${this.api.name}:${channel}`;
    seen.effect = 'read';
    seen.key = this.account?.apiKey;
    return seen;
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

/** `public.books` for the channel of a stream. */
const idOf = ({ channel }: Named) => channel.key.slice(channel.key.indexOf(':') + 1);

/** The refusal that a fault puts in the place of a reply. */
function refusedBy({ fault }: FrameFault): Refusal | undefined {
  if (!fault || !('code' in fault)) return undefined;
  return refuse(fault.code, fault.msg === undefined ? {} : { message: fault.msg });
}

function parsed(text: string): Frame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    return isRecord(frame) ? frame : undefined;
  } catch {
    return undefined;
  }
}
