import type { Described } from './exchange.js';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where the market of an example order can be asked for its price; undefined where the order has no price. */
export function tickerOf({ key, effect, example }: Described): string | undefined {
  if (effect !== 'order' || !isFields(example) || !example.price || !example.side) return undefined;
  const { symbol, category, productType } = example;
  if (key === 'v3:trade.placeOrder') return `/api/v3/market/tickers?category=${category}&symbol=${symbol}`;
  if (key === 'v2:mix.order.placeOrder') return `/api/v2/mix/market/ticker?productType=${productType}&symbol=${symbol}`;
  if (key === 'v2:spot.trade.placeOrder') return `/api/v2/spot/market/tickers?symbol=${symbol}`;
  return undefined;
}

/** The example with a price five percent off, and without what hangs on the price. */
export function awayFrom(example: unknown, ticker: string): unknown {
  const last = Number(/"(?:lastPrice|lastPr)"\s*:\s*"([\d.]+)"/.exec(ticker)?.[1]);
  if (!isFields(example) || !Number.isFinite(last)) return example;
  const price = last * (example.side === 'sell' ? 1.05 : 0.95);
  const bound = /^(preset|takeProfit|stopLoss|tp[A-Z]|sl[A-Z])/;
  const kept = Object.entries(example).filter(([name]) => !bound.test(name));
  return { ...Object.fromEntries(kept), price: price.toFixed(last < 10 ? 4 : last < 1000 ? 2 : 0) };
}
