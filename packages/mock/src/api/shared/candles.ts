import { text, type Venue } from '../../engine/index.js';

const DAY = 86_400_000;
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

export interface CandleQuery {
  granularity: string;
  from: number | undefined;
  to: number | undefined;
  limit: number;
  kind: 'market' | 'mark' | 'index' | 'premium';
}

/** Start in Unix milliseconds, open, high, low, close, volume in base coin, volume in quote coin. */
export type Candle = [string, string, string, string, string, string, string];

/** Candles of a market, oldest first. */
export function candlesOf(venue: Venue, now: number, { granularity, from, to, limit, kind }: CandleQuery): Candle[] {
  const { market, instrument } = venue;
  const { length, offset } = candleOf(granularity);
  const startOf = (moment: number) => Math.floor((moment - offset) / length) * length + offset;
  const last = Math.min(to ?? now, now);
  const first = Math.max(from === undefined ? Number.NEGATIVE_INFINITY : from, startOf(last) - (limit - 1) * length);
  const pick = kind === 'mark' ? (at: number) => market.pastMark(at) : (at: number) => market.pastTicks(at);
  const rows: Candle[] = [];
  for (let start = Math.ceil((first - offset) / length) * length + offset; start <= last; start += length) {
    if (start < 0 || rows.length >= limit) continue;
    const { open, high, low, close, volume } = market.candle(start, length, now, pick);
    const price = (ticks: number) => text(market.price(ticks));
    const quote = (volume * ((open + close) / 2)) / 10 ** instrument.pricePlaces;
    const base = kind === 'market' ? volume.toFixed(instrument.sizePlaces) : '0';
    const value = kind === 'market' ? quote.toFixed(4) : '0';
    rows.push([String(start), price(open), price(high), price(low), price(close), base, value]);
  }
  return rows;
}
