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
 * The levels in plain arrays, the best one last: that is where a market moves, so that little has to make room. They are
 * sorted by `keys`, the doubles of their prices, negative for asks. Rows stay where they are, and `#places` is sorted instead:
 * to move numbers costs next to nothing, to move references many times as much, for garbage collection keeps track of them.
 */
export class Levels implements BookSide {
  length = 0;
  keys = new Float64Array();
  /** Where in `#rows` the row of each level is, and behind those the places that are free. */
  #places = new Uint32Array();
  readonly #rows: BookRow[] = [];
  /** Whether a price may be so long that its double alone does not tell it from others. */
  long = false;
  readonly sign: 1 | -1;

  /** @param sign 1 for bids, -1 for asks */
  constructor(sign: 1 | -1) {
    this.sign = sign;
  }

  get best(): BookRow | undefined {
    return this.row(this.length - 1);
  }

  /** The key of the best level, the worst there can be where there is none. */
  get top(): number {
    return this.length ? (this.keys[this.length - 1] ?? 0) : Number.NEGATIVE_INFINITY;
  }

  /** @param index from the worst on */
  row(index: number): BookRow | undefined {
    return index >= 0 && index < this.length ? this.#rows[this.#places[index] ?? 0] : undefined;
  }

  depth(count = this.length): BookRow[] {
    const rows: BookRow[] = [];
    for (let index = this.length - 1; index >= 0 && rows.length < count; index--) {
      const row = this.row(index);
      if (row) rows.push(row);
    }
    return rows;
  }

  byPrice(price: string): BookRow | undefined {
    return this.row(this.#seek(price));
  }

  cumulative(price: string): string {
    const index = this.#seek(price);
    return sumDecimals(this.depth(this.length - (index < 0 ? ~index : index)).map(([, size]) => size));
  }

  clear(): void {
    this.length = 0;
    this.long = false;
  }

  /** Sets or removes each level. The index of a row that is none, where it stops; -1 if all are. */
  merge(rows: Rows | undefined): number {
    if (!isRows(rows)) return typeof rows?.mergeInto === 'function' ? rows.mergeInto(this) : 0;
    // a whole book comes with the best level first: from behind, each belongs at the end
    let step = this.length ? 1 : -1;
    for (let index = step > 0 ? 0 : rows.length - 1; index >= 0 && index < rows.length; index += step) {
      if (this.#mergeRow(rows[index], step < 0)) continue;
      if (step > 0) return index;
      this.clear(); // one does not, a price that comes twice for instance: again from the front, so that the last one holds
      step = 1;
      index = -1;
    }
    return -1;
  }

  /** @param isNext it must be a level that belongs at the end */
  #mergeRow(row: BookRow | undefined, isNext: boolean): boolean {
    if (!isRow(row)) return false;
    const value = parseDecimal(row[0]);
    const waiting = parseDecimal(row[1]);
    if (!(value >= 0 && waiting >= 0)) return false; // NaN
    const key = this.sign * value;
    const index = this.find(key, row[0]);
    const isThere =
      waiting > 0 ||
      (row.length > 2 && row.slice(2).some((more) => typeof more === 'string' && parseDecimal(more) > 0));
    if (isNext && !(isThere && index === ~this.length)) return false;
    if (isThere) this.set(index, key, row);
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
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? key) < key) low = middle + 1;
      else high = middle;
    }
    for (; low < this.length && keys[low] === key; low++) {
      const order = this.#order(this.row(low)?.[0] ?? '', price);
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
    if (index >= 0) this.#rows[this.#places[index] ?? 0] = row;
    else this.#insert(~index, key, row);
  }

  #insert(index: number, key: number, row: BookRow): void {
    const { length } = this;
    if (length === this.keys.length) this.#grow();
    const place = this.#places[length] ?? 0;
    this.keys.copyWithin(index + 1, index, length);
    this.#places.copyWithin(index + 1, index, length);
    this.keys[index] = key;
    this.#places[index] = place;
    this.#rows[place] = row;
    this.length++;
  }

  #grow(): void {
    const { keys, length } = this;
    const places = this.#places;
    const room = 2 * length || 64;
    this.keys = new Float64Array(room);
    this.keys.set(keys);
    this.#places = Uint32Array.from({ length: room }, (_, place) => places[place] ?? place);
  }

  /** @param index as `find` gives it */
  remove(index: number): void {
    if (index < 0) return;
    const place = this.#places[index] ?? 0;
    this.keys.copyWithin(index, index + 1, this.length);
    this.#places.copyWithin(index, index + 1, this.length);
    this.length--;
    this.#places[this.length] = place;
  }

  /** Drops the worst levels beyond so many; none unless it is more than 0. */
  limit(count: number): void {
    while (count > 0 && this.length > count) this.remove(0);
  }
}

const isRows = (rows: Rows | undefined): rows is readonly BookRow[] => Array.isArray(rows);

/** Whatever a frame holds in its place. */
const isRow = (row: BookRow | undefined): row is BookRow =>
  Array.isArray(row) && typeof row[0] === 'string' && typeof row[1] === 'string';
