import { channels as v2Channels } from '@bitget-spec/v2/channels';
import { channels as v3Channels } from '@bitget-spec/v3/channels';
import { expect, it } from 'vitest';
import { frameErrors } from '../../test/frames.js';
import { Dice } from '../../test/fuzzer.js';
import { loginFrame } from '../../test/socket-client.js';
import { createMockExchange } from '../hosts/exchange.js';
import { socketServerOf } from './index.js';

const RUNS = Number(process.env.FUZZ_RUNS ?? (process.env.SOAK ? 1_000_000 : 5_000));
const SEED = process.env.FUZZ_SEED ?? (process.env.SOAK ? `${Date.now()}` : 'frames');
const NOW = 1_761_998_400_000;
const PATHS = ['/v2/ws/public', '/v2/ws/private', '/v3/ws/public', '/v3/ws/private'] as const;

const WORDS = [
  'BTCUSDT',
  'ETHUSDT',
  'default',
  'NOPE',
  '',
  'spot',
  'SPOT',
  'UTA',
  'usdt-futures',
  'USDT-FUTURES',
  '__proto__',
  'constructor',
  'buy',
  'sell',
  'limit',
  'market',
  'gtc',
  '60000',
  '0.01',
  '-1',
  '1e400',
  'NaN',
  '\u0000',
  '\ud800',
  'ping',
  'long',
  'short',
  'crossed',
  'USDT',
  'open',
  'close',
];
const TOPICS = [...v2Channels, ...v3Channels].flatMap(({ topics }) => topics);
const NAMES = [
  'op',
  'args',
  'instType',
  'topic',
  'channel',
  'symbol',
  'instId',
  'coin',
  'interval',
  'id',
  'category',
  'params',
  'qty',
  'size',
  'price',
  'side',
  'orderType',
  'force',
  'clientOid',
  'orderId',
  'marginCoin',
  'marginMode',
  'tradeSide',
  'posSide',
  'apiKey',
  'passphrase',
  'timestamp',
  'sign',
  '__proto__',
];

/** Messages: most nearly what the exchange takes, some of them anything. */
class Messages {
  constructor(private readonly dice: Dice) {}

  private chance(share: number): boolean {
    return this.dice.roll(1000) < share * 1000;
  }

  private any<Item>(list: readonly Item[]): Item | undefined {
    return list[this.dice.roll(list.length)];
  }

  next(): string {
    const { dice } = this;
    if (this.chance(0.03))
      return dice.pick(['ping', 'pong', '', '{', '[]', 'null', '"', '1e999', '[[[[[[[[', 'x'.repeat(5000)]);
    const text = JSON.stringify(this.frame());
    return this.chance(0.05) ? this.torn(text) : text;
  }

  private torn(text: string): string {
    const at = this.dice.roll(text.length);
    return text.slice(0, at) + this.dice.pick(['', '"', '}', ',', '\\', '\u0000']) + text.slice(at + this.dice.roll(3));
  }

  private frame(): unknown {
    const { dice } = this;
    const kind = dice.roll(10);
    if (kind < 1)
      return loginFrame(
        NOW,
        dice.pick(['test-key', 'test-key', 'nobody']),
        dice.pick(['test-secret', 'x']),
        'test-passphrase',
      );
    if (kind < 5)
      return { op: dice.pick(['subscribe', 'subscribe', 'unsubscribe']), args: this.list(() => this.arg()) };
    if (kind < 9) return this.trade();
    return this.value(3);
  }

  private arg(): unknown {
    const channel = this.any([...v2Channels, ...v3Channels]);
    const arg = Object.fromEntries(channel?.args.map(({ name, values }) => [name, this.any(values ?? WORDS)]) ?? []);
    return this.chance(0.2) ? this.spoilt(arg) : arg;
  }

