import { createHmac } from 'node:crypto';
import { account } from '../mock/account.mjs';

/** @typedef {import('@bitget-spec/mock').MockExchange} MockExchange */

const MARKET = { category: 'USDT-FUTURES', symbol: 'BTCUSDT' };
/** Orders that wait at a time. */
const RESTING = 80;
/** Of a hundred orders, those that trade at once. */
const TAKING = 5;
/** Prices are 0.1 apart; the mock has a level about every sixteen of them, so that half of a book is as deep as this. */
const REACH = 0.8;

/**
 * Someone who places orders near the market, more of them near the best price, takes them back, and now and then trades.
 * @param {MockExchange} exchange
 * @param {() => number} random
 * @param {number} levels of a side that others see
 * @returns one order comes or goes
 */
export function trader(exchange, random, levels) {
  /** @type {string[]} */
  const resting = [];
  let named = 0;

  /** @param {string} method @param {string} path @param {object} [fields] */
  const send = async (method, path, fields) => {
    const body = fields ? JSON.stringify(fields) : '';
    const url = `/api/v3/${path}`;
    const time = `${exchange.clock.now()}`;
    const sign = createHmac('sha256', account.secretKey).update(`${time}${method}${url}${body}`).digest('base64');
    const headers = {
      'access-key': account.apiKey,
      'access-sign': sign,
      'access-timestamp': time,
      'access-passphrase': account.passphrase,
      'content-type': 'application/json',
    };
    return JSON.parse((await exchange.handle({ method, url, headers, body })).body);
  };

  const place = async () => {
    const { data } = await send('GET', `market/tickers?category=${MARKET.category}&symbol=${MARKET.symbol}`);
    const buys = random() < 0.5;
    const away = 0.1 + random() * random() * levels * REACH;
    const price = (Number(data[0].lastPrice) + (buys ? -away : away)).toFixed(1);
    const clientOid = `bench-${named++}`;
    const terms =
      random() * 100 < TAKING ? { orderType: 'market' } : { orderType: 'limit', price, timeInForce: 'post_only' };
    const qty = (0.001 + random() * 2).toFixed(3);
    const order = { ...MARKET, ...terms, side: buys ? 'buy' : 'sell', qty, clientOid };
    const { code, msg } = await send('POST', 'trade/place-order', order);
    if (code !== '00000') throw new Error(`the mock refused an order: ${code} ${msg}`);
    if ('price' in terms) resting.push(clientOid);
  };

  return async () => {
    const [clientOid] = resting.length > RESTING * random() ? resting.splice(random() * resting.length, 1) : [];
    // it may have been filled
    if (clientOid) await send('POST', 'trade/cancel-order', { ...MARKET, clientOid });
    else await place();
  };
}
