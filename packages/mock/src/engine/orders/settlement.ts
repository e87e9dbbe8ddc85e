import { type Decimal, text, ZERO } from '../decimal.js';
import { bringPreset } from '../plans/presets.js';
import { applyToPosition } from '../positions/positions.js';
import { fromHouse } from '../state/balances.js';
import { fillEvent, orderEvent } from '../state/events.js';
import { PackedFill, TradeBill } from '../state/fill.js';
import { nextSeq } from '../state/numbers.js';
import type { FillFacts } from '../state/order-facts.js';
import type { Order } from '../state/records.js';
import type { Venue, World } from '../state/world.js';
import { finish, freeze, refreshHold } from './lifecycle.js';
import { repayWith } from './margin.js';

/** Whether an order was there or came: its fee follows. */
export type Role = 'maker' | 'taker';

/**
 * One execution, seen from one order: its money or its position takes it, the histories keep it, debt is paid with
 * what it brought, and an order that is done ends.
 */
export function settleFill(world: World, venue: Venue, order: Order, price: Decimal, size: Decimal, role: Role): void {
  const { instrument } = venue;
  const rate = role === 'maker' ? instrument.makerFee : instrument.takerFee;
  const value = price.times(size);
  freeze(world, order, size.negated());
  const { fee, profit, effect, balances } =
    order.category === 'SPOT'
      ? applyToWallet(world, venue, order, size, value, rate)
      : { ...applyToPosition(world, venue, order, price, size, rate), balances: undefined };
  order.filled = order.filled.plus(size);
  order.value = order.value.plus(value);
  order.fee = order.fee.plus(fee);
  order.profit = order.profit.plus(profit);
  order.updatedAt = world.now;
  const facts: FillFacts = {
    seq: nextSeq(world, 'fill'),
    price: text(price),
    size: text(size),
    value: text(value),
    fee: text(fee),
    profit: profit.isZero() ? '0' : text(profit),
    maker: role === 'maker',
    at: world.now,
    effect,
  };
  const fill = new PackedFill(order, facts, balances);
  order.account.fills.add(fill);
  world.emit?.(fillEvent(world.now, order, facts));
  if (balances) {
    order.account.bills.push(new TradeBill(nextSeq(world, 'bill'), fill, false));
    order.account.bills.push(new TradeBill(nextSeq(world, 'bill'), fill, true));
    if (order.loan) repayWith(world, order, (order.side === 'buy' ? size : value).minus(fee));
  }
  if (order.byValue ? order.value.gte(order.size) : order.filled.gte(order.size)) complete(world, venue, order);
  else {
    order.status = 'partially_filled';
    refreshHold(world, venue, order);
    world.emit?.(orderEvent(world.now, order));
  }
}

/** Ends an order that is filled; what it carried comes to life. */
export function complete(world: World, venue: Venue, order: Order): void {
  order.status = 'filled';
  finish(world, venue, order);
  if (order.preset) bringPreset(world, venue, order, order.preset);
}

/** Spot: the coin bought comes less the fee, the coin sold goes. */
function applyToWallet(world: World, venue: Venue, order: Order, size: Decimal, value: Decimal, rate: Decimal) {
  const { account, wallet, side } = order;
  const { base, quote } = venue.instrument;
  const buys = side === 'buy';
  const fee = (buys ? size : value).times(rate);
  const [got, gotAmount, gave, gaveAmount] = buys ? [base, size, quote, value] : [quote, value, base, size];
  const paid = fromHouse(world, account, wallet, gave, gaveAmount.negated());
  const received = fromHouse(world, account, wallet, got, gotAmount.minus(fee));
  const balances = { gave: text(paid.cash), got: text(received.cash) };
  return { fee, profit: ZERO, effect: 'spot' as const, balances };
}
