import { expect, test } from 'vitest';
import { compile } from '../test/compile.js';

const order = "category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '0.1', price: '60000'";
const v3 = (code: string) =>
  compile(`import { createClient } from '@bitget-spec/v3';\nconst bitget = createClient();\n${code}`);
const v2 = (code: string) =>
  compile(`import { createClient } from '@bitget-spec/v2';\nconst bitget = createClient();\n${code}`);

test('a right call compiles, and its response has types', () => {
  const said = v3(`
    const { orderId } = await bitget.trade.placeOrder({ ${order} });
    const id: string = orderId;
    const [ticker] = await bitget.market.tickers({ category: 'SPOT' });
    const price: string | undefined = ticker?.lastPrice;
    console.log(id, price); export {};`);
  expect(said).toBe('');
});

test('a wrong word of an enum is named', () => {
  const said = v3(`await bitget.trade.placeOrder({ ${order.replace("'buy'", "'byu'")} }); export {};`);
  expect(said).toContain("Type '\"byu\"' is not assignable to type 'Side'.");
  expect(said).toContain("property 'side' which is declared here on type 'TradePlaceOrderRequest<\"no\">'");
});

test('a missing field is named', () => {
  const said = v3(`await bitget.trade.placeOrder({ ${order.replace("symbol: 'BTCUSDT', ", '')} }); export {};`);
  expect(said).toContain("Property 'symbol' is missing");
  expect(said).toContain('TradePlaceOrderRequest');
});

test('an unknown field is named', () => {
  expect(v3(`await bitget.trade.placeOrder({ ${order}, quantity: '1' }); export {};`)).toContain(
    "'quantity' does not exist in type 'TradePlaceOrderRequest<\"no\">'",
  );
});

const NULL = "Type 'string | null' is not assignable to type 'string'.";
const futures =
  "symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT', size: '1', side: 'buy', orderType: 'market'";

test('what was placed can be cancelled by its order number', () => {
  const said = v3(`
    const placed = await bitget.trade.placeOrder({ ${order} });
    await bitget.trade.cancelOrder({ orderId: placed.orderId });
    const opened = await bitget.trade.placeOrder({ ${order}, reduceOnly: 'no' });
    await bitget.trade.cancelOrder({ orderId: opened.orderId }); export {};`);
  expect(said).toBe('');
  const classic = v2(`
    const { orderId } = await bitget.mix.order.placeOrder({ ${futures} });
    await bitget.mix.order.cancelOrder({ symbol: 'BTCUSDT', productType: 'USDT-FUTURES', orderId });
    const spot = await bitget.spot.trade.placeOrder({ symbol: 'BTCUSDT', side: 'buy', orderType: 'market', size: '9', force: 'gtc' });
    await bitget.spot.trade.cancelOrder({ symbol: 'BTCUSDT', orderId: spot.orderId }); export {};`);
  expect(classic).toBe('');
});

test.each([
  ['reduce-only', `{ ${order}, reduceOnly: 'yes' }`],
  ['perhaps reduce-only', `{ ${order}, reduceOnly: Math.random() > 0.5 ? 'yes' : 'no' }`],
  ['reduce-only or without it', `{ ${order}, ...(Math.random() > 0.5 && { reduceOnly: 'yes' }) }`],
  ['any request', '{} as TradePlaceOrderRequest'],
])('an order number may be null: %s', (_, request) => {
  const said = v3(`
    import type { TradePlaceOrderRequest } from '@bitget-spec/v3';
    const { orderId } = await bitget.trade.placeOrder(${request});
    export const id: string = orderId; export type Used = TradePlaceOrderRequest;`);
  expect(said).toContain(NULL);
});

test('v2: a reduce-only order may come back without a number, alone and in a batch', () => {
  const absent = "Type 'string | null | undefined' is not assignable to type 'string'.";
  const one = (more: string) => `
    const { orderId } = await bitget.mix.order.placeOrder({ ${futures}${more} });
    export const id: string = orderId;`;
  expect(v2(one(", reduceOnly: 'NO'"))).toBe('');
  expect(v2(one(", reduceOnly: 'YES'"))).toContain(absent);
  const many = (more: string) => `
    const { successList } = await bitget.mix.order.batchPlaceOrder({
      symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT',
      orderList: [{ size: '1', side: 'buy', orderType: 'market' }, { size: '1', side: 'sell', orderType: 'market'${more} }],
    });
    export const ids: string[] = successList.map(({ orderId }) => orderId);`;
  expect(v2(many(''))).toBe('');
  expect(v2(many(", reduceOnly: 'YES'"))).toContain("not assignable to type 'string[]'");
});

test('a misspelt call is named, with what was meant', () => {
  expect(v3(`await bitget.trade.placeOder({ ${order} }); export {};`)).toBe(
    "Property 'placeOder' does not exist on type 'TradeCalls'. Did you mean 'placeOrder'?\n'placeOrder' is declared here.",
  );
});

test('money is text', () => {
  const said = v3(`await bitget.trade.placeOrder({ ${order.replace("'60000'", '60000')} }); export {};`);
  expect(said).toContain("Type 'number' is not assignable to type 'string'.");
  expect(said).toContain("property 'price'");
});

test('a received enum takes words that are not known yet, and still suggests those that are', () => {
  const said = v3(`
    const order = await bitget.trade.orderInfo({ orderId: '1' });
    if (order.orderStatus === 'filled' || order.orderStatus === 'a word of next year') console.log(order);
    export {};`);
  expect(said).toBe('');
});

test('v2 nests as its URLs do', () => {
  const said = v2(`
    await bitget.mix.order.placeOrder({
      symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT',
      size: '0.01', side: 'buy', orderType: 'market',
    });
    const { data } = await bitget.http.GET('/api/v2/spot/market/tickers', { params: { query: { symbol: 'BTCUSDT' } } });
    const last: string | undefined = data?.data[0]?.lastPr;
    console.log(last); export {};`);
  expect(said).toBe('');
});

test('the openapi-fetch client knows the paths', () => {
  expect(v2("await bitget.http.GET('/api/v2/spot/market/tikcers', {}); export {};")).toContain(
    '/api/v2/spot/market/tikcers',
  );
});

test('client.http is what takes an openapi-fetch client, too', () => {
  const said = v3(`
    import { openapiFetch } from '@bitget-spec/client/openapi-fetch';
    import type { paths } from '@bitget-spec/v3';
    import type { Client } from 'openapi-fetch';
    const client: Client<paths> = openapiFetch(bitget);
    const { data } = await client.GET('/api/v3/market/tickers', { params: { query: { category: 'SPOT' } } });
    const price: string | undefined = data?.data[0]?.lastPrice;
    console.log(price); export {};`);
  expect(said).toBe('');
});
