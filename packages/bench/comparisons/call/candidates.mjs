// Every way to place the same order that we measure, each with connections kept alive.
import { createHmac } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { undiciTransport } from '@bitget-spec/client/undici';
import { createClient } from '@bitget-spec/v3';
import { createClient as createCore } from '@bitget-spec/v3/core';
import { loadPeer } from '../../lib/peers.mjs';

const credentials = { apiKey: 'bench-key', secretKey: 'bench-secret', passphrase: 'bench-passphrase' };
/** @type {import('@bitget-spec/v3').TradePlaceOrderRequest} */
const order = {
  category: 'SPOT',
  symbol: 'BTCUSDT',
  side: 'buy',
  orderType: 'limit',
  qty: '0.001',
  price: '20000.5',
  clientOid: 'bench',
};
const PATH = '/api/v3/trade/place-order';

/** @typedef {{ name: string, call: () => Promise<unknown>, close?: () => unknown }} Way `call` gives what holds the order's id */

/** Headers by hand, as the exchange's guide describes them. @param {string} body */
function headersOf(body) {
  const timestamp = `${Date.now()}`;
  const sign = createHmac('sha256', credentials.secretKey).update(`${timestamp}POST${PATH}${body}`).digest('base64');
  return {
    'ACCESS-KEY': credentials.apiKey,
    'ACCESS-SIGN': sign,
    'ACCESS-TIMESTAMP': timestamp,
    'ACCESS-PASSPHRASE': credentials.passphrase,
    'Content-Type': 'application/json',
    locale: 'en-US',
  };
}

/** @param {unknown} response */
function dataOf(response) {
  const { code, data } = Object(response);
  if (code !== '00000') throw new Error(`code ${code}`);
  return data;
}

/** @param {string} baseUrl @returns {Promise<Way[]>} */
export async function ways(baseUrl) {
  const undici = await loadPeer('undici');
  const { RestClientV3 } = await loadPeer('bitget-api');
  const ccxt = (await loadPeer('ccxt')).default;

  const options = { credentials, baseUrl };
  const ours = createClient(options);
  const core = createCore(options);
  const watched = createClient(options);
  watched.http.use({ onRequest: ({ request }) => void request.headers.set('traceparent', '00-bench') });
  const agent = new undici.Agent();
  const light = createClient({ ...options, fetch: undiciTransport({ dispatcher: agent }) });
  const lightCore = createCore({ ...options, fetch: undiciTransport({ dispatcher: agent }) });
  const peer = new RestClientV3(
    { apiKey: credentials.apiKey, apiSecret: credentials.secretKey, apiPass: credentials.passphrase, baseUrl },
    { httpAgent: new HttpAgent({ keepAlive: true }) },
  );
  const exchange = new ccxt.bitget({
    apiKey: credentials.apiKey,
    secret: credentials.secretKey,
    password: credentials.passphrase,
    enableRateLimit: false,
  });
  exchange.urls.api = Object.fromEntries(Object.keys(exchange.urls.api).map((name) => [name, baseUrl]));

  return [
    { name: 'v3 client', call: () => ours.trade.placeOrder(order), close: () => ours.close() },
    {
      name: 'v3 client, a middleware on it',
      call: () => watched.trade.placeOrder(order),
      close: () => watched.close(),
    },
    { name: 'v3 client, undici transport', call: () => light.trade.placeOrder(order), close: () => light.close() },
    { name: 'v3 core', call: () => core.trade.placeOrder(order), close: () => core.close() },
    { name: 'v3 core, undici transport', call: () => lightCore.trade.placeOrder(order), close: () => agent.close() },
    {
      name: 'undici by hand',
      call: async () => {
        const body = JSON.stringify(order);
        const response = await undici.request(baseUrl + PATH, { method: 'POST', headers: headersOf(body), body });
        return dataOf(await response.body.json());
      },
    },
    {
      name: 'fetch by hand',
      call: async () => {
        const body = JSON.stringify(order);
        const response = await fetch(baseUrl + PATH, { method: 'POST', headers: headersOf(body), body });
        return dataOf(await response.json());
      },
    },
    { name: 'bitget-api', call: async () => dataOf(await peer.submitNewOrder(order)) },
    {
      name: 'ccxt, raw call',
      call: async () => dataOf(await exchange.privateUtaPostV3TradePlaceOrder(order)),
      close: () => exchange.close?.(),
    },
  ];
}
