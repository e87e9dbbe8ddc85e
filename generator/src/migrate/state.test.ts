import { createMockExchange } from '@bitget-spec/mock';
import { expect, test } from 'vitest';
import { migrated } from '../../test/migrate/project.js';
import { run } from '../../test/migrate/run.js';

const PROGRAM = `import { createClient } from '@bitget-spec/v2';
declare const mockFetch: typeof fetch;
const client = createClient({
  credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
  fetch: (request, init) => mockFetch(request, init),
});

export async function before() {
  await client.mix.account.setPositionMode({ productType: 'USDT-FUTURES', posMode: 'one_way_mode' });
}

export async function main() {
  const kept = await client.spot.trade.placeOrder({ symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', force: 'gtc', price: '20000', size: '0.5', clientOid: 'kept' });
  const gone = await client.spot.trade.placeOrder({ symbol: 'ETHUSDT', side: 'buy', orderType: 'limit', force: 'post_only', price: '500', size: '2', clientOid: 'gone' });
  await client.spot.trade.cancelOrder({ symbol: 'ETHUSDT', orderId: gone.orderId });
  await client.spot.trade.placeOrder({ symbol: 'BTCUSDT', side: 'buy', orderType: 'market', size: '1000' });
  await client.spot.trade.placeOrder({ symbol: 'BTCUSDT', side: 'sell', orderType: 'market', size: '0.005' });
  await client.mix.order.placeOrder({ symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT', side: 'buy', orderType: 'market', size: '0.02' });
  await client.mix.order.placeOrder({ symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT', side: 'sell', orderType: 'market', size: '0.01', reduceOnly: 'YES' });
  await client.mix.order.placeOrder({ symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT', side: 'buy', orderType: 'limit', force: 'gtc', price: '20000', size: '0.03' });
  await client.mix.order.placeOrder({ symbol: 'ETHUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT', side: 'buy', orderType: 'limit', price: '500', size: '0.3' });
  await client.spot.trade.cancelSymbolOrder({ symbol: 'ETHUSDT' });
  const open = await client.spot.trade.unfilledOrders({});
  const [position] = await client.mix.position.singlePosition({ productType: 'USDT-FUTURES', symbol: 'BTCUSDT', marginCoin: 'USDT' });
  return [open.some((order) => order.orderId === kept.orderId), open.map((order) => [order.symbol, order.side, order.priceAvg]), position.total, position.openPriceAvg, position.unrealizedPL];
}
`;

/** What each API says of the account afterwards, in the same words: orders and fills of spot and futures, positions. */
const READ = `import { createClient as createV2 } from '@bitget-spec/v2';
import { createClient as createV3 } from '@bitget-spec/v3';
const options = {
  credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
  fetch: (request, init) => mockFetch(request, init),
};
const [v2, v3] = [createV2(options), createV3(options)];
const futures = 'USDT-FUTURES';
export const readV2 = async () => ({
  spotOpen: (await v2.spot.trade.unfilledOrders({})).map((o) => [o.symbol, o.side, o.orderType, o.priceAvg, o.size, o.baseVolume]),
  spotFills: (await v2.spot.trade.fills({ symbol: 'BTCUSDT' })).map((f) => [f.symbol, f.side, f.priceAvg, f.size, f.amount]),
  futuresOpen: (await v2.mix.order.ordersPending({ productType: futures })).entrustedList.map((o) => [o.symbol, o.side, o.orderType, o.price, o.size, o.marginMode]),
  futuresFills: (await v2.mix.order.fills({ productType: futures })).fillList.map((f) => [f.symbol, f.side, f.price, f.baseVolume, f.quoteVolume]),
  positions: (await v2.mix.position.allPosition({ productType: futures })).map((p) => [p.symbol, p.holdSide, p.total, p.openPriceAvg, p.marginMode]),
});
export const readV3 = async () => ({
  spotOpen: (await v3.trade.unfilledOrders({ category: 'SPOT' })).list.map((o) => [o.symbol, o.side, o.orderType, o.price, o.qty, o.cumExecQty]),
  spotFills: (await v3.trade.fills({ category: 'SPOT' })).list.map((f) => [f.symbol, f.side, f.execPrice, f.execQty, f.execValue]),
  futuresOpen: (await v3.trade.unfilledOrders({ category: futures })).list.map((o) => [o.symbol, o.side, o.orderType, o.price, o.qty, o.marginMode]),
  futuresFills: (await v3.trade.fills({ category: futures })).list.map((f) => [f.symbol, f.side, f.execPrice, f.execQty, f.execValue]),
  positions: (await v3.position.currentPosition({ category: futures })).list.map((p) => [p.symbol, p.posSide, p.total, p.avgPrice, p.marginMode]),
});
`;

type State = Record<string, unknown[]>;

/** Runs a program against an exchange of its own, and reads the account with one of the APIs. */
async function outcomeOf(
  folder: string,
  text: string,
  reader: 'readV2' | 'readV3',
): Promise<{ result: unknown; state: State }> {
  const exchange = createMockExchange({ now: 1761998400000 });
  let result: unknown;
  const sent = await run(
    folder,
    text,
    async ({ before, main }) => {
      await before?.();
      result = await main?.();
    },
    exchange,
  );
  expect(sent.map(({ url, code }) => `${url} ${code}`).filter((line) => !line.endsWith(' 00000'))).toEqual([]);
  const state: State = {};
  await run(folder, READ, async (program) => Object.assign(state, await program[reader]?.()), exchange);
  return { result, state };
}

test('a program of orders leaves the same account behind, and reads the same', async () => {
  const { files, folder, listed } = migrated({ 'src/bot.ts': PROGRAM });
  expect(listed.map(({ operation }) => operation)).toEqual([
    'v2:mix.account.setPositionMode',
    'v2:spot.trade.cancelSymbolOrder',
  ]);
  const before = await outcomeOf(folder, PROGRAM, 'readV2');
  const after = await outcomeOf(folder, files['src/bot.ts'] ?? '', 'readV3');
  expect(after).toEqual(before);
  expect(Object.entries(before.state).map(([name, list]) => [name, list.length])).toEqual([
    ['spotOpen', 1],
    ['spotFills', 2],
    ['futuresOpen', 2],
    ['futuresFills', 2],
    ['positions', 1],
  ]);
});
