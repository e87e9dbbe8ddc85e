import { expect, it, vi } from 'vitest';
import { routes, type TestClient, thrown } from '../../test/client.js';
import { connect } from '../runtime.js';

vi.mock('./write.js', () => {
  throw new Error('offline');
});

it('no order leaves while the part that finds out what became of it can’t be loaded; reads do', async () => {
  const paths: string[] = [];
  const client = connect<TestClient>(routes, {
    fetch: async ({ url }) => {
      paths.push(new URL(url).pathname);
      return Response.json({ code: '00000', data: 1 });
    },
  });
  const error = await thrown(client.trade.placeOrder({ symbol: 'BTCUSDT' }));
  expect(error).toMatchObject({
    name: 'BitgetError',
    code: 'not-sent',
    operation: 'v3:trade.placeOrder',
    cause: expect.any(Error),
    message:
      '[@bitget-spec/client] a part of the client could not be loaded, v3:trade.placeOrder: call again; nothing was sent.',
  });
  expect(await client.market.tickers()).toBe(1);
  expect(paths).toEqual(['/api/v3/market/tickers']);
});
