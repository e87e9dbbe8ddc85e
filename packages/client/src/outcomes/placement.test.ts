import { platformSystem } from '@bitget-spec/auth';
import { parseRoute } from '@bitget-spec/contract';
import { describe, expect, it } from 'vitest';
import type { Args } from '../call/stage.js';
import { type Placement, placementOf } from './placement.js';

/** What is made of a call's arguments, by where its numbers stand. */
const of = (id: string, args: unknown) =>
  placementOf(parseRoute('/api/v3/', `POST trade/place order ${id}`), args as Args, platformSystem);
const made = expect.stringMatching(/^[0-9a-f]{32}$/);
const numbersOf = (placement: Placement | undefined) =>
  placement?.orders.map(({ clientOid, ours }) => [clientOid, ours]);

describe('the number of an order', () => {
  it.each([undefined, null, ''])('is made up where it is %j, and sent', (clientOid) => {
    const placement = of('id=clientOid', { qty: '1', clientOid });
    expect(numbersOf(placement)).toEqual([[made, true]]);
    expect(placement?.args).toEqual({ qty: '1', clientOid: placement?.orders[0]?.clientOid });
  });

  it.each([
    ['mine', 'mine'],
    [7, '7'],
    [0, '0'],
  ])('is the caller’s where it is %j, as text', (clientOid, sent) => {
    const placement = of('id=clientOid', { clientOid });
    expect(numbersOf(placement)).toEqual([[sent, false]]);
    expect(placement?.args).toEqual({ clientOid: sent });
  });

  it('stands in the field that the call names, which says whether a response may name what it replaces', () => {
    expect(of('id=newClientOid', { clientOid: 'old' })).toMatchObject({
      args: { clientOid: 'old', newClientOid: made },
      replaces: true,
    });
    expect(of('id=clientOid', {})).toMatchObject({ replaces: false });
    expect(of('id=orderList[].clientOid', { orderList: [{}] })).toMatchObject({ replaces: false });
    expect(of('id=orderList[].newClientOid', { orderList: [{}] })).toMatchObject({ replaces: true });
  });

  it('is given to every order of a batch, which shares the fields of the batch that it lacks', () => {
    const batch = of('id=orderList[].clientOid', { symbol: 'X', side: 'buy', orderList: [{ side: 'sell' }, {}] });
    expect(batch?.orders.map(({ fields }) => fields)).toMatchObject([
      { symbol: 'X', side: 'sell', clientOid: made },
      { symbol: 'X', side: 'buy', clientOid: made },
    ]);
    expect(batch?.orders[0]?.fields.orderList).toBeUndefined();
    expect(batch?.args).toEqual({
      symbol: 'X',
      side: 'buy',
      orderList: [{ side: 'sell', clientOid: made }, { clientOid: made }],
    });
    expect(of('id=[].clientOid', [{ qty: '1' }])).toMatchObject({ args: [{ qty: '1', clientOid: made }], list: '' });
    expect(of('id=[].clientOid', [{ qty: '1' }])?.orders[0]?.fields).toEqual({ qty: '1', clientOid: made });
  });

  it.each<[string, unknown]>([
    ['', {}],
    ['id=clientOid', undefined],
    ['id=clientOid', null],
    ['id=clientOid', 'text'],
    ['id=clientOid', [{}]],
    ['id=[].clientOid', {}],
    ['id=[].clientOid', [{}, null]],
    ['id=[].clientOid', [{}, 'text']],
    ['id=[].clientOid', [[], {}]],
    ['id=orderList[].clientOid', undefined],
    ['id=orderList[].clientOid', { orderList: {} }],
    ['id=orderList[].clientOid', { orderList: [{}, 5] }],
  ])('is nobody’s business with %j and %j: the exchange shall say so', (id, args) => {
    expect(of(id, args)).toBeUndefined();
  });
});
