import type { Described } from './exchange.js';

/** Where an order shows up, by the beginning of the call's key. */
const OPEN: [start: string, page: string, words: string][] = [
  ['v3:trade.place', '/v3/trade/unfilled-orders.html#try-it', 'see it among the open orders'],
  ['v2:spot.trade.place', '/v2/spot/trade/unfilled-orders.html#try-it', 'see it among the open orders'],
  ['v2:spot.trade.batch', '/v2/spot/trade/unfilled-orders.html#try-it', 'see them among the open orders'],
  ['v2:mix.order.place', '/v2/mix/order/orders-pending.html#try-it', 'see it among the open orders'],
  ['v2:mix.order.batch', '/v2/mix/order/orders-pending.html#try-it', 'see them among the open orders'],
  ['v2:margin.crossed.place', '/v2/margin/crossed/open-orders.html#try-it', 'see it among the open orders'],
  ['v2:margin.isolated.place', '/v2/margin/isolated/open-orders.html#try-it', 'see it among the open orders'],
];

const PLANS = /Plan|Strategy|Tpsl/;

/** What a reader may want to see once a call went through. */
export function afterwards(key: string): { page: string; words: string } | undefined {
  const found = PLANS.test(key) ? undefined : OPEN.find(([start]) => key.startsWith(start));
  return found && { page: found[1], words: found[2] };
}

/** A number for the next order: the exchange takes each one once. */
export const newOid = (): string => `page-${Math.random().toString(36).slice(2, 10)}`;

/** What the last order was about: its list is asked for the same. */
let last: Record<string, string> | undefined;

export function rememberSent({ effect, fields }: Described, values: Record<string, string>): void {
  if (effect !== 'order') return;
  last = Object.fromEntries(fields.flatMap(({ name }) => (values[name] ? [[name, values[name]]] : [])));
}

const ABOUT = ['symbol', 'category', 'productType', 'marginCoin', 'coin', 'orderId', 'clientOid'];

/** What a form starts with: the example, but for lists after an order what that order was about. */
export function remembered({ key, effect, fields, example, list }: Described): Record<string, string> {
  if (list) return { body: JSON.stringify(example, null, 2) };
  const given: Record<string, unknown> = typeof example === 'object' && example !== null ? { ...example } : {};
  const values: Record<string, string> = {};
  for (const { name, required, words, json } of fields) {
    const about = effect === 'read' && last && ABOUT.includes(name) ? last[name] : undefined;
    const value = about ?? (effect === 'read' && last && !required ? undefined : given[name]);
    if (name === 'clientOid' && effect === 'order' && afterwards(key)) {
      values[name] = newOid();
      continue;
    }
    if (value === undefined || value === null) continue;
    if (about !== undefined && !required && (name === 'orderId' || name === 'clientOid')) continue;
    const text = typeof value === 'string' ? value : JSON.stringify(value, null, json ? 2 : undefined);
    values[name] =
      words && !words.includes(text) ? (words.find((word) => word.toLowerCase() === text.toLowerCase()) ?? '') : text;
  }
  return values;
}
