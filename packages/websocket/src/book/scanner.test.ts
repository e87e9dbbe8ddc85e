import { isDeepStrictEqual } from 'node:util';
import { parseLossless } from '@bitget-spec/client/socket';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrame, randomOf } from '../../test/random-frames.js';
import { isBookFrame } from './frame.js';
import { type BookFrame, type BookItem, type BookRow, createBook, parseBookFrame, type Rows } from './index.js';
import { Levels } from './levels.js';
import { createBookScanner } from './scanner.js';

const FRAMES = process.env.SOAK ? 1_000_000 : 20_000;
const BATCH = 100;

/** Levels that note what is done to them. */
class Noted extends Levels {
  readonly notes: unknown[] = [];
  override set(index: number, key: number, row: BookRow) {
    this.notes.push(['set', index, key, row]);
    super.set(index, key, row);
  }
  override remove(index: number) {
    this.notes.push(['remove', index]);
    super.remove(index);
  }
}

/** What levels do to an empty side and to one that has some. */
function effect(rows: Rows | undefined) {
  const sides = [new Noted(1), new Noted(-1), new Noted(1)];
  sides[2]?.merge([
    ['5', '1'],
    ['0.30000000000000000002', '1'],
  ]);
  return sides.map((side) => [side.merge(rows), side.notes, side.depth()]);
}

/** All that a book takes from an entry. */
const taken = (item: BookItem) => ({
  asks: effect(item.a ?? item.asks),
  bids: effect(item.b ?? item.bids),
  seq: item.seq,
  pseq: item.pseq,
  ts: item.ts,
  maxdepth: item.maxdepth ?? item.maxDepth,
});

/** What reading a text gives, or how it fails. */
function outcome(read: (text: string) => BookFrame | undefined, text: string): unknown {
  try {
    const frame = read(text);
    return frame && { ...frame, ts: frame.ts, data: frame.data.map(taken) };
  } catch (error) {
    return error instanceof SyntaxError ? 'SyntaxError' : error;
  }
}

/** By nothing but JSON.parse. */
function parseWhole(text: string): BookFrame | undefined {
  const frame = JSON.parse(text);
  if (!isBookFrame(frame)) return undefined;
  const isRounded = (value: unknown) => typeof value === 'number' && !Number.isSafeInteger(value);
  return frame.data.some(({ seq, pseq }) => isRounded(seq) || isRounded(pseq))
    ? (parseLossless(text) as BookFrame)
    : frame;
}

/** What a frame says, its parts in one order. */
function json(parse: typeof parseWhole, text: string): string {
  try {
    const { action, arg, data, ts } = parse(text) ?? {};
    return JSON.stringify([action, arg, data, ts]);
  } catch {
    return 'SyntaxError';
  }
}

/** As a program reads frames. */
function createReader() {
  const scan = createBookScanner();
  return (text: string) => scan(text) ?? parseBookFrame(text);
}

const scanned = (frame: BookFrame | undefined) => frame?.data[0]?.a !== undefined && !Array.isArray(frame.data[0].a);

const FRAME = {
  v3: '{"action":"update","arg":{"instType":"usdt-futures","topic":"books","symbol":"BTCUSDT"},"data":[{"a":[["64250.6","0"]],"b":[["64250.5","2.3"],["64250","0.10"]],"seq":427583480559,"pseq":427583461144,"ts":"1761998400139","maxdepth":"1000"}],"ts":1761998400140}',
  v2: '{"action":"snapshot","arg":{"instType":"USDT-FUTURES","channel":"books","instId":"BTCUSDT"},"data":[{"asks":[["64250.6","1.836"],["64251.1","0.42"]],"bids":[],"checksum":0,"seq":1304314508780744701,"ts":"1761998400087"}],"ts":1761998400090}',
};

describe('frames of every kind', () => {
  it('are to the scanner, and to what parses the entry alone, what they are to JSON.parse', () => {
    let quick = 0;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomOf(seed);
        const read = createReader();
        for (let count = 0; count < BATCH; count++) {
          const text = randomFrame(random);
          const expected = outcome(parseWhole, text);
          const [parsed, whole] = [parseBookFrame, parseWhole].map((parse) => json(parse, text));
          if (parsed !== whole) expect(parsed, text).toBe(whole);
          const got = outcome((frame) => {
            const result = read(frame);
            if (scanned(result)) quick++;
            return result;
          }, text);
          // `toEqual` takes ten times as long
          if (!isDeepStrictEqual(got, expected)) expect(got, text).toStrictEqual(expected);
        }
      }),
      { numRuns: FRAMES / BATCH },
    );
    // most are read by their layout, or this would prove nothing
    expect(quick / FRAMES).toBeGreaterThan(0.3);
    expect(quick / FRAMES).toBeLessThan(0.9);
  });
});

const amount = fc.constantFrom('0', '0.0', '0.00', '1', '2.5');
const price = fc.constantFrom('1', '1.0', '2', '2.50', '2.5', '03', '10');
const side = fc.array(fc.tuple(price, amount), { maxLength: 12 });

/** What levels are there once all rows were taken in their order, best first. */
function naive(frames: readonly BookRow[][], sign: 1 | -1): BookRow[] {
  const rows = new Map<number, BookRow>();
  for (const row of frames.flat())
    if (Number(row[1])) rows.set(Number(row[0]), row);
    else rows.delete(Number(row[0]));
  return [...rows].sort(([left], [right]) => sign * (right - left)).map(([, row]) => row);
}

