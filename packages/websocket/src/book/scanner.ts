import { SHORT, scaled } from './decimal.js';
import type { BookFrame } from './frame.js';
import { cut, headOf } from './head.js';
import type { BookRow, Levels, PackedRows } from './levels.js';
import type { Sequence } from './sequence.js';

const QUOTE = 34;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const OPEN = 91;
const CLOSE = 93;

/** Where reading goes on after a surprise, beyond the end of any text: nothing is there. */
const NOWHERE = 2 ** 30 - 1;

/** Characters between a price and its size, `","`. */
const BETWEEN = 3;

/** Bytes of the shortest level, `["1","1"]`, and its comma. */
const LEAST = 10;

const encoder = new TextEncoder();

/**
 * Reads pushes of order books by their layout, several times as fast as `JSON.parse`. Numbers are exact, as with
 * `parseBookFrame`. Levels go straight from the text into a book; apply a frame before you scan the next one, or they are
 * parsed after all.
 * @returns what `parseBookFrame` returns, with levels as `PackedRows` under their names of v3. Undefined at any surprise:
 * white space, an escape, another order, a name that it does not know, a level of three columns; then parse the text.
 */
export function createBookScanner(): (text: string) => BookFrame | undefined {
  const scanner = new Scanner();
  return (text) => scanner.scan(text);
}

/** An entry of `data`. */
class Item {
  a: ScannedRows | undefined;
  b: ScannedRows | undefined;
  seq: Sequence | undefined;
  pseq: Sequence | undefined;
  ts: string | undefined;
  maxdepth: string | undefined;
}

/** What it reads begins at `#at`, which is behind it afterwards. */
class Scanner {
  /** Counts the frames. */
  turn = 0;
  /** The frame from its data on. */
  text = '';
  /** The doubles of the prices of all levels of the frame. */
  keys = new Float64Array(0);
  /** Where a price begins and ends in the text, and where its size ends: 0 for a size of zero. */
  spans = new Int32Array(0);
  /** The text again, for bytes are read several times as fast. All is ASCII, so that positions are the same. */
  #bytes = new Uint8Array(0);
  #count = 0;
  #at = 0;

