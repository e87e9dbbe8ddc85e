import { expect, it } from 'vitest';
import { tester } from '../../test/tester.js';
import type { MockOperation } from '../types.js';
import { declaredOnly } from './declared.js';

const schemas = { Entry: { type: 'object', properties: { clientOid: { type: 'string' } } } };
const operation: MockOperation = {
  id: 'x',
  key: 'v2:x',
  method: 'POST',
  path: '/x',
  signed: true,
  account: 'any',
  effect: 'read',
  permission: 'none',
  limits: [],
  errors: [],
  fidelity: 'stateful',
  query: { type: 'object', properties: { page: { type: 'integer' } } },
  body: {
    allOf: [{ type: 'object', properties: { coin: { type: 'string' } } }],
    properties: { list: { type: 'array', items: { $ref: '#/schemas/Entry' } }, names: { type: 'array' } },
  },
  response: {},
};

it('keeps what query and body declare, in entries of lists as well', () => {
  const keep = declaredOnly(operation, schemas);
  const sent = { page: 1, coin: 'BTC', symbol: {}, list: [{ clientOid: 'a', size: {} }], names: ['x'] };
  expect(keep(sent)).toEqual({ page: 1, coin: 'BTC', list: [{ clientOid: 'a' }], names: ['x'] });
  expect(sent.list[0]).toHaveProperty('size');
});

it('keeps what the entries of a list declare where the body is one, and anything where nothing is declared', () => {
  const { query, body, ...bare } = operation;
  const list = { ...bare, body: { type: 'array', items: { $ref: '#/schemas/Entry' } } };
  expect(declaredOnly(list, schemas)([{ clientOid: 'a', size: 1 }, 'x'])).toEqual([{ clientOid: 'a' }, 'x']);
  expect(declaredOnly(bare, schemas)({ a: 1 })).toEqual({ a: 1 });
});

it('lets a field of another account mean nothing, whatever it holds', async () => {
  const t = tester();
  const loan = { coin: 'USDT', borrowAmount: '10' };
  t.exchange.deposit({ key: 'test-key', wallet: 'crossed_margin', coin: 'USDT', amount: '1000' });
  expect(await t.ask('v2:margin.crossed.account.borrow', { ...loan, symbol: { not: 'a text' } })).toMatchObject(loan);
});
