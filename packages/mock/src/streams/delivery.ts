import type { System } from '@bitget-spec/auth';
import { spoiltText } from '../faults/frames.js';
import type { Fault } from '../faults/types.js';

/** What carries a connection's frames: a socket of a server, a pair in memory. */
export interface Peer {
  send(text: string): void;
  /** Closes it with a code and a reason, as the exchange does. */
  close(code: number, reason: string): void;
  /** Drops it without a word. */
  cut(): void;
  /** Takes nothing from the other side any more, not even its goodbye. */
  freeze?(): void;
}

/** What a fault rule has in store for a frame. */
export interface FrameFault {
  /** Milliseconds of real time. */
  readonly delay: number;
  readonly fault: Fault | undefined;
}

interface Waiting {
  readonly text: string;
  /** By the system's steady clock. */
  readonly due: number;
}

/** The way of a connection's frames to the other side: in order, unless a fault has it otherwise. */
export class Delivery {
  /** Pushes are held back, replies are not. */
  silent = false;
  private frozen = false;
  private ended = false;
  private readonly queue: Waiting[] = [];
  /** Frames that let the next of their channel go first. */
  private readonly overtaken = new Map<string, { text: string; timer: unknown }>();
  private timer: unknown;

  constructor(
    private readonly peer: Peer,
    private readonly system: System,
    private readonly cut: () => void,
  ) {}

  /** Nothing goes out any more, and nothing comes in. */
  freeze(): void {
    this.frozen = true;
    this.peer.freeze?.();
  }

  get isFrozen(): boolean {
    return this.frozen;
  }

  /**
   * Sends a frame.
   *
   * @param isPush whether it is data of a stream, not a reply
   */
  send(channel: string, text: string, isPush: boolean, { delay, fault }: FrameFault): void {
    if (fault && 'silent' in fault) this.silent = true;
    if (fault && 'halfOpen' in fault) this.freeze();
    if (this.ended || this.frozen || (isPush && this.silent)) return;
    if (fault && 'cut' in fault && fault.cut === 'before') {
      this.cut();
      return;
    }
    if (fault && ('gap' in fault || 'hang' in fault)) return;
    if (fault && 'swap' in fault && !this.overtaken.has(channel)) {
      const timer = this.system.setTimeout(() => this.catchUp(channel), fault.swap);
      this.overtaken.set(channel, { text, timer });
      return;
    }
    const frame = spoiltText(text, fault);
    this.pass(frame, delay);
    if (fault && 'repeat' in fault) this.pass(frame, 0);
    this.catchUp(channel);
    if (fault && 'cut' in fault) this.system.setTimeout(() => this.cut(), delay + 1);
  }

  /** Forgets what has not gone out. */
  end(): void {
    this.ended = true;
    this.queue.length = 0;
    this.system.clearTimeout(this.timer);
    for (const { timer } of this.overtaken.values()) this.system.clearTimeout(timer);
    this.overtaken.clear();
  }

  private catchUp(channel: string): void {
    const waiting = this.overtaken.get(channel);
    if (!waiting) return;
    this.overtaken.delete(channel);
    this.system.clearTimeout(waiting.timer);
    this.pass(waiting.text, 0);
  }

  /** A frame that is slow holds up those behind it. */
  private pass(text: string, delay: number): void {
    const last = this.queue.at(-1);
    if (!last && delay === 0) {
      this.peer.send(text);
      return;
    }
    const due = this.system.monotonic() + delay;
    this.queue.push({ text, due: Math.max(due, last?.due ?? due) });
    if (!last) this.wait();
  }

  private wait(): void {
    const next = this.queue[0];
    if (!next) return;
    this.timer = this.system.setTimeout(() => this.pump(), Math.max(0, next.due - this.system.monotonic()));
  }

  private pump(): void {
    // A timer may be a little early.
    const now = this.system.monotonic() + 1;
    for (let next = this.queue[0]; next && next.due <= now; next = this.queue[0]) {
      this.queue.shift();
      if (!this.frozen) this.peer.send(next.text);
    }
    this.wait();
  }
}