it('levels in any order, a price several times, sizes of zero: the last one holds, in an empty side as in another', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 3 }), (frames) => {
      for (const read of [createReader(), parseBookFrame]) {
        const [bids, asks] = [new Levels(1), new Levels(-1)];
        for (const [b, a] of frames) {
          const text = `{"action":"update","arg":{},"data":[{"a":${JSON.stringify(a)},"b":${JSON.stringify(b)}}]}`;
          const item = read(text)?.data[0] ?? expect.fail('no frame');
          expect(scanned({ action: '', arg: {}, data: [item] })).toBe(read !== parseBookFrame);
          expect([bids.merge(item.b), asks.merge(item.a)]).toEqual([-1, -1]);
        }
        expect(bids.depth()).toEqual(
          naive(
            frames.map(([b]) => b),
            1,
          ),
        );
        expect(asks.depth()).toEqual(
          naive(
            frames.map(([, a]) => a),
            -1,
          ),
        );
      }
    }),
  );
});

describe('a scanner of book frames', () => {
  it.each(Object.entries(FRAME))('reads the layout of %s', (_, text) => {
    const frame = createReader()(text);
    expect(scanned(frame)).toBe(true);
    const [read, parsed] = [createBook(), createBook()];
    for (const [book, item] of [
      [read, frame?.data[0]],
      [parsed, parseBookFrame(text)?.data[0]],
    ] as const)
      if (item) expect(book.apply('snapshot', item).kind).toBe('snapshot');
    expect(read.asks.depth()).toEqual(parsed.asks.depth());
    expect(read.bids.depth()).toEqual(parsed.bids.depth());
    expect(read).toMatchObject({ seq: parsed.seq, ts: parsed.ts, state: 'live' });
  });

  it.each([
    ['white space', (text: string) => text.replace('"data":', '"data": ')],
    ['an escape', (text: string) => text.replace('64250.6', '6425\\u0030.6')],
    ['a name that it does not know', (text: string) => text.replace('"pseq"', '"nseq"')],
    ['a third column', (text: string) => text.replace('"64250.6","0"', '"64250.6","0","1"')],
    ['a price of many digits', (text: string) => text.replace('64250.6', '64250.60000000000000001')],
    ['a second entry', (text: string) => text.replace('}],"ts"', '},{}],"ts"')],
    ['a name twice', (text: string) => text.replace('"b":', '"a":[],"b":')],
    ['data first', (text: string) => text.replace(/^\{(.*),("data":\[\{.*\}\])/, '{$2,$1')],
  ])('leaves %s to JSON.parse', (_, change) => {
    const text = change(FRAME.v3);
    expect(text).not.toBe(FRAME.v3);
    expect(scanned(createReader()(text))).toBe(false);
    expect(createReader()(text)).toEqual(parseBookFrame(text));
  });

  it('gives streams the same arg each time, frozen', () => {
    const read = createReader();
    const [first, , second] = [FRAME.v3, FRAME.v2, FRAME.v3].map((text) => read(text)?.arg);
    expect(second).toBe(first);
    expect(Object.isFrozen(first)).toBe(true);
  });

  it('reads a frame of many levels after a short one', () => {
    const read = createReader();
    read(FRAME.v3);
    const rows = Array.from({ length: 5_000 }, (_, index) => `["${10_000 - index}","1"]`);
    const frame = read(FRAME.v2.replace('"bids":[]', `"bids":[${rows}]`));
    expect(scanned(frame)).toBe(true);
    const book = createBook();
    book.apply('snapshot', frame?.data[0] ?? {});
    expect(book.bids.depth().map(([price]) => price)).toEqual(rows.map((row) => JSON.parse(row)[0]));
  });

  it('reads a frame that was kept while a longer one was not understood', () => {
    const scan = createBookScanner();
    const kept = scan(FRAME.v3)?.data[0] ?? expect.fail('no book');
    expect(scan(FRAME.v3.replace('64250.6', 'é'.repeat(1_000)))).toBe(undefined);
    const [late, expected] = [createBook(), createBook()];
    late.apply('snapshot', kept);
    expected.apply('snapshot', parseBookFrame(FRAME.v3)?.data[0] ?? {});
    expect([late.bids.depth(), late.asks.depth()]).toEqual([expected.bids.depth(), expected.asks.depth()]);
  });

  it('reads a frame that was kept while another one was scanned', () => {
    const scan = createBookScanner();
    const [kept, empty] = [scan(FRAME.v3), scan(FRAME.v2)].map((frame) => frame?.data[0] ?? expect.fail('no book'));
    scan(FRAME.v3.replaceAll('64250', '1'));
    const [late, expected] = [createBook(), createBook()];
    for (const [item, text] of [
      [kept, FRAME.v3],
      [empty, FRAME.v2],
    ] as const) {
      late.apply('snapshot', item ?? {});
      expected.apply('snapshot', parseBookFrame(text)?.data[0] ?? {});
      expect([late.bids.depth(), late.asks.depth()]).toEqual([expected.bids.depth(), expected.asks.depth()]);
    }
  });
});
