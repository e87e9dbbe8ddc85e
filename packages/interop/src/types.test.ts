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
    const id: string | null = orderId;
    const [ticker] = await bitget.market.tickers({ category: 'SPOT' });
    const price: string | undefined = ticker?.lastPrice;
    console.log(id, price); export {};`);
  expect(said).toBe('');
});

test('a wrong word of an enum is named', () => {
  const said = v3(`await bitget.trade.placeOrder({ ${order.replace("'buy'", "'byu'")} }); export {};`);
  expect(said).toContain("Type '\"byu\"' is not assignable to type 'Side'.");
  expect(said).toContain("property 'side' which is declared here on type 'TradePlaceOrderRequest'");
});

test('a missing field is named', () => {
  const said = v3(`await bitget.trade.placeOrder({ ${order.replace("symbol: 'BTCUSDT', ", '')} }); export {};`);
  expect(said).toContain("Property 'symbol' is missing");
  expect(said).toContain('TradePlaceOrderRequest');
});

test('an unknown field is named', () => {
  expect(v3(`await bitget.trade.placeOrder({ ${order}, quantity: '1' }); export {};`)).toContain(
    "'quantity' does not exist in type 'TradePlaceOrderRequest'",
  );
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
