import type { Random } from '../../websocket/test/random-frames.js';

export const FUTURES = { instType: 'usdt-futures' } as const;
export const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT'] as const;

/** Levels of a side that there may be. */
const LEVELS = 500;
const MIDDLE = 640_000;

type Side = Map<number, string>;

/** Messages of an exchange where much happens: books, trades, tickers, and orders of ours, each with numbers of its own. */
export class BusyMarket {
  #count = 0;
  readonly #books = new Map<string, { bids: Side; asks: Side; seq: number }>(
    SYMBOLS.map((symbol) => [symbol, { bids: new Map(), asks: new Map(), seq: 1 }]),
  );

  constructor(private readonly random: Random) {
    for (const symbol of SYMBOLS) for (let times = 0; times < LEVELS; times++) this.#change(symbol);
  }

  /** Whether the next message is of a private stream: one of ten is. */
  get isPrivateNext(): boolean {
    return this.#count % 10 === 9;
  }

  next(isPrivate: boolean): string {
    const count = this.#count++;
    const ts = 1_761_998_400_000 + count;
    if (isPrivate) return this.#own(count, ts);
    if (count % 10 < 6) return this.#update(SYMBOLS[count % SYMBOLS.length] ?? 'BTCUSDT', ts);
    const arg = { ...FUTURES, topic: count % 10 < 8 ? 'publicTrade' : 'ticker', symbol: 'BTCUSDT' };
    const price = this.#price(MIDDLE + this.random(100));
    const item =
      arg.topic === 'ticker'
        ? { symbol: 'BTCUSDT', lastPrice: price, volume24h: `${count}`, markPrice: price }
        : { i: `${count}`, L: `${count}`, p: price, v: '0.01', S: 'buy', T: `${ts}`, isRPI: 'no' };
    return JSON.stringify({ action: 'snapshot', arg, data: [item], ts });
  }

  snapshot(symbol: string): string {
    const { seq } = this.#bookOf(symbol);
    const [b, a] = this.rows(symbol);
    return this.#push('snapshot', symbol, { a, b, seq, pseq: 0, ts: '1761998400000' }, 1_761_998_400_000);
  }

  /** Bids and asks, best first. */
  rows(symbol: string): [bids: [string, string][], asks: [string, string][]] {
    const { bids, asks } = this.#bookOf(symbol);
    const sorted = (side: Side, way: number) =>
      [...side]
        .sort(([one], [other]) => way * (one - other))
        .map(([price, size]): [string, string] => [this.#price(price), size]);
    return [sorted(bids, -1), sorted(asks, 1)];
  }

  #bookOf(symbol: string) {
    const book = this.#books.get(symbol);
    if (!book) throw new Error(`no book of ${symbol}`);
    return book;
  }

  #price = (ticks: number) => (ticks / 10).toFixed(1);

  #push = (action: string, symbol: string, item: object, ts: number) =>
    JSON.stringify({ action, arg: { ...FUTURES, topic: 'books', symbol }, data: [item], ts });

  #change(symbol: string): { isBid: boolean; row: [string, string] } {
    const { bids, asks } = this.#bookOf(symbol);
    const isBid = this.random(2) === 0;
    const away = 1 + this.random(LEVELS);
    const ticks = isBid ? MIDDLE - away : MIDDLE + away;
    const side = isBid ? bids : asks;
    const size = side.has(ticks) && this.random(2) === 0 ? '0' : `${1 + this.random(20_000)}`;
    if (size === '0') side.delete(ticks);
    else side.set(ticks, size);
    return { isBid, row: [this.#price(ticks), size] };
  }

  #update(symbol: string, ts: number): string {
    const book = this.#bookOf(symbol);
    const changes = Array.from({ length: 1 + this.random(12) }, () => this.#change(symbol));
    const rows = (wanted: boolean) => changes.filter(({ isBid }) => isBid === wanted).map(({ row }) => row);
    const pseq = book.seq;
    book.seq += changes.length;
    return this.#push('update', symbol, { a: rows(false), b: rows(true), seq: book.seq, pseq, ts: `${ts}` }, ts);
  }

  #own(count: number, ts: number): string {
    const isFill = (count >> 1) % 2 === 0;
    const item = isFill
      ? {
          execId: `e${count}`,
          orderId: `o${count}`,
          symbol: 'BTCUSDT',
          execPrice: '64000',
          execQty: '1',
          execTime: `${ts}`,
        }
      : { orderId: `o${count}`, symbol: 'BTCUSDT', orderStatus: 'filled', cumExecQty: '1', updatedTime: `${ts}` };
    const arg = { instType: 'UTA', topic: isFill ? 'fill' : 'order' };
    return JSON.stringify({ action: isFill ? 'update' : 'snapshot', arg, data: [item], ts });
  }
}
