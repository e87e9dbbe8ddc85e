/** A bare client of the mock's sockets, for the tests of this package. */
import { createHmac } from 'node:crypto';
import { vi } from 'vitest';
import { isRecord } from '../src/core/schema.js';
import type { MockExchange } from '../src/hosts/exchange.js';
import { type MemorySocket, type MemorySocketClass, memorySockets } from '../src/hosts/memory-socket.js';
import type { Hosted } from '../src/streams/index.js';
import { signed } from './small-exchange.js';

export type Frame = Record<string, unknown>;

/** From now on time stands still but for {@link pass}. Call it before each test, and `vi.useRealTimers` after. */
export function stopTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: 1_761_998_400_000 });
}

/** Lets time pass, milliseconds. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settled();
}

/** A signed request to an exchange, and what its envelope says. */
export async function rest(exchange: MockExchange, url: string, body?: object, key = 'test-key'): Promise<Frame> {
  const method = body ? 'POST' : 'GET';
  const text = body ? JSON.stringify(body) : '';
  const request = signed(method, url, text, { time: String(exchange.clock.now()), key });
  const reply = await exchange.handle(request);
  const envelope: unknown = JSON.parse(reply.body);
  return isRecord(envelope) ? envelope : {};
}

/** Lets all that was sent arrive. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

export class SocketClient {
  readonly frames: string[] = [];
  closed: { code: number; reason: string } | undefined;

  private constructor(
    readonly socket: MemorySocket,
    private readonly exchange: Hosted,
  ) {
    socket.onmessage = ({ data }) => this.frames.push(data);
    socket.onclose = ({ code, reason }) => {
      this.closed = { code, reason };
    };
  }

  /** @param path `/v3/ws/public` */
  static async open(exchange: Hosted, path: string, WebSocket: MemorySocketClass = memorySockets(exchange)) {
    const client = new SocketClient(new WebSocket(`wss://ws.bitget.com${path}`), exchange);
    await settled();
    return client;
  }

  async send(...messages: (object | string)[]): Promise<Frame[]> {
    const from = this.frames.length;
    for (const message of messages) this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    await settled();
    return parsed(this.frames.slice(from));
  }

  /** What came since it was asked last. */
  take(): Frame[] {
    return parsed(this.frames.splice(0));
  }

  login({ key = 'test-key', secret = 'test-secret', passphrase = 'test-passphrase', ahead = 0 } = {}) {
    return this.send(loginFrame(this.exchange.clock.now() + ahead, key, secret, passphrase));
  }

  subscribe(...args: object[]) {
    return this.send({ op: 'subscribe', args });
  }
}

export function loginFrame(now: number, apiKey: string, secret: string, passphrase: string) {
  const timestamp = String(Math.floor(now / 1000));
  const sign = createHmac('sha256', secret).update(`${timestamp}GET/user/verify`).digest('base64');
  return { op: 'login', args: [{ apiKey, passphrase, timestamp, sign }] };
}

function parsed(frames: readonly string[]): Frame[] {
  return frames.flatMap((text) => {
    if (text === 'pong') return [{ pong: true }];
    const frame: unknown = JSON.parse(text);
    return isRecord(frame) ? [frame] : [];
  });
}

/** Rows of a book as the pushes of a stream make it: price → size. */
export class MergedBook {
  readonly asks = new Map<string, string>();
  readonly bids = new Map<string, string>();
  seq = '';

  /** @throws Error where a push does not follow the one before */
  take(text: string): void {
    const frame: unknown = JSON.parse(text);
    const item = isRecord(frame) && Array.isArray(frame.data) ? frame.data[0] : undefined;
    if (!isRecord(frame) || !isRecord(item)) throw new Error(`no book: ${text.slice(0, 200)}`);
    const [seq, pseq] = [/"seq":(\d+)/.exec(text)?.[1] ?? '', /"pseq":(\d+)/.exec(text)?.[1] ?? ''];
    if (frame.action === 'snapshot') {
      this.asks.clear();
      this.bids.clear();
    } else if (pseq !== this.seq) throw new Error(`gap: ${pseq} after ${this.seq}`);
    this.seq = seq;
    merge(this.asks, item.a ?? item.asks);
    merge(this.bids, item.b ?? item.bids);
  }

  /** Best first. */
  rows() {
    const sorted = (side: Map<string, string>, way: number) =>
      [...side].sort(([a], [b]) => way * (Number(a) - Number(b)));
    return { asks: sorted(this.asks, 1), bids: sorted(this.bids, -1) };
  }
}

function merge(side: Map<string, string>, rows: unknown): void {
  if (!Array.isArray(rows)) return;
  for (const [price, size] of rows) {
    if (size === '0') side.delete(price);
    else side.set(price, size);
  }
}
