import { type Decimal, text, ZERO } from '../decimal.js';
import { cancel } from '../orders/lifecycle.js';
import { billKind, positionsIn, reduce } from '../positions/positions.js';
import { backing, maintenance, settleOf, unrealised } from '../positions/risk.js';
import { balanceIn, fromHouse } from '../state/balances.js';
import { liquidationEvent } from '../state/events.js';
import type { Account, Position } from '../state/records.js';
import type { Venue, World } from '../state/world.js';

/** Takes over positions whose money no longer covers the maintenance margin. */
export function liquidatePositions(world: World, venue: Venue, account: Account): void {
  for (const position of positionsIn(account, venue)) {
    if (position.size.isZero()) continue;
    const { money, others } = backing(world, position);
    const profit = unrealised(world, venue, position);
    const left = money.plus(others).plus(profit);
    if (left.gt(maintenance(world, venue, position))) continue;
    const { category: line, symbol } = position;
    for (const order of account.orders.opened({ line, symbol })) cancel(world, order, 'burst_cancel');
    burst(world, venue, position, money);
  }
}

function burst(world: World, venue: Venue, position: Position, money: Decimal): void {
  const mark = venue.market.price(venue.market.markAt(world.now));
  const { category, symbol, side, size } = position;
  world.emit?.(
    liquidationEvent(world.now, position.account, { category, symbol, side, size: text(size), price: text(mark) }),
  );
  const before = balanceIn(position.account, position.wallet, settleOf(world, position)).cash;
  const profit = reduce(world, venue, position, mark, position.size, ZERO, billKind('burst', position));
  // The rest of the margin goes to the insurance fund; what is missing comes from it.
  const rest = position.marginMode === 'isolated' ? money.plus(profit) : ZERO;
  if (rest.isZero()) return;
  const coin = settleOf(world, position);
  if (rest.gt(0) || before.plus(profit).gt(0))
    fromHouse(world, position.account, position.wallet, coin, rest.negated());
}
