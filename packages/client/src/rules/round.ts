import { decimal, roundTo, textOf } from './decimal.js';
import type { Instrument } from './instrument.js';
import { fieldsOf, type OrderLike } from './order.js';

/**
 * A copy of an order with its quantity, amount and prices on the instrument's steps, rounded so that the order never
 * does more than was asked for: a quantity or amount is never larger; a buy never pays more and a sell never takes less,
 * trigger prices and those of attached take-profits and stop-losses (which close, so trade the other way) included. What
 * is on its step stays as it is, to the letter. Nothing is raised to a minimum or cut to a maximum: `checkOrder` says what
 * is still wrong.
 * @throws RangeError where a field is no number, or nothing is left of it
 */
export function roundOrder<Order extends object>(order: Order, instrument: Instrument): Order {
  const given: OrderLike = Object.fromEntries(Object.entries(order));
  const changes: Record<string, string> = {};
  for (const { name, kind, safe } of fieldsOf(given, instrument)) {
    const value = decimal(given[name]);
    const step = instrument[`${kind}Step`];
    if (!value || value.units <= 0n) throw cannot(`${name} "${String(given[name])}" is no positive decimal number`);
    const rounded = step ? roundTo(value, step, safe) : value;
    if (!rounded.units) throw cannot(`${name} ${given[name]} is less than one step of ${step && textOf(step)}`);
    const text = textOf(rounded);
    if (text !== textOf(value) || /[eE+]/.test(`${given[name]}`)) changes[name] = text;
  }
  return { ...order, ...changes };
}

const cannot = (what: string) => new RangeError(`[@bitget-spec/client] ${what}, roundOrder: change the order.`);
