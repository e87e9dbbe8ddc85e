// The whole way in one run: the mock exchange on a free port, a public call, an order book over a socket, an order through
// each API with what the stream of orders says of it, and an order that is refused.
import { createMockExchange } from '@bitget-spec/mock/node';
import { createClient as createV2 } from '@bitget-spec/v2';
import { BitgetError, createClient as createV3 } from '@bitget-spec/v3';
import { createSocket, followBook } from '@bitget-spec/v3/socket';

const exchange = await createMockExchange().listen({ port: 0 });
console.log(`mock exchange on ${exchange.url}`);

const settings = {
  baseUrl: exchange.url,
  credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
};
const v3 = createV3(settings);
const v2 = createV2(settings);

const [ticker] = await v3.market.tickers({ category: 'USDT-FUTURES', symbol: 'BTCUSDT' });
console.log(`${ticker.symbol}: last ${ticker.lastPrice}, bid ${ticker.bid1Price}, ask ${ticker.ask1Price}`);

const socket = createSocket({ ...settings, client: v3 });
for await (const { bids, asks, seq } of followBook(socket.public.books, {
  instType: 'usdt-futures',
  topic: 'books',
  symbol: 'BTCUSDT',
})) {
  console.log(`book ${seq}: ${asks.best?.join(' x ')} over ${bids.best?.join(' x ')}, ${bids.length} bids`);
  break;
}
const orders = socket.private.order({});
await orders.ready();

const unified = await v3.trade.placeOrder({
  category: 'USDT-FUTURES',
  symbol: 'BTCUSDT',
  side: 'buy',
  orderType: 'limit',
  qty: '0.01',
  price: '60000',
  clientOid: 'demo-0001',
});
console.log(`v3 order ${unified.orderId}, ours ${unified.clientOid}`);
for await (const order of orders) {
  console.log(`over the socket: ${order.clientOid} is ${order.orderStatus}`);
  break;
}

const classic = await v2.spot.trade.placeOrder({
  symbol: 'BTCUSDT',
  side: 'sell',
  orderType: 'limit',
  force: 'gtc',
  price: '70000',
  size: '0.01',
  clientOid: 'demo-0002',
});
console.log(`v2 order ${classic.orderId}, ours ${classic.clientOid}`);

try {
  await v3.trade.placeOrder({ category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: 'a lot' });
} catch (error) {
  if (!(error instanceof BitgetError)) throw error;
  console.log(`refused with ${error.code} (HTTP ${error.status}): ${error.message}`);
}

await socket.close();
await exchange.close();
