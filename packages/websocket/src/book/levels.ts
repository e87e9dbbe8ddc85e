import { compareDecimals, parseDecimal, SHORT, sumDecimals } from './decimal.js';

/** One price level as the exchange sends it: its price, what waits there, and more where the stream has more. */
export type BookRow = readonly [price: string, size: string, ...more: string[]];

/** Levels in a form of their own, which merge themselves: those of the scanner. */
export interface PackedRows {
  /** As `Levels.merge`. */
  mergeInto(levels: Levels): number;
}

export type Rows = readonly BookRow[] | PackedRows;

/** One side of a book. Its rows are the exchange's own, and never change: keep them if you like. */
export interface BookSide {
  /** How many levels there are. */
  readonly length: number;
  /** The highest bid or the lowest ask. */
  readonly best: BookRow | undefined;
  /** @param count how many levels, from the best on; all unless given */
  depth(count?: number): BookRow[];
  /** @param price in any spelling, `1.0` finds `1.00` */
  byPrice(price: string): BookRow | undefined;
  /**
   * All that waits from the best level to this price, exact, whether or not there is a level of this price.
   * @throws TypeError where the price is no decimal, as `byPrice`
   */
  cumulative(price: string): string;
}

/**
 * The levels in two plain arrays, the best one last: that is where a market moves, so that little has to make room.
 * They are sorted by `keys`, the doubles of their prices, negative for asks.
 */
export class Levels implements BookSide {
  readonly keys: number[] = [];
  readonly rows: BookRow[] = [];
  /** Whether a price may be so long that its double alone does not tell it from others. */
  long = false;
  readonly sign: 1 | -1;

  /** @param sign 1 for bids, -1 for asks */
  constructor(sign: 1 | -1) {
    this.sign = sign;
  }

  get length(): number {
    return this.keys.length;
  }

  get best(): BookRow | undefined {
    return this.rows[this.rows.length - 1];
  }

  /** The key of the best level, the worst there can be where there is none. */
  get top(): number {
    return this.keys[this.keys.length - 1] ?? Number.NEGATIVE_INFINITY;
  }

  depth(count = this.length): BookRow[] {
    return this.rows.slice(Math.max(0, this.length - count)).reverse();
  }

  byPrice(price: string): BookRow | undefined {
    return this.rows[this.#seek(price)];
  }

  cumulative(price: string): string {
    const index = this.#seek(price);
    return sumDecimals(this.rows.slice(index < 0 ? ~index : index).map(([, size]) => size));
  }

  clear(): void {
    this.keys.length = this.rows.length = 0;
    this.long = false;
  }

  /** Sets or removes each level. The index of a row that is none, where it stops; -1 if all are. */
  merge(rows: Rows | undefined): number {
    if (!isRows(rows)) return typeof rows?.mergeInto === 'function' ? rows.mergeInto(this) : 0;
    // a whole book comes with the best level first: from behind, each belongs at the end
    const step = this.length ? 1 : -1;
    for (let index = step > 0 ? 0 : rows.length - 1; index >= 0 && index < rows.length; index += step)
      if (!this.#mergeRow(rows[index])) return index;
    return -1;
  }

  #mergeRow(row: BookRow | undefined): boolean {
    if (!isRow(row)) return false;
    const value = parseDecimal(row[0]);
    const waiting = parseDecimal(row[1]);
    if (!(value >= 0 && waiting >= 0)) return false; // NaN
    const key = this.sign * value;
    const index = this.find(key, row[0]);
    if (waiting > 0 || (row.length > 2 && row.slice(2).some((more) => parseDecimal(more) > 0)))
      this.set(index, key, row);
    else this.remove(index);
    return true;
  }

  /**
   * Where the level of this price is, or the complement (`~`) of where it belongs.
   * @param price may be `''` for a short one while there are no long ones
   */
  find(key: number, price: string): number {
    const { keys } = this;
    let low = 0;
    let high = keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? key) < key) low = middle + 1;
      else high = middle;
    }
    for (; keys[low] === key; low++) {
      const order = this.#order(this.rows[low]?.[0] ?? '', price);
      if (order >= 0) return order ? ~low : low;
    }
    return ~low;
  }

  /** `find` for what a caller gives. */
  #seek(price: string): number {
    const value = parseDecimal(price);
    if (value >= 0) return this.find(this.sign * value, price);
    throw new TypeError(`[websocket] "${price}" is no price: give a decimal such as "64250.5"`);
  }

  /** Of two prices with one double. */
  #order(left: string, right: string): number {
    return left.length <= SHORT && right.length <= SHORT ? 0 : this.sign * compareDecimals(left, right);
  }

  /** @param index as `find` gives it */
  set(index: number, key: number, row: BookRow): void {
    if (row[0].length > SHORT) this.long = true;
    const { keys, rows } = this;
    if (index >= 0) rows[index] = row;
    else if (~index === keys.length) {
      keys.push(key);
      rows.push(row);
    } else {
      keys.splice(~index, 0, key);
      rows.splice(~index, 0, row);
    }
  }

  /** @param index as `find` gives it */
  remove(index: number): void {
    if (index < 0) return;
    this.keys.splice(index, 1);
    this.rows.splice(index, 1);
  }

  /** Drops the worst levels beyond so many. */
  limit(count: number): void {
    const excess = this.length - count;
    if (!(excess > 0)) return;
    this.keys.splice(0, excess);
    this.rows.splice(0, excess);
  }
}

const isRows = (rows: Rows | undefined): rows is readonly BookRow[] => Array.isArray(rows);

/** Whatever a frame holds in its place. */
const isRow = (row: BookRow | undefined): row is BookRow =>
  Array.isArray(row) && typeof row[0] === 'string' && typeof row[1] === 'string';
