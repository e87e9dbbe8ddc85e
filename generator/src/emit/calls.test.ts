import { expect, test } from 'vitest';
import { apiOf, OURS } from '../../test/documents.js';
import { emitCalls } from './calls.js';

const FINE = 'responses: {}';
const textOf = async (paths: string) => emitCalls(await apiOf(`${OURS}paths:\n${paths}`)).text;

test('a call is its line of the table, with those of its lookups, and the exchange is asked for its time', async () => {
  const text = await textOf(`
  /api/v9/trade/place: { post: { summary: Place an order., security: [{ key: [] }], x-effect: order, x-order-id: clientOid, x-lookup: { operation: 'v9:trade.info', by: clientOid }, ${FINE} } }
  /api/v9/trade/info: { get: { deprecated: true, security: [{ key: [] }], parameters: [{ name: clientOid, in: query, schema: {} }], ${FINE} } }
  /api/v9/public/time: { get: { ${FINE} } }
`);
  expect(text).toContain(`/** Place an order: \`trade.place\`, POST /api/v9/trade/place. */
export const tradePlace = 'GET trade/info\\nPOST trade/place order id=clientOid find=trade/info:clientOid' as Call<{ trade: Pick<TradeCalls, 'place'> }>;
`);
  expect(text).toContain(`/**
 * \`trade.info\`, GET /api/v9/trade/info.
 *
 * @deprecated
 */
export const tradeInfo = 'GET trade/info' as Call<{ trade: Pick<TradeCalls, 'info'> }>;
`);
  expect(text).toContain("connectCalls({ base, table: 'GET public/time public' }, options)");
});

test('a word of the language, or a name of the module, is no name of a value', async () => {
  const text = await textOf(`
  /api/v9/delete: { post: { ${FINE} } }
  /api/v9/create-client: { post: { ${FINE} } }
`);
  expect(text).toContain("export const delete_ = 'POST delete public' as Call<Pick<Client, 'delete'>>;");
  expect(text).toContain(
    "export const createClient_ = 'POST create-client public' as Call<Pick<Client, 'createClient'>>;",
  );
  expect(text).toContain("connectCalls({ base, table: '' }, options)");
});
