import { expect, test } from 'vitest';
import { apiOf, OURS } from '../../test/documents.js';
import { foreign } from '../profiles/foreign.js';
import { ours } from '../profiles/ours.js';
import { emitClient } from './client.js';
import { emitCore } from './core.js';
import { TreeTypes } from './print/tree/tree-types.js';

const response = (schema: string) =>
  `responses: { '200': { description: Fine., content: { application/json: { schema: { type: object, properties: { data: ${schema} } } } } } }`;
const get = (paging: string, schema: string) =>
  `{ get: { x-paging: ${paging}, parameters: [{ name: cursor, in: query, schema: { type: string } }], ${response(schema)} } }`;

test('a call that pages has a type of its own, with what it walks through', async () => {
  const list = '{ type: array, items: { type: object, properties: { id: { type: string } } } }';
  const api = await apiOf(`${OURS}paths:
  /api/v9/trade/fills: ${get('{ style: cursor, next: data.cursor }', `{ type: object, properties: { cursor: { type: string }, list: ${list} } }`)}
  /api/v9/trade/orders: ${get("{ style: cursor, next: 'data[-1].id' }", list)}
  /api/v9/trade/odd: ${get('{ style: cursor, next: data.cursor }', `{ oneOf: [${list}, { type: object }] }`)}
`);
  const { text } = emitClient(api, new TreeTypes(api));
  expect(text).toContain('readonly fills: TradeFillsCall;');
  expect(text).toContain(`export interface TradeFillsCall {
  /** trade.fills: one page. */
  (request?: TradeFillsRequest, options?: CallOptions): Promise<TradeFillsResponse>;
  /** Every record of every page, one by one; a page is fetched when its first record is wanted. */
  pages(request?: TradeFillsRequest, options?: PagesOptions): AsyncGenerator<TradeFillsItem, void, undefined>;
}`);
  expect(text).toContain('AsyncGenerator<TradeOrdersItem, void, undefined>');
  expect(text).toContain('AsyncGenerator<unknown, void, undefined>');
});

test('codes are literal types, and the smallest client stands apart', async () => {
  const api = await apiOf(`${OURS}paths:
  /api/v9/trade/place: { post: { x-errors: ['43012', '40762'], ${response('{}')} } }
  /api/v9/public/time: { get: { ${response('{}')} } }
`);
  const { text } = emitClient(api, new TreeTypes(api));
  expect(text).toContain("  'v9:trade.place': '43012' | '40762';\n  'v9:public.time': never;");
  expect(text).toContain('export const isBitgetError: ErrorGuard<ErrorCodes> = errorGuard;');
  expect(emitCore(api).text).toContain('return connectCore<Client>(routes, options);');
  expect([ours.emitters.includes('core'), foreign.emitters]).toEqual([true, []]);
});
