import type { System } from '@bitget-spec/auth';
import type { Route } from '@bitget-spec/contract';
import { orderIdOf } from '@bitget-spec/contract/routes/order-id';
import type { Args } from '../call/stage.js';
import { newClientOid } from './client-oid.js';

export type Fields = Readonly<Record<string, unknown>>;

/** A call that takes numbers of the caller's own, every order of it with one. */
export interface Placement {
  args: Args;
  /** The order, or each of a batch, as it will be sent. */
  orders: readonly Order[];
  /** Where the orders stand: undefined for one, `''` where the body itself is the list. */
  list: string | undefined;
  /** It replaces an order, which a response may name instead. */
  replaces: boolean;
}

export interface Order {
  clientOid: string;
  /** True where the client made the number up, so that nobody else can have used it. */
  ours: boolean;
  /** The order's own fields, and those of the batch that it lacks. */
  fields: Fields;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Numbers the orders of a call that have none. Undefined for a call that takes no number, or gets nonsense. */
export function placementOf(route: Route, args: Args, system: System): Placement | undefined {
  const location = orderIdOf(route);
  if (!location) return undefined;
  const { list, field } = location;
  const replaces = field !== 'clientOid';
  const number = (order: Fields, shared: Fields): Order => {
    const given = order[field];
    const ours = given === undefined || given === null || given === '';
    const clientOid = ours ? newClientOid(system) : `${given}`;
    return { clientOid, ours, fields: { ...shared, ...order, [field]: clientOid } };
  };
  const send = (order: Fields, { clientOid }: Order) => ({ ...order, [field]: clientOid });
  if (list === undefined) {
    if (!isFields(args)) return undefined;
    const order = number(args, {});
    return { args: send(args, order), orders: [order], list, replaces };
  }
  const entries: unknown = list ? Object(args)[list] : args;
  if (!Array.isArray(entries) || !entries.every(isFields)) return undefined;
  const shared: Fields = list ? { ...args, [list]: undefined } : {};
  const orders = entries.map((entry) => number(entry, shared));
  const numbered = entries.map((entry, index) => send(entry, orders[index] as Order));
  return { args: list ? { ...args, [list]: numbered } : numbered, orders, list, replaces };
}
