import type { AccountFacts } from '../core/authenticate.js';
import { refuse } from '../core/errors.js';
import type { SocketApi } from './api.js';
import type { ConnectionLimits } from './limits.js';
import { type Named, streamNamed } from './names.js';
import { nameOf, noteOf, type Parts, streamOf } from './parts.js';
import type { Follower } from './stream.js';
import { refusedBy, type Voice } from './voice.js';

type Operation = 'subscribe' | 'unsubscribe';

/** The streams that one connection follows. */
export class Subscriptions implements Follower {
  private readonly followed = new Map<string, Named>();
  private ended = false;

  constructor(
    private readonly parts: Parts,
    private readonly api: SocketApi,
    private readonly path: string,
    private readonly voice: Voice,
    private readonly limits: ConnectionLimits,
  ) {}

  /** What names each of them. */
  get args(): readonly Named['arg'][] {
    return [...this.followed.values()].map(({ arg }) => arg);
  }

  push(channel: string, frame: string): void {
    this.voice.push(channel, frame);
  }

  /** Starts or stops streams, each acknowledged or refused on its own. */
  change(op: Operation, args: unknown, account: AccountFacts | undefined): void {
    if (Array.isArray(args)) for (const entry of args) this.changeOne(op, entry, account);
    else this.voice.refuse('session.notice', refuse('30016'));
  }

  end(): void {
    this.ended = true;
    for (const name of this.followed.keys()) this.parts.hub.leave(name, this);
    this.followed.clear();
  }

  private changeOne(op: Operation, entry: unknown, account: AccountFacts | undefined): void {
    // A fault may have ended it with an entry before.
    if (this.ended) return;
    const { api, parts, voice } = this;
    const isPrivate = this.path.endsWith('private');
    const named = streamNamed(api, isPrivate, entry, parts.exchange.engine.world);
    const fault = voice.draw(`session.${op}`);
    const seen = noteOf(parts, this.path, 'code' in named ? `${api.name}:session.${op}` : named.channel.key, op);
    seen.key = account?.apiKey;
    const refused = this.refusal(op, named, isPrivate && !account) ?? refusedBy(fault)?.code;
    seen.code = refused ?? '0';
    if ('code' in named || refused !== undefined) {
      voice.refuseStream(op, refused ?? '30001', entry, fault);
      return;
    }
    seen.accepted = true;
    voice.say(`session.${op}`, { event: op, arg: named.arg }, fault);
    const name = nameOf(api, named, account);
    if (this.ended) return;
    if (op === 'subscribe') {
      this.followed.set(name, named);
      parts.hub.follow(name, () => streamOf(parts, api, named, account), this);
    } else if (this.followed.delete(name)) parts.hub.leave(name, this);
  }

  private refusal(op: Operation, named: Named | { code: string }, wantsLogin: boolean): string | undefined {
    if ('code' in named) return named.code;
    if (wantsLogin) return '30004';
    const isFull = op === 'subscribe' && !this.limits.stream(this.followed.size, this.parts.system.monotonic());
    return isFull ? '30006' : undefined;
  }
}
