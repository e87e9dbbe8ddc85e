import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  count,
  firstSeq,
  plain,
  type Side,
  type State,
  snapshot,
  sorted,
  states,
  step,
  text,
  tick,
  update,
} from '../../test/engine.js';
import { type BookItem, type BookRow, createBook, type OrderBook } from './index.js';

const RUNS = process.env.SOAK ? 100_000 : 200;

/** What the line does to an update; `late` comes after the next one, `old` is one of long ago. */
type Fate = 'arrives' | 'lost' | 'twice' | 'late' | 'old' | 'reset';

const market = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 30 }),
  seq: firstSeq,
  tick,
  v2: fc.boolean(),
  spelling: fc.nat(5),
});
const fate = fc.constantFrom<Fate>('arrives', 'arrives', 'arrives', 'lost', 'twice', 'late', 'old', 'reset');

const named = ({ a, b, ...rest }: BookItem, v2: boolean): BookItem =>
  v2 ? { ...rest, ...(a && { asks: a }), ...(b && { bids: b }) } : { ...rest, ...(a && { a }), ...(b && { b }) };

function isState(book: OrderBook, { seq, bids, asks }: State) {
  expect(`${book.seq}`).toBe(`${seq}`);
  expect(plain(book.bids.depth())).toEqual(sorted(bids, true));
  expect(plain(book.asks.depth())).toEqual(sorted(asks, false));
}

describe('an order book, against a naive one', () => {
  it('is the exchange’s at every number, in any spelling, when nothing is lost', () => {
    fc.assert(
      fc.property(market, ({ steps, seq, tick, v2, spelling }) => {
        const all = states(steps, seq, tick);
        const book = createBook();
        for (const [index, state] of all.entries()) {
          const before = all[index - 1];
          const result = before
            ? book.apply('update', named(update([before, state], spelling + index), v2))
            : book.apply('snapshot', named(snapshot(state, spelling), v2));
          expect(result).toEqual({ kind: before ? 'update' : 'snapshot', resync: false });
          expect(book).toMatchObject({ state: 'live', proven: true, crossed: false });
          isState(book, state);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('is right whenever it says that it is live, whatever the line does, and right again after a resync', () => {
    fc.assert(
      fc.property(
        market,
        fc.infiniteStream(fate),
        fc.infiniteStream(fc.nat(4)),
        ({ steps, seq, tick, v2, spelling }, fates, lags) => {
          const all = states(steps, seq, tick);
          const at = (index: number) => all[Math.max(0, index)] ?? expect.fail('no such state');
          const between = (from: number, to: number) =>
            update(all.slice(Math.max(0, from), Math.max(0, to) + 1), spelling + to);
          const bySeq = new Map(all.map((state) => [`${state.seq}`, state]));
          const book = createBook();
          let faults = 0;
          let broken = 0;
          const take = (action: string, item: BookItem) => {
            const result = book.apply(action, named(item, v2));
            if (result.resync) broken++;
            expect(book.state === 'live').toBe(!result.resync && result.kind !== 'waiting');
            if (book.state === 'live') isState(book, bySeq.get(`${book.seq}`) ?? expect.fail('no such number'));
            return result;
          };
          /** A snapshot, and the updates that were on their way: older ones, and one that spans it. */
          const subscribe = (index: number) => {
            const lag = lags.next().value ?? 0;
            expect(take('snapshot', snapshot(at(index - lag), spelling)).kind).toBe('snapshot');
            expect(take('update', between(index - lag - 2, index - lag - 1)).kind).toBe('repeat');
            if (lag) expect(take('update', between(index - lag - 1, index)).kind).toBe('update');
          };
          take('snapshot', snapshot(at(0)));
          let late: BookItem | undefined;
          for (let index = 1; index < all.length; index++) {
            const item = between(index - 1, index);
            const is = fates.next().value;
            if (is !== 'arrives') faults++;
            if (is === 'old') take('update', between(index - 3, index - 2));
            if (is === 'reset') take('update', { ...item, pseq: 0 });
            if (is !== 'lost' && is !== 'late') take('update', item);
            if (is === 'twice') expect(take('update', item).resync).toBe(false);
            if (late) take('update', late);
            late = is === 'late' ? item : undefined;
            if (book.state !== 'live') subscribe(index);
          }
          if (late) take('update', late);
          if (!faults) expect(broken).toBe(0);
          const last = all.length - 1;
          if (`${book.seq}` !== `${at(last).seq}`) subscribe(last);
          isState(book, at(last));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('finds levels by price, and sums them exactly', () => {
    fc.assert(
      fc.property(market, fc.nat(60), ({ steps, seq, tick, spelling }, nth) => {
        const state = states(steps, seq, tick).at(-1) ?? expect.fail('no state');
        const book = createBook();
        book.apply('snapshot', snapshot(state, spelling));
        for (const name of ['bids', 'asks'] as const) {
          const levels = sorted(state[name], name === 'bids');
          const side = book[name];
          expect(plain(side.best ? [side.best] : [])).toEqual(levels.slice(0, 1));
          expect(plain(side.depth(nth))).toEqual(levels.slice(0, nth));
          const [price = 1n, size] = levels[nth % (levels.length || 1)] ?? [];
          const found = side.byPrice(text(price, spelling + 1));
          expect(found && count(found[1])).toBe(size);
          const between = price + (name === 'bids' ? -1n : 1n);
          const total = (to: bigint) =>
            levels.filter(([at]) => (name === 'bids' ? at >= to : at <= to)).reduce((sum, [, size]) => sum + size, 0n);
          expect(count(side.cumulative(text(price, 1)))).toBe(total(price));
          expect(count(side.cumulative(text(between, 2)))).toBe(total(between));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('holds as many levels as the stream does, where the exchange does not say which ones have left', () => {
    fc.assert(
      fc.property(market, fc.integer({ min: 1, max: 10 }), ({ steps, seq, tick }, maxDepth) => {
        const top = (side: Side, falling: boolean): Side => new Map(sorted(side, falling).slice(0, maxDepth));
        const window = ({ seq, bids, asks }: State): State => ({ seq, bids: top(bids, true), asks: top(asks, false) });
        const all = states(steps, seq, tick);
        const books = [createBook(), createBook({ maxDepth })];
        for (const [index, state] of all.entries()) {
          const before = all[index - 1] && window(all[index - 1] ?? state);
          const inWindow = window(state);
          // what is too far away now is not mentioned, what is gone is
          const mentioned = (rows: readonly BookRow[], side: Side) =>
            rows.filter(([price, size]) => count(size) > 0n || !side.has(count(price)));
          const item = before ? update([before, inWindow]) : snapshot(inWindow);
          const sent = { ...item, a: mentioned(item.a, state.asks), b: mentioned(item.b, state.bids) };
          for (const [which, book] of books.entries()) {
            book.apply(before ? 'update' : 'snapshot', which ? sent : { ...sent, maxdepth: `${maxDepth}` });
            isState(book, inWindow);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});
