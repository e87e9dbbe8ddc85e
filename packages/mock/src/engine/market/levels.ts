import { type Decimal, decimal } from '../decimal.js';
import type { Instrument } from '../types.js';
import { lot } from './price-walk.js';

export interface Level {
  /** Price in units of its last decimal. */
  readonly ticks: number;
  readonly size: Decimal;
}

/** Milliseconds within which market makers change nothing. */
export const BEAT = 100;

// What a market maker shows at one level, in US dollars. Away from the last price it is more, at round prices most.
const VALUE = 40_000;
const AWAY = 3;
const ROUND = 20;

// How long a level stays as it is, in beats.
const SHORTEST = 20;
const LONGEST = 160;
const BEST = 3;

// Levels that are kept: the price walks away from those that it has been at.
const MOST = 4000;

const SIZE = 1;
const PERIOD = 2;
const PHASE = 3;
const PLACE = 8;

/** A level away from the last price. Its place is its own, whichever side it is on. */
interface Kept {
  readonly ticks: number;
  readonly period: number;
  readonly phase: number;
  epoch: number;
  level: Level;
}

/**
 * What market makers show of one market. Prices have places for levels all along, each of which is drawn anew at times
 * of its own, so that from one moment to the next few of them change.
 */
export class Levels {
  private readonly kept = new Map<number, Kept>();
  private readonly bests: { [Side in 'ask' | 'bid']?: { epoch: number; level: Level } } = {};
  private gap = 0;

  /** @param dollars value of one unit of the base coin at a price in ticks */
  constructor(
    private readonly instrument: Instrument,
    private readonly seed: number,
    private readonly dollars: (ticks: number) => number,
  ) {}

  /** Level 0 of the asks is at the last price, level 0 of the bids a tick below. Levels have no end. */
  at(side: 'ask' | 'bid', index: number, last: number, now: number): Level | undefined {
    const beat = Math.floor(now / BEAT);
    if (index === 0) return this.best(side, last, beat);
    const gap = gapAt(last);
    if (gap !== this.gap || this.kept.size > MOST) {
      this.kept.clear();
      this.gap = gap;
    }
    const place = side === 'ask' ? Math.floor(last / gap) + index : Math.floor((last - 1) / gap) - index;
    const kept = this.kept.get(place) ?? this.open(place, gap);
    if (kept.ticks <= 0) return undefined;
    const epoch = Math.floor((beat + kept.phase) / kept.period);
    if (kept.epoch !== epoch) {
      kept.epoch = epoch;
      kept.level = this.draw(kept.ticks, VALUE * (place % 10 === 0 ? ROUND : AWAY), epoch + place * 7919);
    }
    return kept.level;
  }

  private best(side: 'ask' | 'bid', last: number, beat: number): Level {
    const ticks = side === 'ask' ? last : last - 1;
    const epoch = Math.floor(beat / BEST);
    const known = this.bests[side];
    if (known?.epoch === epoch && known.level.ticks === ticks) return known.level;
    const level = this.draw(ticks, VALUE, epoch * 2 + (side === 'ask' ? 1 : 0));
    this.bests[side] = { epoch, level };
    return level;
  }

  private open(place: number, gap: number): Kept {
    const kept = {
      ticks: place * gap + Math.floor(lot(this.seed, PLACE, place) * gap),
      period: SHORTEST + Math.floor(lot(this.seed, PERIOD, place) * (LONGEST - SHORTEST)),
      phase: Math.floor(lot(this.seed, PHASE, place) * LONGEST),
      epoch: Number.NaN,
      level: { ticks: 0, size: this.instrument.minSize },
    };
    this.kept.set(place, kept);
    return kept;
  }

  private draw(ticks: number, value: number, turn: number): Level {
    const dollars = value * (0.3 + 1.4 * lot(this.seed, SIZE, turn));
    return { ticks, size: lotsOf(this.instrument, dollars / this.dollars(ticks)) };
  }
}

/** A size in whole lots, at least the smallest that trades. */
export function lotsOf({ sizePlaces, minSize }: Instrument, size: number): Decimal {
  const lots = decimal(Math.max(1, Math.round(size * 10 ** sizePlaces))).shiftedBy(-sizePlaces);
  return lots.gt(minSize) ? lots : minSize;
}

/** Distance of the places, in ticks: about two hundred thousandths of the price, and the same while it walks. */
function gapAt(last: number): number {
  return Math.max(1, 2 ** Math.round(Math.log2(Math.max(1, last * 0.00002))));
}
