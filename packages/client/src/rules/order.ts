import type { Instrument } from './instrument.js';

/** An order of any API, as its placement takes it. */
export type OrderLike = Readonly<Record<string, unknown>>;

/** What a field of an order is, and which way it may be rounded without harm. */
export interface OrderField {
  name: string;
  kind: 'price' | 'quantity' | 'amount';
  /** Quantities and the prices of a buy `down`, the prices of a sell `up`. */
  safe: 'down' | 'up';
}

const PRICES = /^(price|triggerPrice|executePrice)$/;

/** Prices of the orders that an order brings along; they close what it opens. */
const ATTACHED =
  /^(takeProfit|stopLoss|tpLimitPrice|slLimitPrice|tpTriggerPrice|slTriggerPrice|(preset|execute)(TakeProfit|StopLoss|StopSurplus)(Execute)?Price)$/;

/** Whether it buys. A v2 futures order names the position in hedge mode: closing a long one says `buy`, and sells. */
function buys({ side, tradeSide }: OrderLike): boolean {
  return (`${side}`.toLowerCase() === 'buy') !== (`${tradeSide}`.toLowerCase() === 'close');
}

export const isMarket = ({ orderType }: OrderLike): boolean => `${orderType}`.toLowerCase() === 'market';

const given = (value: unknown) => value !== undefined && value !== null && value !== '';

/** The fields of an order that rules exist for. */
export function fieldsOf(order: OrderLike, { spot }: Instrument): OrderField[] {
  const price = (buy: boolean): 'down' | 'up' => (buy ? 'down' : 'up');
  const buy = buys(order);
  return Object.keys(order).flatMap((name): OrderField[] => {
    if (!given(order[name])) return [];
    if (PRICES.test(name)) {
      if (name === 'price' && isMarket(order)) return []; // ignored by the exchange
      return [{ name, kind: 'price', safe: price(buy) }];
    }
    if (ATTACHED.test(name)) return [{ name, kind: 'price', safe: price(!buy) }];
    if (name === 'quoteSize') return [{ name, kind: 'amount', safe: 'down' }];
    if (!/^(qty|size|baseSize)$/.test(name)) return [];
    const kind = spot && name !== 'baseSize' && isMarket(order) && buy ? 'amount' : 'quantity';
    return [{ name, kind, safe: 'down' }];
  });
}
