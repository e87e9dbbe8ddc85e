import { describe, expect, it } from 'vitest';
import { type BookItem, type BookRow, createBook, parseBookFrame } from './index.js';

const row = (price: string, size: string): BookRow => [price, size];
const item = (bids: BookRow[], asks: BookRow[], rest: Partial<BookItem> = {}): BookItem => ({
  b: bids,
  a: asks,
  ...rest,
});

/** At 100: bids 10.1, 10.0; asks 10.2, 10.3. */
function started(rest: Partial<BookItem> = {}) {
  const book = createBook();
  const [bids, asks] = [
    [row('10.1', '1'), row('10.0', '2')],
    [row('10.2', '3'), row('10.3', '4')],
  ];
  book.apply('snapshot', item(bids, asks, { seq: 100, pseq: 0, ts: '1', ...rest }));
  return book;
}
const empty = (seq: number | string | undefined, pseq?: number | string) =>
  item([], [], { ...(seq !== undefined && { seq }), ...(pseq !== undefined && { pseq }) });

describe('a book', () => {
  it('shows the best level, so many levels from there on, one by its price, and what waits up to a price', () => {
    const { bids, asks } = started();
    expect([bids.best, asks.best]).toEqual([row('10.1', '1'), row('10.2', '3')]);
    expect(asks.depth()).toEqual([row('10.2', '3'), row('10.3', '4')]);
    expect(bids.depth(1)).toEqual([row('10.1', '1')]);
    expect(bids.depth(0)).toEqual([]);
    expect(bids.byPrice('10.000')).toEqual(row('10.0', '2'));
    expect(bids.byPrice('9')).toBeUndefined();
    expect([bids.cumulative('10'), bids.cumulative('10.05'), bids.cumulative('11')]).toEqual(['3', '1', '0']);
    expect(() => bids.byPrice('ten')).toThrow('[websocket] "ten" is no price: give a decimal such as "64250.5"');
  });

  it('takes the same price in another spelling for the same level, and every zero for its end', () => {
    const book = started();
    book.apply('update', item([row('10.10', '5'), row('10', '0.000')], [row('10.200', '0.')], { seq: 101, pseq: 100 }));
    expect(book.bids.depth()).toEqual([row('10.10', '5')]);
    expect(book.asks.depth()).toEqual([row('10.3', '4')]);
  });

  it('tells prices apart that a double does not', () => {
    const book = createBook();
    const near = ['0.30000000000000000002', '0.30000000000000000001', '0.3', '0.29999999999999999999'];
    book.apply(
      'snapshot',
      item(
        near.map((price, index) => row(price, `${index + 1}`)),
        [],
        { seq: 1 },
      ),
    );
    book.apply('update', item([row('0.3000', '0'), row('0.300000000000000000010', '9')], [], { seq: 2, pseq: 1 }));
    expect(book.bids.depth()).toEqual([
      row('0.30000000000000000002', '1'),
      row('0.300000000000000000010', '9'),
      row('0.29999999999999999999', '4'),
    ]);
    expect(book.bids.cumulative('0.3')).toBe('10');
  });

  it('leaves out a level that was removed before it came', () => {
    const book = started();
    expect(book.apply('update', item([row('9', '0')], [row('99', '0')], { seq: 101, pseq: 100 })).kind).toBe('update');
    expect([book.bids.length, book.asks.length]).toEqual([2, 2]);
  });

  it('reads v2, where a spot book has no pseq: it goes on, and is not proven', () => {
    const book = createBook();
    expect(book.apply('snapshot', { asks: [], bids: [row('1', '1')], seq: 5, ts: '1' }).kind).toBe('snapshot');
    expect(book.proven).toBe(true);
    expect(book.apply('update', { asks: [], bids: [row('2', '1')], seq: 9, ts: '2' }).kind).toBe('update');
    expect(book).toMatchObject({ seq: 9, ts: '2', proven: false, state: 'live' });
    expect(book.apply('update', { asks: [], bids: [row('2', '0')], seq: 9 }).kind).toBe('repeat');
    expect(book.apply('update', { asks: [], bids: [row('2', '0')], seq: 8 }).kind).toBe('gap');
  });

  it('replaces itself with each snapshot, with or without numbers: books1, books5, rpi-books, reality-orderbook', () => {
    const book = started();
    book.apply('snapshot', item([row('7', '1')], [row('8', '1')]));
    expect(book).toMatchObject({ seq: undefined, proven: false, state: 'live' });
    expect([book.bids.depth(), book.asks.depth()]).toEqual([[row('7', '1')], [row('8', '1')]]);
    const rpi: BookRow[] = [
      ['8', '1', '0.2'],
      ['9', '0', '0.5'],
      ['10', '0', '0'],
    ];
    book.apply('snapshot', item([], rpi, { seq: 3 }));
    expect(book.asks.depth()).toEqual(rpi.slice(0, 2));
    expect(book.bids.best).toBeUndefined();
  });

  it('sorts a snapshot that is not sorted', () => {
    const book = createBook();
    book.apply('snapshot', item([row('1', '1'), row('3', '3'), row('2', '2')], [row('9', '9'), row('8', '8')]));
    expect(book.bids.depth().map(([price]) => price)).toEqual(['3', '2', '1']);
    expect(book.asks.depth().map(([price]) => price)).toEqual(['8', '9']);
  });

  it('waits for a snapshot', () => {
    const book = createBook();
    expect(book.apply('update', empty(2, 1))).toEqual({ kind: 'waiting', resync: false });
    expect(book.state).toBe('empty');
  });
});

