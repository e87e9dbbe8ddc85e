import { createHmac } from 'node:crypto';
import { account } from './account.mjs';

/** @typedef {{ method: string, url: string, headers: Record<string, string>, body: string }} Request plain data, header names in lower case */
/** @typedef {'time' | 'tickers' | 'rest' | 'fill'} Kind */

const PLACE = '/api/v3/trade/place-order';
/** Validated: both fields have to be right. */
export const TICKERS = '/api/v3/market/tickers?category=USDT-FUTURES&symbol=BTCUSDT';

/** @type {Record<Kind, (name: string) => Request>} */
const KINDS = {
  time: () => get('/api/v3/public/time'),
  tickers: () => get(TICKERS),
  rest: (name) => place(restingOrder(name)),
  fill: (name) =>
    place({ category: 'SPOT', symbol: 'BTCUSDT', side: 'sell', orderType: 'market', qty: '0.001', clientOid: name }),
};

/**
 * One request. Those that place an order are signed now.
 * @param {Kind} kind
 * @param {string} name the order's `clientOid`, never the same twice
 */
export const request = (kind, name) => KINDS[kind](name);

/**
 * A limit order that waits far below the market, at one of 20,000 prices.
 * @param {string} clientOid
 */
export function restingOrder(clientOid) {
  const price = (20_000 + (placed++ % 20_000) / 10).toFixed(1);
  return /** @type {const} */ ({
    category: 'SPOT',
    symbol: 'BTCUSDT',
    side: 'buy',
    orderType: 'limit',
    price,
    qty: '0.001',
    timeInForce: 'gtc',
    clientOid,
  });
}
let placed = 0;

/** @param {string} url @returns {Request} */
const get = (url) => ({ method: 'GET', url, headers: {}, body: '' });

/** @param {Record<string, string>} order @returns {Request} */
function place(order) {
  const body = JSON.stringify(order);
  const time = `${Date.now()}`;
  const sign = createHmac('sha256', account.secretKey).update(`${time}POST${PLACE}${body}`).digest('base64');
  const headers = {
    'access-key': account.apiKey,
    'access-sign': sign,
    'access-timestamp': time,
    'access-passphrase': account.passphrase,
    'content-type': 'application/json',
  };
  return { method: 'POST', url: PLACE, headers, body };
}
