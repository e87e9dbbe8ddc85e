import type { Refusal } from '../core/errors.js';
import { refuse } from '../core/errors.js';
import type { MockState } from '../core/state.js';
import type { SocketApi } from './api.js';
import type { Delivery, FrameFault } from './delivery.js';
import { type Frame, textsOf } from './trade-request.js';

/** What a connection says, and what faults make of it. Channels are named without their API, `session.login`. */
export class Voice {
  constructor(
    private readonly state: MockState,
    private readonly api: SocketApi,
    private readonly delivery: Delivery,
    /** Number of the connection. */
    private readonly id: number,
    /** The API key that logged it in. */
    private readonly key: () => string | undefined,
  ) {}

  /** What fault rules have in store for a frame; it uses up those that have a count. */
  draw(channel: string): FrameFault {
    return this.drawFor(`${this.api.name}:${channel}`);
  }

  /** Replies. Frames of v3 carry the number of the connection. */
  say(channel: string, frame: Frame, fault = this.draw(channel)): void {
    const full = this.api.name === 'v3' ? { ...frame, connId: `mock-${String(this.id).padStart(8, '0')}` } : frame;
    this.delivery.send(channel, JSON.stringify(full), false, fault);
  }

  refuse(channel: string, { code, message }: Refusal, fault?: FrameFault): void {
    this.say(channel, { event: 'error', code: Number(code), msg: message }, fault);
  }

  /** Refuses an entry of a subscription. Live frames of v3 repeat it in the message and carry no `arg`. */
  refuseStream(op: string, code: string, entry: unknown, fault: FrameFault): void {
    const { message } = refuse(code);
    const why = code === '30001' ? 'does not exist' : message;
    const said =
      this.api.name === 'v2'
        ? { arg: textsOf(entry), code: Number(code), msg: message, op }
        : { code: Number(code), msg: `${JSON.stringify(entry)} ${why}` };
    this.say(`session.${op}`, { event: 'error', ...said }, fault);
  }

  pong(): void {
    this.delivery.send('session.ping', 'pong', false, this.draw('session.ping'));
  }

  /** @param key of the channel, with its API */
  push(key: string, frame: string): void {
    this.delivery.send(key, frame, true, this.drawFor(key));
  }

  private drawFor(key: string): FrameFault {
    return this.state.faults.draw(key, this.key(), this.state.seed, true);
  }
}

/** The refusal that a fault puts in the place of a reply. */
export function refusedBy({ fault }: FrameFault): Refusal | undefined {
  if (!fault || !('code' in fault)) return undefined;
  return refuse(fault.code, fault.msg === undefined ? {} : { message: fault.msg });
}