describe('continuity', () => {
  it.each([
    ['the next one', 101, 100, 'update'],
    ['one that spans the snapshot', 105, 95, 'update'],
    ['one that is in the snapshot', 99, 95, 'repeat'],
    ['one that leads to it', 100, 95, 'repeat'],
    ['one that begins later', 105, 101, 'gap'],
    ['a new beginning', 105, 0, 'reset'],
    ['a number as text', '101', '100', 'update'],
    ['a number that JSON.parse has rounded', 2 ** 53, 100, 'invalid'],
    ['a predecessor that JSON.parse has rounded', 101, 2 ** 53, 'invalid'],
    ['no number', 'x', 100, 'invalid'],
  ])('first after a snapshot, %s', (_, seq, pseq, kind) => {
    const book = started();
    const result = book.apply('update', empty(seq, pseq));
    expect(result.kind).toBe(kind);
    expect(book.state).toBe(result.resync ? 'broken' : 'live');
  });

  it.each([
    ['the next one', 121, 110, 'update'],
    ['the same again', 110, 100, 'repeat'],
    ['one that overlaps', 121, 105, 'gap'],
    ['one of before', 105, 100, 'gap'],
    ['one that misses some', 121, 111, 'gap'],
    ['a new beginning', 121, 0, 'reset'],
  ])('later, %s', (_, seq, pseq, kind) => {
    const book = started();
    book.apply('update', empty(110, 100));
    expect(book.apply('update', empty(seq, pseq)).kind).toBe(kind);
  });

  it('tells what a gap lacks, and waits until a snapshot comes', () => {
    const book = started();
    expect(book.apply('update', empty(120, 110))).toEqual({
      kind: 'gap',
      resync: true,
      reason: 'an update follows 110, the book is at 100',
      expected: 100,
      received: 110,
    });
    expect(book.apply('update', empty(121, 100)).kind).toBe('waiting');
    expect(book.bids.best).toEqual(row('10.1', '1'));
    book.apply('snapshot', item([row('1', '1')], [], { seq: 121 }));
    expect(book).toMatchObject({ state: 'live', seq: 121 });
    expect(book.bids.depth()).toEqual([row('1', '1')]);
    expect(book.asks.depth()).toEqual([]);
  });

  it('is exact beyond 2^53, where JSON.parse takes neighbours for one number', () => {
    const frame = (seq: string, pseq: string) =>
      parseBookFrame(
        `{"action":"update","arg":{"topic":"books"},"data":[{"a":[],"b":[],"seq":${seq},"pseq":${pseq},"ts":"1"}]}`,
      )?.data[0] ?? expect.fail('no book');
    const book = started({ seq: '1304314508780744701' });
    expect(book.apply('update', frame('1304314508780744703', '1304314508780744702')).kind).toBe('gap');
    const again = started({ seq: '1304314508780744701' });
    expect(again.apply('update', frame('1304314508780744702', '1304314508780744701')).kind).toBe('update');
    expect(again.seq).toBe('1304314508780744702');
  });
});

