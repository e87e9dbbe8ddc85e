import { type Fill, idOf, type Order } from '../../engine/index.js';
import type { StreamContext } from '../context.js';
import type { OrderChange } from '../shared/account-events.js';

/** Whether a stream is about a symbol: it names that one, `default` for all, or none. */
export function isAbout({ instId = 'default' }: { instId?: string }, { symbol }: { symbol: string }): boolean {
  return instId === 'default' || instId === symbol;
}

/** The latest execution, in an order that was pushed because of it. */
export function fillFields({ world }: StreamContext, { order, fill }: OrderChange) {
  if (!fill) return {};
  return {
    fillPrice: fill.price,
    tradeId: idOf(world, 'fill', fill.seq),
    baseVolume: fill.size,
    fillTime: String(fill.at),
    fillFee: fill.fee === '0' ? '0' : `-${fill.fee}`,
    fillFeeCoin: order.feeCoin,
    tradeScope: fill.maker ? 'M' : 'T',
  } as const;
}

export function executionFees({ order }: Pick<Fill, 'order'>, totalFee: string) {
  return [{ deduction: 'no', feeCoin: order.feeCoin, totalDeductionFee: '0', totalFee }];
}

export const feesOf = (order: Order, fee: string) => (order.fee.isZero() ? [] : [{ feeCoin: order.feeCoin, fee }]);
