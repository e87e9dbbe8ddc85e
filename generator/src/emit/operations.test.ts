import { expect, test } from 'vitest';
import { apiOf, OURS } from '../../test/documents.js';
import { emitOperations } from './operations.js';

test('all that the description says of a call, as data', async () => {
  const document = `${OURS}paths:
  /api/v9/trade/place-order: { post: { summary: Place an order, security: [{ key: [] }], x-rate-limit: [{ count: 10, seconds: 1, by: uid }], x-permission: trade:write, x-account: unified, x-effect: order, x-order-id: clientOid, x-errors: ['43012'], deprecated: true, externalDocs: { url: 'https://example.com' }, responses: {} } }
  /api/v9/public/time: { get: { summary: Time, security: [], x-rate-limit: unknown, x-permission: none, responses: {} } }
`;
  const { path, text } = emitOperations(await apiOf(document));
  expect(path).toBe('src/operations.ts');
  expect(text.slice(text.indexOf('/** Every call'))).toMatchInlineSnapshot(`
    "/** Every call, in the order of the description. */
    export const operations: readonly OperationMetadata[] = [
      { id: 'tradePlaceOrder', key: 'v9:trade.placeOrder', method: 'POST', path: '/api/v9/trade/place-order', summary: 'Place an order', signed: true, limits: [{ count: 10, seconds: 1, by: 'uid' }], permission: 'trade:write', account: 'unified', effect: 'order', orderId: 'clientOid', errors: ['43012'], deprecated: true, link: 'https://example.com' },
      { id: 'publicTime', key: 'v9:public.time', method: 'GET', path: '/api/v9/public/time', summary: 'Time', signed: false, permission: 'none', account: 'any', effect: 'read' },
    ];
    "
  `);
});
