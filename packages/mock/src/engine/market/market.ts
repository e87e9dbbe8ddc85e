import { type Decimal, decimal, ZERO } from '../decimal.js';
import type { Instrument, Side } from '../types.js';
import { type Level, Levels, lotsOf } from './levels.js';
import { lot, seedOf, walk } from './price-walk.js';

/** From a moment on, prices are held, or walk on with a factor. */
export interface Shift {
  /** Unix milliseconds. */
  from: number;
  factor: number;
  /** The held price, in ticks. */
  held?: number;
}

export interface Candle {
  start: number;
  /** Open, high, low, close in ticks. */
  open: number;
  high: number;
  low: number;
  close: number;
  /** In base coin, as a plain figure that no money moves by. */
  volume: number;
}

export interface PublicTrade {
  number: number;
  ticks: number;
  size: Decimal;
  side: Side;
  at: number;
}

const SIDE = 2;
const AMOUNT = 3;
const BASIS = 4;
const FUNDING = 5;
const VOLUME = 6;

// What is traded in one second, in US dollars.
const VALUE_PER_SECOND = 9_000;

/**
 * The seeded market of one instrument: its price at any moment, and what follows from it. Prices are ticks,
 * whole numbers of the last decimal; floats only draw the walk, no money is reckoned with them.
 */
export class Market {
  readonly key: string;
  shifts: Shift[] = [];
  private readonly seed: number;
  private readonly unit: number;
  /** The smallest step of a price. */
  private readonly tick: Decimal;
  // The price asked for last: an order's is asked for several times in a row.
  private pricedTicks = 0;
  private priced: Decimal = ZERO;
  private readonly levels: Levels;
  private cachedSecond = Number.NaN;
  private cachedTicks = 0;

  constructor(
    readonly instrument: Instrument,
    private readonly worldSeed: string,
  ) {
    this.key = marketKey(instrument.category, instrument.symbol);
    // The coin's own seed, so that spot and futures go the same way.
    this.seed = seedOf(worldSeed, instrument.base);
    this.unit = 10 ** instrument.pricePlaces;
    this.tick = decimal(1).shiftedBy(-instrument.pricePlaces);
    this.levels = new Levels(instrument, this.seed, (ticks) => this.dollars(ticks));
  }

  /** The last price, in ticks. It stands still within a second. */
  ticksAt(now: number): number {
    const second = Math.floor(now / 1000);
    if (second === this.cachedSecond) return this.cachedTicks;
    this.cachedTicks = this.compute(second);
    this.cachedSecond = second;
    return this.cachedTicks;
  }

  private compute(second: number): number {
    const shift = this.shiftAt(second * 1000 + 999);
    if (shift?.held !== undefined) return shift.held;
    return Math.max(2, Math.round(this.walkTo(second) * (shift?.factor ?? 1) * this.unit));
  }

  private walkTo(second: number): number {
    const { base, quote, start } = this.instrument;
    const factor = walk(this.seed, second);
    // A pair of two coins is worth what its coins are worth.
    return (start * factor) / (/^USD/.test(quote) || quote === base ? 1 : walk(seedOf(this.worldSeed, quote), second));
  }

  private shiftAt(moment: number): Shift | undefined {
    for (let index = this.shifts.length - 1; index >= 0; index--) {
      const shift = this.shifts[index];
      if (shift && shift.from <= moment) return shift;
    }
    return undefined;
  }

  /** Holds the price from now on; without a price it walks on from where it is. */
  setTicks(ticks: number | undefined, now: number): void {
    const current = this.ticksAt(now);
    const natural = this.walkTo(Math.floor(now / 1000)) * this.unit;
    this.shifts.push({
      from: now,
      factor: (ticks ?? current) / natural,
      ...(ticks === undefined ? {} : { held: ticks }),
    });
    this.cachedSecond = Number.NaN;
  }

  price(ticks: number): Decimal {
    if (ticks === this.pricedTicks) return this.priced;
    this.priced = this.tick.times(ticks);
    this.pricedTicks = ticks;
    return this.priced;
  }

  /** Whole ticks of a price; a fraction says that it is off the grid. */
  ticks(price: Decimal): number {
    return price.times(this.unit).toNumber();
  }

