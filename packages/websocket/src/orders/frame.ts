import type { RequestLine } from '@bitget-spec/contract';

export type Fields = Readonly<Record<string, unknown>>;

/** What is asked for, as outcomes see it: one order, or a list of them, which may have numbers added. */
export type Orders = Fields | readonly unknown[];

/** Splits a request in what is asked for and the fields of its frame. */
export function ordersOf({ frame, batch }: RequestLine, request: Fields): { orders: Orders; shared: Fields } {
  const shared = pick(request, (name) => frame.includes(name));
  const rest = pick(request, (name) => !frame.includes(name));
  if (!batch) return { orders: aliased(rest), shared };
  const { args } = request;
  return { orders: Array.isArray(args) ? args : [], shared };
}

/** REST, where orders are looked up, names symbol and product line otherwise than the sockets of v2. */
const aliased = (order: Fields): Fields =>
  'instId' in order ? { symbol: order.instId, productType: order.instType, ...order } : order;

/** The frame as it is sent. */
export function frameOf(line: RequestLine, orders: Orders, shared: Fields, id: string): string {
  const { topic, arg, batch } = line;
  if (!arg) return JSON.stringify({ op: 'trade', id, topic, ...shared, args: batch ? orders : [orders] });
  const order: Fields = Object(orders);
  const known = Object.fromEntries(arg.map(({ name, value }) => [name, order[name] ?? value]));
  const names = new Set(['symbol', 'productType', ...arg.map(({ name }) => name)]);
  const params = pick(order, (name) => !names.has(name));
  return JSON.stringify({ op: 'trade', ...shared, args: [{ id, ...known, channel: topic, params }] });
}

const pick = (fields: Fields, wanted: (name: string) => boolean): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => wanted(name)));

/** What a reply says of the orders: an entry, or all of a batch. */
export function dataOf({ arg: nested, batch }: RequestLine, { args, arg }: Fields): unknown {
  if (batch) return args;
  const [entry] = [nested ? arg : args].flat();
  return nested ? Object(entry).params : entry;
}
