import { parseRoute } from '@bitget-spec/contract';
import { describe, expect, it } from 'vitest';
import { type Asked, runtimeOf } from '../../test/runtime.js';
import { CancelScope } from '../call/scope.js';
import { canProveAbsence, lookUpOnce, lookupCalls } from './lookup.js';

const FIRST = 1_700_000_000_000;
const LAST = FIRST + 5_000;
const GETS = 'GET trade/order-info public\nGET trade/open public\nGET trade/past public';
const find = 'find=trade/order-info:clientOid';
const order = { clientOid: 'mine', ours: true, fields: { clientOid: 'mine', symbol: 'BTCUSDT' } };
const fine = (data: unknown) => ({ code: '00000', data });
const absent = { code: '25204', msg: 'Order does not exist' };
const placing = (words: string) => parseRoute('/api/v3/', `POST trade/place-order order id=clientOid ${words}`);

/** A placement whose lookups the table names so, and an exchange that responds to them. */
function make(words: string, response: (asked: Asked) => unknown = () => absent) {
  const inside = runtimeOf(GETS, response);
  const scope = new CancelScope(inside.system);
  const attempt = { route: placing(words), scope, firstSentAt: FIRST, sentAt: LAST, sentTick: 0, validMs: 30_000 };
  return { ...inside, attempt, look: (ms = 60_000) => lookUpOnce(inside.runtime, attempt, order, ms) };
}
const seen = (words: string, data: unknown) => make(words, () => fine(data)).look();
const nothing = { failed: undefined };

describe('a lookup', () => {
  it('that the table lacks proves nothing, whatever the others show', async () => {
    expect(await make(`${find} find=trade/elsewhere:clientOid`).look()).toEqual(nothing);
    expect(await make('find=trade/elsewhere:clientOid').look()).toEqual(nothing);
    expect(await make(find).look()).toMatchObject({ absent: {} });
  });

  it('asks for the order’s number, its fields, constants, and a time span with a margin for clocks that differ', async () => {
    const names = 'clientOid,symbol,category,startTime,endTime,planType=profit_loss';
    const { asked, look, runtime, attempt } = make(`find=trade/past:${names}`);
    await look();
    const request = {
      clientOid: 'mine',
      symbol: 'BTCUSDT',
      startTime: `${FIRST - 60_000}`,
      endTime: `${LAST + 120_000}`,
      planType: 'profit_loss',
    };
    expect(asked).toMatchObject([{ path: 'trade/past', query: request }]);
    expect(asked[0]?.query).not.toHaveProperty('category');
    expect(lookupCalls(runtime, attempt, order)).toEqual([
      { operation: 'v3:trade.past', request: { ...request, category: undefined } },
    ]);
  });

  it('goes wherever the order may be, until it is there, but to no call that the table lacks', async () => {
    const words = `${find} find=trade/gone:clientOid scan=trade/open:clientOid,symbol find=trade/past:clientOid`;
    const { asked, look, runtime, attempt } = make(words, ({ path }) =>
      path === 'trade/past' ? fine([{ clientOid: 'mine' }]) : absent,
    );
    expect(await look()).toEqual({ found: { clientOid: 'mine' } });
    expect(asked.map(({ path }) => path)).toEqual(['trade/order-info', 'trade/past']);
    expect(lookupCalls(runtime, attempt, order)).toEqual([
      { operation: 'v3:trade.orderInfo', request: { clientOid: 'mine' } },
      { operation: 'v3:trade.past', request: { clientOid: 'mine' } },
      { operation: 'v3:trade.open', request: { symbol: 'BTCUSDT' } },
    ]);
  });

  it('shows absence as of the first of several places, and nothing where one of them fails', async () => {
    const both = `${find} find=trade/past:clientOid`;
    let pause = 0;
    const slow = make(both, async () => {
      pause += 1_000;
      await slow.system.sleep(pause);
      return absent;
    });
    expect(await slow.look()).toEqual({ absent: { tick: 0, exchangeTime: slow.system.now() - 2_000 } });
    const limited = make(both, ({ path }) =>
      path === 'trade/past' ? Response.json({ code: '429' }, { status: 429 }) : absent,
    );
    expect(await limited.look()).toMatchObject({ failed: { code: '429' } });
  });

  it('shows nothing where there is none, nor where finding nothing proves nothing', async () => {
    expect(await make('').look()).toStrictEqual(nothing);
    const seek = 'seek=trade/past:clientOid';
    expect(await make(seek).look()).toStrictEqual(nothing);
    expect(await seen(seek, [])).toStrictEqual(nothing);
    expect(await seen(seek, [{ clientOid: 'mine' }])).toEqual({ found: { clientOid: 'mine' } });
  });

  it.each([
    [60_000, 5_000],
    [3_000, 3_000],
    [0, 1_000],
  ])('with %i ms left is given up after %i ms, and its request ended', async (left, ms) => {
    const { asked, look, system } = make(find, () => new Promise(() => {}));
    expect(await look(left)).toMatchObject({ failed: { message: 'the lookup took too long' } });
    expect(system.monotonic()).toBe(ms);
    expect(asked[0]?.signal?.aborted).toBe(true);
  });

  it.each<[string, unknown]>([
    ['no data', undefined],
    ['null', null],
    ['an empty list', []],
    ['a list of nothing', [null]],
    ['an empty list and a cursor', { list: [], cursor: '5' }],
    ['a list of nothing in an object', { list: [null], total: 0 }],
    ['an object that is empty', {}],
    ['an object without a value', { orderList: null, nextId: '' }],
  ])('shows absence by %s', async (_, data) => {
    expect(await seen(find, data)).toMatchObject({ absent: { tick: 0 } });
  });

  it.each<[string, unknown]>([
    ['a text', 'success'],
    ['an object of something else', { said: null, by: 'a proxy' }],
    ['another order', { clientOid: 'another' }],
    ['an order without a number', { orderId: '1', feeDetail: [] }],
    ['a list of others', { list: [{ clientOid: 'another' }] }],
  ])('shows nothing by %s', async (_, data) => {
    expect(await seen(find, data)).toStrictEqual(nothing);
  });

  it.each<[string, unknown]>([
    ['as it is', { clientOid: 'mine', fills: [] }],
    ['in a list', [null, { clientOid: 'mine', fills: [] }]],
    ['in one of two lists', { open: [], past: [null, { clientOid: 'mine', fills: [] }], cursor: '5' }],
  ])('finds the order %s', async (_, data) => {
    expect(await seen(find, data)).toEqual({ found: { clientOid: 'mine', fills: [] } });
  });
});

it.each([
  ['', false],
  ['find=trade/open:clientOid', true],
  ['scan=trade/open:clientOid', true],
  ['find=trade/open:clientOid scan=trade/past:clientOid', true],
  ['seek=trade/past:clientOid', false],
  ['find=trade/open:clientOid seek=trade/past:clientOid', false],
])('that an order is absent can be shown with %j: %s', (words, can) => {
  expect(canProveAbsence(placing(words))).toBe(can);
});