  /** Undefined at a surprise. */
  scan(frame: string): BookFrame | undefined {
    const head = headOf(frame);
    if (!head) return undefined;
    const text = frame.slice(head.text.length);
    this.turn++; // first: what was read of the frame before is gone as soon as there is more room
    this.text = text;
    if (!this.#encode(text)) return undefined;
    this.#count = 0;
    this.#at = 0;
    const item = this.#item();
    if (!this.#takes('}]')) return undefined;
    const ts = this.#takes(',"ts":') ? this.#integer() : head.ts;
    if (typeof ts === 'string' || !this.#takes('}') || this.#at !== text.length) return undefined;
    return { action: head.action, arg: head.arg, data: [item], ts };
  }

  #encode(text: string): boolean {
    const { length } = text;
    if (length > this.#bytes.length) {
      const size = 2 * length;
      this.#bytes = new Uint8Array(size);
      this.keys = new Float64Array(Math.ceil(size / LEAST));
      this.spans = new Int32Array(3 * this.keys.length);
    }
    return encoder.encodeInto(text, this.#bytes).written === length;
  }

  /** Goes on behind these characters, if they are next. */
  #takes(characters: string): boolean {
    const end = this.#at + characters.length;
    for (let at = this.#at, index = 0; at < end; at++, index++)
      if (this.#bytes[at] !== characters.charCodeAt(index)) return false;
    this.#at = end;
    return true;
  }

  #surprise(): undefined {
    this.#at = NOWHERE;
  }

  #item(): Item {
    const item = new Item();
    do {
      if (!item.a && (this.#takes('"a":') || this.#takes('"asks":'))) item.a = this.#rows();
      else if (!item.b && (this.#takes('"b":') || this.#takes('"bids":'))) item.b = this.#rows();
      else if (item.seq === undefined && this.#takes('"seq":')) item.seq = this.#sequence();
      else if (item.pseq === undefined && this.#takes('"pseq":')) item.pseq = this.#sequence();
      else if (item.ts === undefined && this.#takes('"ts":')) item.ts = this.#digits();
      else if (item.maxdepth === undefined && (this.#takes('"maxdepth":') || this.#takes('"maxDepth":')))
        item.maxdepth = this.#digits();
      else if (!this.#takes('"checksum":0')) this.#surprise(); // withdrawn, and 0 where it is left
    } while (this.#takes(','));
    return item;
  }

  #sequence(): Sequence | undefined {
    return this.#bytes[this.#at] === QUOTE ? this.#digits() : this.#integer();
  }

  /** Digits in quotes. */
  #digits(): string | undefined {
    if (!this.#takes('"')) return this.#surprise();
    const begin = this.#at;
    const value = this.#pass();
    const end = this.#at;
    return Number.isNaN(value) || !this.#takes('"') ? this.#surprise() : cut(this.text, begin, end);
  }

  /** A number as JSON writes it, whole and not negative; its digits beyond 2^53. */
  #integer(): Sequence | undefined {
    const begin = this.#at;
    const value = this.#pass();
    if (Number.isNaN(value) || (this.#bytes[begin] === ZERO && this.#at > begin + 1)) return this.#surprise();
    return value <= Number.MAX_SAFE_INTEGER ? value : cut(this.text, begin, this.#at);
  }

  /** Passes over digits. Their value, at least 2^53 where it is not exact; NaN where there are none. */
  #pass(): number {
    const bytes = this.#bytes;
    const begin = this.#at;
    let value = 0;
    let at = begin;
    for (; isDigit(bytes[at]); at++) value = value * 10 + ((bytes[at] ?? 0) - ZERO);
    this.#at = at;
    return at > begin ? value : Number.NaN;
  }

  #rows(): ScannedRows {
    const begin = this.#at;
    const first = this.#count;
    this.#at = this.#levels(begin);
    return new ScannedRows(this, begin, first, this.#count);
  }

  /** Reads `[["price","size"],…]`. Where it ends. */
  #levels(begin: number): number {
    const bytes = this.#bytes;
    const { keys, spans } = this;
    if (bytes[begin] !== OPEN) return NOWHERE;
    if (bytes[begin + 1] === CLOSE) return begin + 2;
    let at = begin;
    let count = this.#count;
    do {
      if (bytes[at + 1] !== OPEN || bytes[at + 2] !== QUOTE) return NOWHERE;
      const price = at + 3;
      let digits = 0;
      let point = -1;
      for (at = price; ; at++) {
        const byte = bytes[at];
        if (isDigit(byte)) digits = digits * 10 + (byte - ZERO);
        else if (byte === POINT && point < 0) point = at;
        else break;
      }
      const length = at - price;
      if (length > SHORT || length <= (point < 0 ? 0 : 1)) return NOWHERE;
      if (bytes[at] !== QUOTE || bytes[at + 1] !== COMMA || bytes[at + 2] !== QUOTE) return NOWHERE;
      keys[count] = scaled(digits, point < 0 ? 0 : at - point - 1);
      spans[3 * count] = price;
      spans[3 * count + 1] = at;
      const size = at + BETWEEN;
      digits = 0;
      point = -1;
      for (at = size; ; at++) {
        const byte = bytes[at];
        if (isDigit(byte)) digits |= byte - ZERO;
        else if (byte === POINT && point < 0) point = at;
        else break;
      }
      if (at - size <= (point < 0 ? 0 : 1)) return NOWHERE;
      if (bytes[at] !== QUOTE || bytes[at + 1] !== CLOSE) return NOWHERE;
      spans[3 * count + 2] = digits ? at : 0;
      count++;
      at += 2;
    } while (bytes[at] === COMMA);
    this.#count = count;
    return bytes[at] === CLOSE ? at + 1 : NOWHERE;
  }
}

/** The levels of one side. */
class ScannedRows implements PackedRows {
  readonly #scanner: Scanner;
  readonly #turn: number;
  readonly #text: string;
  readonly #begin: number;
  readonly #first: number;
  readonly #end: number;

  constructor(scanner: Scanner, begin: number, first: number, end: number) {
    this.#scanner = scanner;
    this.#turn = scanner.turn;
    this.#text = scanner.text;
    this.#begin = begin;
    this.#first = first;
    this.#end = end;
  }

  mergeInto(levels: Levels): number {
    const { text, keys, spans, turn } = this.#scanner;
    if (turn !== this.#turn) return levels.merge(this.#parsed());
    const [first, end] = [this.#first, this.#end];
    // from behind into an empty side, as `Levels.merge` does
    let step = levels.length ? 1 : -1;
    for (let level = step > 0 ? first : end - 1; level >= first && level < end; level += step) {
      const price = spans[3 * level] ?? 0;
      const priceEnd = spans[3 * level + 1] ?? 0;
      const sizeEnd = spans[3 * level + 2] ?? 0;
      const key = levels.sign * (keys[level] ?? 0);
      const index = levels.find(key, levels.long ? text.slice(price, priceEnd) : '');
      if (step < 0 && (sizeEnd === 0 || index !== ~levels.length)) {
        levels.clear();
        step = 1;
        level = first - 1;
      } else if (sizeEnd === 0) levels.remove(index);
      else levels.set(index, key, [cut(text, price, priceEnd), cut(text, priceEnd + BETWEEN, sizeEnd)]);
    }
    return -1;
  }

  /** Another frame has been scanned since, and what was read of this one is gone. */
  #parsed(): BookRow[] {
    if (this.#first === this.#end) return [];
    return JSON.parse(this.#text.slice(this.#begin, this.#text.indexOf(']]', this.#begin) + 2));
  }
}

const isDigit = (byte: number | undefined): byte is number => byte !== undefined && byte >= ZERO && byte <= ZERO + 9;
