import {
  type Decimal,
  down,
  idOf,
  type Market,
  near,
  type Order,
  type Plan,
  type Side,
  type Trigger,
  text,
  type Venue,
  venueOf,
  type World,
} from '../../engine/index.js';

/** What answers share, whatever API asks. */

export const clientOidOf = (world: World, order: Order) =>
  order.clientOid === '' ? idOf(world, 'order', order.seq) : order.clientOid;
export const planOidOf = (world: World, plan: Plan) =>
  plan.clientOid === '' ? idOf(world, 'plan', plan.seq) : plan.clientOid;

/** Limit price; `0` for market orders. */
export function limitPrice(world: World, order: Order): string {
  return order.ticks === 0 ? '0' : priceText(venueOf(world, order.category, order.symbol), order.ticks);
}

export function priceText({ market }: Venue, ticks: number): string {
  return text(market.price(ticks));
}

/** Average price of what was traded; `''` while nothing was. */
export function averageOf(world: World, order: Order, none = ''): string {
  if (order.filled.isZero()) return none;
  const { instrument } = venueOf(world, order.category, order.symbol);
  return text(near(order.value.div(order.filled), instrument.pricePlaces + 4));
}

/** A figure that no money moves by, cut to eight places. */
export function figure(value: Decimal, places = 8): string {
  return text(near(value, places));
}

export function money(value: Decimal): string {
  return text(down(value, 16));
}

export function negative(value: Decimal): string {
  return value.isZero() ? '0' : text(value.negated());
}

export const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

export interface Stats {
  last: string;
  open: string;
  high: string;
  low: string;
  openUtc: string;
  change: string;
  changeUtc: string;
  base: string;
  quote: string;
  usdt: string;
}

const DAY = 86_400_000;
const known = new WeakMap<Market, { second: number; ticks: number; stats: Stats }>();

/** The last 24 hours of a market; reckoned once a second at most. */
export function statsOf({ market, instrument }: Venue, now: number): Stats {
  const second = Math.floor(now / 1000);
  const cached = known.get(market);
  if (cached?.second === second && cached.ticks === market.ticksAt(now)) return cached.stats;
  const candle = market.candle(now - DAY, DAY + 1000, now, (moment) => market.pastTicks(moment));
  const utc = market.pastTicks(Math.floor(now / DAY) * DAY);
  const price = (ticks: number) => text(market.price(ticks));
  const change = (from: number) => figure(market.price(candle.close - from).div(market.price(from)), 5);
  const average = (candle.open + candle.close) / 2 / 10 ** instrument.pricePlaces;
  const stats: Stats = {
    last: price(candle.close),
    open: price(candle.open),
    high: price(candle.high),
    low: price(candle.low),
    openUtc: price(utc),
    change: change(candle.open),
    changeUtc: change(utc),
    base: candle.volume.toFixed(instrument.sizePlaces),
    quote: (candle.volume * average).toFixed(4),
    usdt: (candle.volume * market.dollars(candle.close)).toFixed(4),
  };
  known.set(market, { second, ticks: candle.close, stats });
  return stats;
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY, w: 7 * DAY, M: 30 * DAY };

/** Length of a candle and what its starts are counted from: `1min`, `15m`, `4h`, `1H`, `1day`, `1Dutc`, `1M`. */
function candleOf(name: string): { length: number; offset: number } {
  const [, count = '1', unit = 'm', utc] = /^(\d+)(min|m|h|H|day|D|week|W|M)(utc)?$/.exec(name) ?? [];
  const letter = unit === 'M' ? 'M' : unit.slice(0, 1).toLowerCase();
  const length = Number(count) * (UNITS[letter] ?? 60_000);
  // Days begin at midnight of UTC+8 unless the name says UTC; weeks on Monday.
  const day = utc === undefined && length >= 6 * 3_600_000 ? -8 * 3_600_000 : 0;
  return { length, offset: day + (letter === 'w' ? 4 * DAY : 0) };
}

export interface CandleAsk {
  granularity: string;
  from: number | undefined;
  to: number | undefined;
  limit: number;
  kind: 'market' | 'mark' | 'index' | 'premium';
}

/** Candles, oldest first: start, open, high, low, close, volume in base coin, in quote coin. */
export function candlesOf(venue: Venue, now: number, { granularity, from, to, limit, kind }: CandleAsk): string[][] {
  const { market, instrument } = venue;
  const { length, offset } = candleOf(granularity);
  const startOf = (moment: number) => Math.floor((moment - offset) / length) * length + offset;
  const last = Math.min(to ?? now, now);
  const first = Math.max(from === undefined ? Number.NEGATIVE_INFINITY : from, startOf(last) - (limit - 1) * length);
  const pick = kind === 'mark' ? (at: number) => market.pastMark(at) : (at: number) => market.pastTicks(at);
  const rows: string[][] = [];
  for (let start = Math.ceil((first - offset) / length) * length + offset; start <= last; start += length) {
    if (start < 0 || rows.length >= limit) continue;
    const { open, high, low, close, volume } = market.candle(start, length, now, pick);
    const price = (ticks: number) => text(market.price(ticks));
    const quote = (volume * ((open + close) / 2)) / 10 ** instrument.pricePlaces;
    const traded = kind === 'market' ? [volume.toFixed(instrument.sizePlaces), quote.toFixed(4)] : ['0', '0'];
    rows.push([String(start), price(open), price(high), price(low), price(close), ...traded]);
  }
  return rows;
}

/** The condition of a plan that opens, takes profit or stops the loss. */
export function triggerOf(plan: Plan, which: Trigger['which']): Trigger | undefined {
  return plan.triggers.find((trigger) => trigger.which === which);
}
