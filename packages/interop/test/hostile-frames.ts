import { type Random, randomFrame } from '../../websocket/test/random-frames.js';

const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'NOPE', '', 'default', '__proto__', 'constructor'];
const TOPICS = [
  'books',
  'books1',
  'ticker',
  'publicTrade',
  'kline',
  'order',
  'fill',
  'fast-fill',
  'position',
  'account',
];
const CODES = [0, '0', '00', 30001, '30003', 30004, 30006, 30007, 30012, 30016, 30033, '429', 40010, 45001, 25204, 'x'];
const NAMES = [
  ...[
    'event',
    'action',
    'arg',
    'args',
    'data',
    'ts',
    'code',
    'msg',
    'id',
    'op',
    'seq',
    'pseq',
    'a',
    'b',
    'asks',
    'bids',
  ],
  ...[
    'topic',
    'channel',
    'symbol',
    'instId',
    'instType',
    'coin',
    'interval',
    'maxdepth',
    'orderId',
    'execId',
    'params',
  ],
  ...['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf', 'toJSON', 'then', 'length'],
];
const NUMBERS = [
  '0',
  '-1',
  '1e400',
  '-1e400',
  '1e-400',
  '0.1',
  '9007199254740993',
  '1'.repeat(400),
  '-0',
  '2147483648',
];
const WORDS = [
  '',
  'x',
  'ping',
  'pong',
  'NaN',
  '-1',
  '1e5',
  '64250.5',
  '\u0000',
  '\ud800',
  '币安人生',
  '{"instType":"spot"}',
  '0',
];

/** Anything that may come over a connection: nearly right, wrong, or no text at all. */
export class HostileFrames {
  /**
   * @param args of the streams that are followed
   * @param ids numbers of the requests under way
   */
  constructor(
    private readonly random: Random,
    private readonly args: readonly object[],
    private readonly ids: readonly string[],
    private readonly clientOids: readonly string[],
  ) {}

  next(): unknown {
    const kind = this.random(100);
    if (kind < 25) return randomFrame(this.random);
    if (kind < 60) return this.maybeTorn(JSON.stringify(this.spoilt(this.known())));
    if (kind < 70) return this.maybeTorn(JSON.stringify(this.known()));
    if (kind < 80) return this.text(4);
    if (kind < 85) return this.maybeTorn(`{"arg":${JSON.stringify(this.arg())},"data":${this.text(3)}}`);
    if (kind < 92) return JSON.stringify(this.known()).replace(/"[^"]*"(?=[,}\]])|\d+/, () => this.pick(NUMBERS));
    if (kind < 95) return this.pick(['pong', 'ping', '', '{', '[]', 'null', '"', '1e999', '{"event":"error"}', ' {} ']);
    if (kind < 96) return this.deep();
    return this.pick<unknown>([new Uint8Array([123, 125]), new ArrayBuffer(3), undefined, null, 7, {}, ['{}'], true]);
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.random(list.length)] as T;
  }

  private arg(): object {
    if (this.random(3)) return this.pick(this.args);
    const all = {
      instType: this.pick(['usdt-futures', 'usdt-futures', 'UTA']),
      topic: this.pick(TOPICS),
      symbol: this.pick(SYMBOLS),
    };
    return Object.fromEntries(Object.entries(all).filter(() => this.random(8)));
  }

  /** What an exchange says. */
  private known(): object {
    const { random } = this;
    const arg = this.arg();
    const code = this.pick(CODES);
    const msg = this.pick(WORDS);
    const id = this.pick([...this.ids, 'x', 7]);
    const time = `${1_700_000_000_000 + random(1e6)}`;
    const item = {
      ...{ symbol: this.pick(SYMBOLS), orderId: `${random(50)}`, execId: `${random(50)}`, updatedTime: time },
      ...{ orderStatus: this.pick(['live', 'filled', 'cancelled']), size: this.pick(['0', '1']), execTime: time },
    };
    const row = () => [`${random(9) + 1}`, `${random(3)}`];
    const book = { a: [row(), row()], b: [row()], seq: random(1e6), pseq: random(1e6), ts: time };
    const data = this.pick<unknown>([[item], [item, item], [book], item, []]);
    return this.pick<object>([
      { action: this.pick(['snapshot', 'update']), arg, data, ts: Number(time) },
      { action: this.pick(['snapshot', 'update']), arg, data, ts: time },
      { event: this.pick(['subscribe', 'unsubscribe']), arg, connId: 'c' },
      { event: 'error', arg, code, msg, op: 'subscribe' },
      { event: 'error', code, msg: `${JSON.stringify(arg)} ${msg}` },
      { event: 'error', code, msg, id },
      { event: 'login', code, msg },
      {
        event: 'trade',
        id,
        topic: 'place-order',
        code,
        msg,
        args: [{ orderId: '1', clientOid: this.pick(this.clientOids) }],
        ts: time,
      },
      {
        event: 'trade',
        code,
        msg,
        arg: [{ id, params: { orderId: '1', clientOid: this.pick(this.clientOids) } }],
        ts: time,
      },
    ]);
  }

  /** Puts other values in some places. */
  private spoilt(value: unknown, depth = 0): unknown {
    if (depth > this.random(4)) return this.value(3);
    if (Array.isArray(value)) {
      const at = this.random(value.length + 1);
      return value.map((item, index) => (index === at ? this.spoilt(item, depth + 1) : item));
    }
    if (typeof value !== 'object' || value === null) return this.value(2);
    const entries = Object.entries(value);
    const at = this.random(entries.length + 1);
    const change = this.random(16);
    if (change < 4) entries.splice(at, 1);
    else if (change < 7) entries.push([this.pick(NAMES), this.value(2)]);
    // a name of the prototype is a field like others, as JSON.parse makes it
    return Object.fromEntries(
      entries.map(([name, old], index) => [name, index === at ? this.spoilt(old, depth + 1) : old]),
    );
  }

  private value(depth: number): unknown {
    return JSON.parse(this.text(depth).replace(/1e4\d\d/g, '1e308'));
  }

  /** JSON of any kind. */
  private text(depth: number): string {
    const list = (make: () => string) => Array.from({ length: this.random(4) }, make).join();
    const kind = this.random(depth > 0 ? 9 : 6);
    if (kind < 2) return JSON.stringify(this.pick(WORDS));
    if (kind === 2) return this.pick(NUMBERS);
    if (kind === 3) return this.pick(['true', 'false', 'null']);
    if (kind === 4) return JSON.stringify(this.pick([...SYMBOLS, ...TOPICS]));
    if (kind === 5) return `${this.random(100)}`;
    if (kind === 6) return `[${list(() => this.text(depth - 1))}]`;
    return `{${list(() => `${JSON.stringify(this.pick(NAMES))}:${this.text(depth - 1)}`)}}`;
  }

  private maybeTorn(text: string): string {
    if (this.random(6)) return text;
    const at = this.random(text.length + 1);
    return (
      text.slice(0, at) + this.pick(['', '"', '}', ',', '\\', '\u0000', '[', '1']) + text.slice(at + this.random(3))
    );
  }

  /** Deeper than a stack. */
  private deep(): string {
    const depth = this.pick([100, 20_000]);
    const inner = '['.repeat(depth) + ']'.repeat(depth);
    return this.pick([inner, `{"action":"update","arg":${JSON.stringify(this.arg())},"data":[${inner}],"ts":1}`]);
  }
}
