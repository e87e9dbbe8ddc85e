import { createMockExchange } from '@bitget-spec/mock';
import { createClient } from '@bitget-spec/v3';
import { expect, it } from 'vitest';

const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };

function setup(operation: string) {
  const exchange = createMockExchange();
  exchange.faults.add({ operation, count: 1, fault: { empty: true } });
  const requests = () =>
    exchange.journal
      .list()
      .map(({ operation }) => operation)
      .filter((operation) => operation !== 'v3:public.time');
  return { bitget: createClient({ fetch: exchange.fetch, credentials }), requests };
}

it('a read whose response is a 200 without a body is repeated', async () => {
  const { bitget, requests } = setup('v3:market.tickers');
  expect(await bitget.market.tickers({ category: 'SPOT', symbol: 'BTCUSDT' })).toMatchObject([{ symbol: 'BTCUSDT' }]);
  expect(requests()).toEqual(['v3:market.tickers', 'v3:market.tickers']);
});

it('an order whose response is a 200 without a body is looked up, and not sent again', async () => {
  const { bitget, requests } = setup('v3:trade.placeOrder');
  const placed = await bitget.trade.placeOrder({
    category: 'USDT-FUTURES',
    symbol: 'BTCUSDT',
    side: 'buy',
    orderType: 'limit',
    qty: '0.01',
    price: '60000',
    clientOid: 'bot-0001',
  });
  expect(placed).toMatchObject({ orderId: expect.stringMatching(/^\d+$/), clientOid: 'bot-0001' });
  expect(requests()).toEqual(['v3:trade.placeOrder', 'v3:trade.orderInfo']);
});
