// One exchange as a library: gets { do: 'fill' | 'handle' | 'engine' | 'trade', … }, returns figures.

import { Engine } from '../../../mock/dist/engine/index.js';
import { createMockExchange } from '../../../mock/dist/index.js';
import { serve } from '../../lib/worker.mjs';
import { account } from './account.mjs';
import { request, restingOrder } from './requests.mjs';

const exchange = createMockExchange({ accounts: [account] });
let named = 0;

/** The engine as behaviours reach it. */
function engine() {
  const control = exchange.state.engine?.control;
  if (!(control instanceof Engine)) throw new Error('the exchange has another engine');
  const owner = control.account({ key: account.apiKey, mode: 'unified' }, 'unified', control.world.now);
  return { control, owner };
}

/**
 * As parsed from a body: texts that were put together from pieces would keep the pieces.
 * @template T
 * @param {T} value
 * @returns {T}
 */
const read = (value) => JSON.parse(JSON.stringify(value));

/** @typedef {Parameters<Engine['place']>[1]} OrderRequest */

/** A resting order, as the engine takes it. @returns {OrderRequest} */
function order() {
  const { orderType: type, qty: size, timeInForce: force, ...rest } = read(restingOrder(`engine-${named++}`));
  return { ...rest, type, size, force };
}

/** @param {{ open: number, fills: number }} sizes */
async function fill({ open, fills }) {
  await ask(request('fill', `first-${named++}`));
  const { control, owner } = engine();
  const sell = /** @type {const} */ ({ category: 'SPOT', symbol: 'BTCUSDT', type: 'market', size: '0.00003' });
  // Each trades with the first of the book, and is one fill.
  for (let count = owner.fills.all().length; count < fills; count++) {
    // Market makers come back each second; both ways, so that nobody runs dry.
    if (count % 10_000 === 0) control.at(Date.now());
    const side = count % 2 ? 'sell' : 'buy';
    control.place(owner, read({ ...sell, side, clientOid: `history-${count}` }));
  }
  for (let count = 0; count < open; count++) {
    control.place(owner, order());
  }
  const rss = process.resourceUsage().maxRSS * 1024;
  return { open: owner.orders.opened().length, fills: owner.fills.all().length, rss };
}

/** @param {import('./requests.mjs').Request} asked */
async function ask(asked) {
  const { status, body } = await exchange.handle(asked);
  if (status !== 200) throw new Error(body);
}

/** Orders through the library, as a program in this process places them. @param {number} calls */
async function byHandle(calls) {
  const requests = Array.from({ length: calls }, () => request('rest', `handle-${named++}`));
  const start = performance.now();
  for (const each of requests) await ask(each);
  return { us: ((performance.now() - start) * 1000) / calls, rss: process.resourceUsage().maxRSS * 1024 };
}

/**
 * A futures order that trades at once: each second one closes the position that the one before opened.
 * @returns {OrderRequest}
 */
function trade() {
  const clientOid = `trade-${named++}`;
  const side = named % 2 ? 'sell' : 'buy';
  return read({ category: 'USDT-FUTURES', symbol: 'BTCUSDT', type: 'market', size: '0.001', side, clientOid });
}

/** Orders by the engine alone. @param {number} calls @param {() => OrderRequest} make */
function byEngine(calls, make) {
  const { control, owner } = engine();
  const orders = Array.from({ length: calls }, make);
  const start = performance.now();
  for (const each of orders) control.place(owner, each);
  return { us: ((performance.now() - start) * 1000) / calls, rss: process.resourceUsage().maxRSS * 1024 };
}

/** @param {{ do: string, calls: number, open: number, fills: number, empty: boolean }} job */
async function work(job) {
  if (job.do === 'fill') return fill(job);
  if (job.empty) {
    exchange.reset();
    await ask(request('rest', `opens-${named++}`));
  }
  if (job.do === 'handle') return byHandle(job.calls);
  return byEngine(job.calls, job.do === 'trade' ? trade : order);
}

serve(work);
