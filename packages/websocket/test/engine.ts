import fc from 'fast-check';
import type { BookItem, BookRow } from '../src/book/index.js';

/** As it comes from JSON. */
export type Item = BookItem & { a: BookRow[]; b: BookRow[] };

/** Price and size as counts of 10^-PLACES. */
export type Side = ReadonlyMap<bigint, bigint>;

/** What the exchange's book holds at one moment. */
export interface State {
  seq: bigint;
  bids: Side;
  asks: Side;
}

/** One step of the market: the levels that it sets, each at a distance from the middle, 0 to remove. */
export interface Step {
  rise: number;
  seqGrowth: bigint;
  levels: { bid: boolean; distance: number; size: bigint }[];
}

/** More than a double tells apart, so that neighbours can share one. */
const PLACES = 20;
const MIDDLE = 64_250n * 10n ** BigInt(PLACES);

export const step: fc.Arbitrary<Step> = fc.record({
  rise: fc.integer({ min: -3, max: 3 }),
  seqGrowth: fc.bigInt({ min: 1n, max: 20_000n }),
  levels: fc.array(
    fc.record({
      bid: fc.boolean(),
      distance: fc.nat(25),
      size: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 10n ** 21n })),
    }),
    { maxLength: 8 },
  ),
});

/** Where sequence numbers begin: also where they pass 2^53. */
export const firstSeq = fc.constantFrom(1n, 427_583_461_144n, 2n ** 53n - 30_000n, 1_304_314_508_780_744_701n);

/** How far neighbouring prices are apart: one in the last place alone is beyond a double. */
export const tick = fc.constantFrom(1n, 10n ** 19n, 10n ** 20n, 25n * 10n ** 18n);

/** All states of a market that goes these steps. No state is crossed. */
export function states(steps: readonly Step[], seq: bigint, tickSize: bigint): State[] {
  const all: State[] = [{ seq, bids: new Map(), asks: new Map() }];
  let middle = MIDDLE;
  for (const { rise, seqGrowth, levels } of steps) {
    const last = all.at(-1) ?? { seq, bids: new Map(), asks: new Map() };
    middle += BigInt(rise) * tickSize;
    const bids = new Map([...last.bids].filter(([price]) => price < middle));
    const asks = new Map([...last.asks].filter(([price]) => price > middle));
    for (const { bid, distance, size } of levels) {
      const offset = BigInt(distance + 1) * tickSize;
      const [side, price] = bid ? [bids, middle - offset] : [asks, middle + offset];
      if (size) side.set(price, size);
      else side.delete(price);
    }
    all.push({ seq: last.seq + seqGrowth, bids, asks });
  }
  return all;
}

/** One of the ways to write a count of 10^-PLACES, by `spelling`: no zeros behind, or some. */
export function text(count: bigint, spelling: number): string {
  const digits = `${count}`.padStart(PLACES + 1, '0');
  const whole = digits.slice(0, -PLACES);
  const fraction = digits.slice(-PLACES).replace(/0+$/, '') + '0'.repeat(spelling % 3);
  return fraction ? `${whole}.${fraction}` : whole;
}

/** Best first, as the exchange sends them. */
const rows = (side: Side, falling: boolean, spelling: number): BookRow[] =>
  [...side]
    .sort(([a], [b]) => (a < b === falling ? 1 : -1))
    .map(([price, size], index) => [text(price, spelling + index), text(size, spelling * index)]);

function changes(before: Side, after: Side): Side {
  const changed = [...after].filter(([price, size]) => before.get(price) !== size);
  const gone = [...before.keys()].filter((price) => !after.has(price));
  return new Map([...changed, ...gone.map((price): [bigint, bigint] => [price, 0n])]);
}

const sequence = (seq: bigint) => (seq <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seq) : `${seq}`);

export const snapshot = ({ seq, bids, asks }: State, spelling = 0): Item => ({
  a: rows(asks, false, spelling),
  b: rows(bids, true, spelling),
  seq: sequence(seq),
  pseq: 0,
  ts: '1761998400087',
});

/** From the first of these states to the last: every level that has changed on the way, as it is in the end. */
export function update(way: readonly State[], spelling = 0): Item {
  const [from, to] = [way.at(0), way.at(-1)];
  if (!from || !to) throw new RangeError('an update is between states');
  const touched = (name: 'bids' | 'asks'): Side =>
    new Map(way.flatMap((state, index) => [...changes((way[index - 1] ?? from)[name], state[name])]));
  const last = (name: 'bids' | 'asks'): Side =>
    new Map([...touched(name).keys()].map((price) => [price, to[name].get(price) ?? 0n]));
  return {
    a: rows(last('asks'), false, spelling),
    b: rows(last('bids'), true, spelling),
    seq: sequence(to.seq),
    pseq: sequence(from.seq),
    ts: '1761998400187',
  };
}

/** The same whatever the spelling: what a book shows, best first. */
export const plain = (levels: readonly BookRow[]): [price: bigint, size: bigint][] =>
  levels.map(([price, size]) => [count(price), count(size)]);

export const sorted = (side: Side, falling: boolean): [price: bigint, size: bigint][] =>
  [...side].sort(([a], [b]) => (a < b === falling ? 1 : -1));

export function count(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(PLACES, '0').slice(0, PLACES));
}
