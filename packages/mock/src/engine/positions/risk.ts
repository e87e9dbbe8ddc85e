import { type Decimal, decimal, down, most, ZERO } from '../decimal.js';
import { debtOf, owed } from '../funds/loans.js';
import { profitOf, settleValue } from '../market/contracts.js';
import { maintenanceRate } from '../market/tiers.js';
import { balanceIn } from '../state/balances.js';
import type { Position } from '../state/records.js';
import type { Venue, World } from '../state/world.js';

/** Profit that a position would make if it were closed at its market's mark price. */
export function unrealised(world: World, venue: Venue, position: Position): Decimal {
  const mark = venue.market.price(venue.market.markAt(world.now));
  return profitOf(venue.instrument, position.side, position.cost, position.size, mark);
}

/** Money behind a position: its own margin, or all that its wallet holds beside isolated positions. */
export function backing(world: World, position: Position): { money: Decimal; others: Decimal } {
  if (position.marginMode === 'isolated') return { money: position.margin, others: ZERO };
  const { account, wallet } = position;
  let others = ZERO;
  let isolated = ZERO;
  const coin = settleOf(world, position);
  for (const other of account.positions.values()) {
    if (other === position || other.wallet !== wallet || settleOf(world, other) !== coin) continue;
    if (other.marginMode === 'isolated') isolated = isolated.plus(other.margin);
    else {
      const venue = venueAt(world, other);
      if (!venue) continue;
      others = others.plus(unrealised(world, venue, other)).minus(maintenance(world, venue, other));
    }
  }
  // What is borrowed stands behind nothing.
  const own = balanceIn(account, wallet, coin).cash.minus(owed(debtOf(account, wallet, coin)));
  return { money: own.minus(isolated), others };
}

function venueAt(world: World, { category, symbol }: Pick<Position, 'category' | 'symbol'>): Venue | undefined {
  return world.venues.get(`${category}:${symbol}`);
}

export function settleOf(world: World, position: Pick<Position, 'category' | 'symbol'>): string {
  return venueAt(world, position)?.instrument.settle ?? 'USDT';
}

/** Margin that a position must keep, in its settle coin, at the mark price. */
export function maintenance(world: World, venue: Venue, position: Position): Decimal {
  const mark = venue.market.price(venue.market.markAt(world.now));
  const rate = maintenanceRate(venue.instrument, mark.times(position.size));
  return settleValue(venue.instrument, mark, position.size).times(rate.plus(venue.instrument.takerFee));
}

/** Mark price at which a position is liquidated; zero or less where no price does it. */
export function liquidationPrice(world: World, venue: Venue, position: Position): Decimal {
  const { money, others } = backing(world, position);
  const mark = venue.market.price(venue.market.markAt(world.now));
  const rate = maintenanceRate(venue.instrument, mark.times(position.size)).plus(venue.instrument.takerFee);
  const means = money.plus(others);
  const sign = position.side === 'long' ? 1 : -1;
  const one = decimal(1).minus(rate.times(sign));
  if (venue.instrument.category === 'COIN-FUTURES') {
    // size - size * entry / price, both ways, plus means = rate * size, solved for the price.
    const entry = position.cost.div(position.size);
    const divisor = position.size.times(one).plus(means.times(sign));
    return divisor.lte(0) ? ZERO : down(entry.times(position.size).div(divisor), venue.instrument.pricePlaces);
  }
  const price = position.cost.minus(means.times(sign)).div(position.size.times(one));
  return most(down(price, venue.instrument.pricePlaces), ZERO);
}