describe('a crossed book', () => {
  it.each([
    ['10.2', 'locked'],
    ['10.25', 'crossed'],
  ])('by an update to %s, %s, is wrong', (price) => {
    const book = started();
    const bid = row(price, '1');
    const result = book.apply('update', item([bid], [], { seq: 101, pseq: 100 }));
    expect(result).toEqual({
      kind: 'crossed',
      resync: true,
      reason: `the best bid ${price} is not below the best ask 10.2`,
      bid,
      ask: row('10.2', '3'),
    });
    expect(book.state).toBe('broken');
  });

  it('that comes so is the exchange’s, and does not make it subscribe for ever', () => {
    const book = createBook();
    const auction = item([row('11', '1')], [row('10', '1')], { seq: 1 });
    expect(book.apply('snapshot', auction).kind).toBe('snapshot');
    expect(book).toMatchObject({ crossed: true, state: 'live' });
    expect(book.apply('update', item([row('12', '1')], [], { seq: 2, pseq: 1 })).kind).toBe('update');
    book.apply('update', item([row('11', '0'), row('12', '0'), row('9', '1')], [], { seq: 3, pseq: 2 }));
    expect(book.crossed).toBe(false);
    expect(book.apply('update', item([row('10', '1')], [], { seq: 4, pseq: 3 })).kind).toBe('crossed');
  });
});

describe('what is no book', () => {
  it.each([
    ['a price', { b: [['ten', '1']], a: [] }, 'bids[0] is no level: ["ten","1"]'],
    [
      'a size',
      {
        b: [],
        a: [
          ['10', '1'],
          ['11', '-1'],
        ],
      },
      'asks[1] is no level: ["11","-1"]',
    ],
    ['an exponent', { b: [['1e3', '1']], a: [] }, 'bids[0] is no level: ["1e3","1"]'],
    ['an empty size', { b: [['1', '']], a: [] }, 'bids[0] is no level: ["1",""]'],
    ['numbers', { b: [[10, 1]], a: [] }, 'bids[0] is no level: [10,1]'],
    ['a row', { b: [null], a: [] }, 'bids[0] is no level: null'],
    ['a side', { b: [] }, 'asks[0] is no level: undefined'],
    ['sides that are no lists', { b: 'bids', a: { mergeInto: 1 } }, 'bids[0] is no level: "b"'],
    ['a sequence number', { a: [], b: [], seq: { toString: 1 } }, 'seq is {}, no exact number'],
    ['a list for a sequence number', { a: [], b: [], seq: [101] }, 'seq is {}, no exact number'],
    ['data', null, 'the push has no data'],
  ])('is told by what is wrong: %s', (_, data, reason) => {
    for (const action of ['snapshot', 'update']) {
      const book = started();
      const result = book.apply(action, JSON.parse(JSON.stringify(data && { seq: 101, pseq: 100, ...data })));
      expect(result).toEqual({ kind: 'invalid', resync: true, reason });
      expect(book.state).toBe('broken');
    }
  });

  it('may be deeper than a stack', () => {
    const rows = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    const reason = 'bids[0] is no level: […]';
    expect(started().apply('update', item(rows, [], { seq: 101, pseq: 100 }))).toMatchObject({
      kind: 'invalid',
      reason,
    });
  });

  it('is not looked for in more columns than text has', () => {
    const book = started();
    const rows = JSON.parse('[["10.1","0",null],["10","0",{"length":1}],["9","0","1"]]');
    expect(book.apply('update', item(rows, [], { seq: 101, pseq: 100 })).kind).toBe('update');
    expect(book.bids.depth()).toEqual([['9', '0', '1']]);
  });

  it.each(['', '0', '-5', 'many', null, {}])('limits no book by a depth of %j', (maxdepth) => {
    const book = started(JSON.parse(JSON.stringify({ maxdepth })));
    expect([book.bids.length, book.asks.length]).toEqual([2, 2]);
  });

  it('has no other action', () => {
    expect(started().apply('patch', empty(101, 100))).toMatchObject({
      kind: 'invalid',
      reason: 'the action is patch, neither snapshot nor update',
    });
  });
});
