import { type Decimal, decimal, down, type Position, text, type Venue } from '../../engine/index.js';
import { money } from './figures.js';

/** Price at which closing pays both fees. */
export function breakEven({ instrument }: Venue, position: Position): string {
  const fees = position.openFee.plus(position.closeFee);
  const sign = position.side === 'long' ? 1 : -1;
  const cost = instrument.category === 'COIN-FUTURES' ? position.cost : position.cost.plus(fees.times(sign));
  const rate = decimal(1).minus(instrument.takerFee.times(sign));
  return text(down(cost.div(position.size).div(rate), instrument.pricePlaces + 2));
}

/** What a closed position came to. */
export function closedFigures(position: Position, places: number) {
  const net = position.realised.minus(position.openFee).minus(position.closeFee).plus(position.funding);
  const average = (value: Decimal, size: Decimal) => (size.isZero() ? '0' : text(down(value.div(size), places)));
  return {
    open: average(position.openedCost, position.opened),
    close: average(position.closedValue, position.closed),
    net: money(net),
    openFee: position.openFee.isZero() ? '0' : money(position.openFee.negated()),
    closeFee: position.closeFee.isZero() ? '0' : money(position.closeFee.negated()),
  };
}
