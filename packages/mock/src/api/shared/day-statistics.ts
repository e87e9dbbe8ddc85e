import { type Market, text, type Venue } from '../../engine/index.js';
import { figure } from './figures.js';

export interface DayStatistics {
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
const known = new WeakMap<Market, { second: number; ticks: number; stats: DayStatistics }>();

/** The last 24 hours of a market; worked out once a second at most. */
export function statsOf({ market, instrument }: Venue, now: number): DayStatistics {
  const second = Math.floor(now / 1000);
  const cached = known.get(market);
  if (cached?.second === second && cached.ticks === market.ticksAt(now)) return cached.stats;
  const candle = market.candle(now - DAY, DAY + 1000, now, (moment) => market.pastTicks(moment));
  const utc = market.pastTicks(Math.floor(now / DAY) * DAY);
  const price = (ticks: number) => text(market.price(ticks));
  const change = (from: number) => figure(market.price(candle.close - from).div(market.price(from)), 5);
  const average = (candle.open + candle.close) / 2 / 10 ** instrument.pricePlaces;
  const stats: DayStatistics = {
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