  private trade(): unknown {
    const { dice } = this;
    const order = {
      symbol: 'BTCUSDT',
      orderType: dice.pick(['limit', 'market']),
      qty: dice.pick(['0.01', '1', '100']),
      size: '0.01',
      price: dice.pick(['50000', '70000']),
      side: dice.pick(['buy', 'sell']),
      clientOid: dice.pick(['a', 'b', 'c', `${dice.roll(1e9)}`]),
      force: 'gtc',
      marginCoin: 'USDT',
      marginMode: 'crossed',
      tradeSide: 'open',
    };
    const spoilt = () => (this.chance(0.3) ? this.spoilt(order) : order);
    if (this.chance(0.5)) {
      const topic = dice.pick([
        'place-order',
        'modify-order',
        'cancel-order',
        'batch-place',
        'batch-modify',
        'batch-cancel',
      ]);
      const frame = {
        op: 'trade',
        id: `${dice.roll(1e6)}`,
        topic,
        category: dice.pick(['spot', 'usdt-futures', 'margin']),
        args: topic.startsWith('batch') ? this.list(spoilt) : [spoilt()],
      };
      return this.chance(0.1) ? this.spoilt(frame) : frame;
    }
    const entry = {
      id: `${dice.roll(1e6)}`,
      instType: dice.pick(['SPOT', 'USDT-FUTURES']),
      instId: 'BTCUSDT',
      channel: dice.pick(['place-order', 'cancel-order']),
      params: spoilt(),
    };
    return { op: 'trade', args: [this.chance(0.1) ? this.spoilt(entry) : entry] };
  }

  private spoilt(fields: object): object {
    const entries = Object.entries(fields).filter(() => !this.chance(0.1));
    return Object.fromEntries([...entries, [String(this.any(NAMES)), this.value(2)]]);
  }

  private list<Item>(make: () => Item): Item[] {
    return Array.from({ length: this.dice.roll(4) }, make);
  }

  private value(depth: number): unknown {
    const { dice } = this;
    const kind = dice.roll(depth > 0 ? 8 : 6);
    if (kind < 2) return this.any(WORDS);
    if (kind === 2) return this.any(TOPICS);
    if (kind === 3) return dice.pick([0, -1, 1e308, 2 ** 53, 0.1]);
    if (kind === 4) return dice.pick([true, false, null]);
    if (kind === 5) return 'y'.repeat(dice.roll(200));
    if (kind === 6) return this.list(() => this.value(depth - 1));
    return Object.fromEntries(this.list(() => [String(this.any(NAMES)), this.value(depth - 1)]));
  }
}

it(`bears ${RUNS} messages, and replies as described`, { timeout: 3_600_000 }, async () => {
  const exchange = createMockExchange({ now: NOW });
  const server = socketServerOf(exchange);
  const dice = new Dice(SEED);
  const messages = new Messages(dice);
  const frames: string[] = [];
  const peer = { send: (text: string) => frames.push(text), close: () => {}, cut: () => {} };
  let taken = 0;
  let sent = 0;
  for (let done = 0; done < RUNS; ) {
    const url = dice.pick(PATHS);
    const connection = server.accept({ url }, peer);
    if (dice.roll(2) === 0)
      connection.receive(JSON.stringify(loginFrame(NOW, 'test-key', 'test-secret', 'test-passphrase')));
    const tries: string[] = [];
    for (let count = dice.roll(60); count > 0; count--, done++) {
      const message = messages.next();
      tries.push(message);
      connection.receive(message);
      if (dice.roll(20) === 0) await Promise.resolve();
    }
    await Promise.resolve();
    connection.closed();
    const wrong = frames.flatMap((text) => frameErrors(url.slice(1, 3), text));
    if (wrong.length > 0) expect.fail(`${SEED} ${url} ${wrong.slice(0, 5)}\n${tries.join('\n').slice(0, 4000)}`);
    taken += frames.filter((text) => text.includes('"event":"trade"')).length;
    sent += frames.length;
    frames.length = 0;
    expect(exchange.sockets.list()).toEqual([]);
    // So that what is kept stays small.
    if (dice.roll(100) === 0) exchange.reset();
  }
  expect(taken).toBeGreaterThan(RUNS / 100);
  expect(sent).toBeGreaterThan(RUNS / 3);
});
