import { describe, expect, it } from 'vitest';
import { batchResponse, uncertainOf } from './batch.js';
import type { Attempted } from './errors.js';
import type { Placement } from './placement.js';

const codes = 'unknown 40010 45001\ntaken 25212';
const batch = (list: string, replaces = false): Placement => ({
  args: [],
  orders: ['a', 'b', 'c'].map((clientOid) => ({ clientOid, ours: false, fields: {} })),
  list,
  replaces,
});
const placed = (clientOid: string) => ({ orderId: `o-${clientOid}`, clientOid });
const refused = (clientOid: string, code = '43012') => ({ orderId: '', clientOid, code, msg: 'no' });
const parted = (successList: object[], failureList: object[] = []) => ({
  successList,
  failureList: failureList.map((entry) => {
    const { code, msg, ...rest } = Object(entry);
    return { ...rest, errorCode: code, errorMsg: msg };
  }),
});

describe('of a batch that got a response is looked up', () => {
  /** The numbers, with an exclamation mark where the exchange said that it is taken. */
  const looked = (data: unknown, replaces = false) =>
    uncertainOf(data, batch('', replaces), codes).map(({ order, taken }) => order.clientOid + (taken ? '!' : ''));

  it('nothing where every order has its word', () => {
    expect(looked([placed('a'), refused('b'), placed('c')])).toEqual([]);
    expect(looked([{ ...placed('a'), code: '0' }, { ...placed('b'), code: '00000' }, placed('c')])).toEqual([]);
    expect(looked(parted([placed('a')], [refused('b'), refused('c')]))).toEqual([]);
    expect(looked({ successList: [placed('a'), placed('b'), placed('c')], failureList: null })).toEqual([]);
  });

  it('all of it where it says nothing', () => {
    for (const data of [undefined, null, 'text', {}, [], { successList: null, failureList: null }])
      expect(looked(data)).toEqual(['a', 'b', 'c']);
  });

  it('what went wrong in a way that says nothing, or has a number that is taken', () => {
    expect(looked([placed('a'), refused('b', '40010'), refused('c', '25212')])).toEqual(['b', 'c!']);
    expect(looked(parted([placed('a')], [refused('b', '45001'), refused('c', '25212')]))).toEqual(['b', 'c!']);
  });

  it('what is both refused and placed, but not what is reported twice alike', () => {
    expect(looked([placed('a'), refused('a'), placed('b'), placed('c')])).toEqual(['a']);
    expect(looked([placed('a'), placed('a'), refused('b'), refused('b'), placed('c')])).toEqual([]);
  });

  it('what is not named, unless there is a refusal without a number for each of these', () => {
    expect(looked([placed('a'), refused(''), refused('')])).toEqual([]);
    expect(looked([placed('a'), refused('')])).toEqual(['b', 'c']);
    expect(looked([placed('a'), refused(''), refused('', '40010')])).toEqual(['b', 'c']);
    // without a number and not refused: it may be any order, and anybody's
    expect(looked([placed('a'), placed(''), placed('')])).toEqual(['b', 'c']);
    expect(looked([placed('a'), { orderId: '', clientOid: '', code: '00000' }, refused('')])).toEqual(['b', 'c']);
  });

  it('what is not named where the response is to somebody else’s batch, whose refusals are theirs', () => {
    expect(looked([placed('a'), placed('theirs'), refused(''), refused('')])).toEqual(['b', 'c']);
    expect(looked([placed('a'), refused('theirs'), refused('theirs too')])).toEqual(['b', 'c']);
    expect(looked([placed('a'), placed('b'), placed('theirs')])).toEqual(['c']);
    expect(looked([refused(''), refused(''), refused(''), placed('theirs')])).toEqual(['a', 'b', 'c']);
  });

  it('nothing of replacements that name what they replace, but what names nothing', () => {
    expect(looked([placed('old'), refused('older'), placed('b')], true)).toEqual([]);
    expect(looked([placed('old'), placed('b')], true)).toEqual(['a', 'c']);
    expect(looked([placed('old'), refused('older', '40010'), placed('b')], true)).toEqual(['a', 'c']);
    expect(looked([placed('a'), placed('b')], true)).toEqual(['c']);
  });
});

describe('the response to a batch after lookups', () => {
  const foundOf = (clientOid: string): Attempted => ({
    clientOid,
    state: 'placed',
    found: { ...placed(clientOid), found: true },
    lookups: [],
  });
  const missing = (clientOid: string): Attempted => ({ clientOid, state: 'not-placed', lookups: [] });
  const never = 'never arrived: send it again if you like';

  it('is in the order that was sent, each once, refusals without a number last', () => {
    const given = [refused(''), refused('c'), refused('b', '40010'), placed('a'), placed('theirs')];
    expect(batchResponse(given, batch(''), [foundOf('b')], codes)).toEqual([
      placed('a'),
      { ...placed('b'), found: true },
      refused('c'),
      refused(''),
    ]);
    expect(batchResponse([placed('a')], batch(''), [missing('b'), foundOf('c')], codes)).toEqual([
      placed('a'),
      { orderId: '', clientOid: 'b', code: 'not-placed', msg: never },
      { ...placed('c'), found: true },
    ]);
  });

  it('says nothing unsure of what is known by now', () => {
    const given = [placed('a'), refused('', '40010'), refused('', '40010')];
    expect(batchResponse(given, batch(''), [foundOf('b'), missing('c')], codes)).toEqual([
      placed('a'),
      { ...placed('b'), found: true },
      { orderId: '', clientOid: 'c', code: 'not-placed', msg: never },
    ]);
  });

  it('parts what was placed from what was not, and keeps what else it holds', () => {
    const given = { ...parted([placed('a'), placed('b'), placed('theirs')], [refused('c', '40010')]), more: 1 };
    expect(batchResponse(given, batch('orderList'), [missing('b'), foundOf('c')], codes)).toEqual({
      successList: [placed('a'), { ...placed('c'), found: true }],
      failureList: [{ orderId: '', clientOid: 'b', errorCode: 'not-placed', errorMsg: never }],
      more: 1,
    });
    expect(batchResponse(null, batch('orderList'), [foundOf('a'), foundOf('b'), missing('c')], codes)).toMatchObject({
      successList: [{ clientOid: 'a' }, { clientOid: 'b' }],
      failureList: [{ clientOid: 'c' }],
    });
  });
});