  /** The nearest whole ticks of a price that need not be on the grid. */
  roundTicks(price: Decimal): number {
    return Math.round(this.ticks(price));
  }

  /** Mark price in ticks: near the last one; on it while that is held. */
  markAt(now: number): number {
    return this.besides(now, 0.0002, 0);
  }

  /** Index price in ticks. */
  indexAt(now: number): number {
    return this.besides(now, 0.0004, 1);
  }

  private besides(now: number, reach: number, purpose: number): number {
    const last = this.ticksAt(now);
    if (this.shiftAt(now)?.held !== undefined) return last;
    const drift = lot(this.seed, BASIS + 100 * purpose, Math.floor(now / 60_000)) - 0.5;
    return Math.max(1, Math.round(last * (1 + reach * drift)));
  }

  /** What market makers show, best first: see {@link Levels}. */
  level(side: 'ask' | 'bid', index: number, now: number): Level | undefined {
    return this.levels.at(side, index, this.ticksAt(now), now);
  }

  /** Value of one unit of the base coin in US dollars, for figures only. */
  dollars(ticks: number): number {
    const quote = /^USD/.test(this.instrument.quote) ? 1 : 64250.5;
    return (ticks / this.unit) * quote;
  }

  /** One candle, up to `now` if it isn't over. */
  candle(start: number, length: number, now: number, pick: (moment: number) => number): Candle {
    const end = Math.max(start, Math.min(start + length - 1000, now));
    const open = pick(start);
    const close = pick(end);
    let high = Math.max(open, close);
    let low = Math.min(open, close);
    const steps = Math.min(24, Math.floor((end - start) / 1000));
    for (let step = 1; step < steps; step++) {
      const ticks = pick(start + ((end - start) * step) / steps);
      if (ticks > high) high = ticks;
      if (ticks < low) low = ticks;
    }
    const seconds = (end - start) / 1000 + 1;
    const share = 0.5 + lot(this.seed, VOLUME, Math.floor(start / 60_000));
    return { start, open, high, low, close, volume: (seconds * VALUE_PER_SECOND * share) / this.dollars(close) };
  }

  /** Last price in ticks at a moment, past the cache, for histories. */
  pastTicks(moment: number): number {
    return this.compute(Math.floor(moment / 1000));
  }

  pastMark(moment: number): number {
    const last = this.pastTicks(moment);
    const drift = lot(this.seed, BASIS, Math.floor(moment / 60_000)) - 0.5;
    return Math.max(1, Math.round(last * (1 + 0.0002 * drift)));
  }

  /** Trades of the public: one a second, newest first, numbered by their second. */
  trades(before: number, count: number): PublicTrade[] {
    const trades: PublicTrade[] = [];
    for (let second = before; second > before - count && second > 0; second--) {
      const size = (500 + 4000 * lot(this.seed, AMOUNT, second)) / this.dollars(this.pastTicks(second * 1000));
      trades.push({
        number: second,
        ticks: this.pastTicks(second * 1000),
        size: lotsOf(this.instrument, size),
        side: lot(this.seed, SIDE, second) < 0.5 ? 'buy' : 'sell',
        at: second * 1000,
      });
    }
    return trades;
  }

  /** Rate of the settlement at a moment, six decimals: `0.000101`. */
  fundingRate(settlement: number): Decimal {
    const millionths = Math.round((lot(this.seed, FUNDING, Math.floor(settlement / 3_600_000)) - 0.35) * 300);
    return decimal(millionths).shiftedBy(-6);
  }

  /** The next settlement after a moment, Unix milliseconds. */
  nextFunding(now: number): number {
    const length = this.instrument.fundingHours * 3_600_000;
    return (Math.floor(now / length) + 1) * length;
  }

  /** Contracts held by everyone, for figures only. */
  openInterest(now: number): Decimal {
    return lotsOf(
      this.instrument,
      (8_000_000 * (20 + lot(this.seed, VOLUME + 50, Math.floor(now / 3_600_000)))) / this.dollars(this.ticksAt(now)),
    );
  }
}

export function marketKey(category: string, symbol: string): string {
  return `${category}:${symbol}`;
}
