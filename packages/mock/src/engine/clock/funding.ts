import { settleValue } from '../market/contracts.js';
import { positionsIn } from '../positions/positions.js';
import { inOrder } from '../state/accounts.js';
import { fromHouse, note } from '../state/balances.js';
import { fundingEvent, positionEvent } from '../state/events.js';
import type { Venue, World } from '../state/world.js';

const HOUR = 3_600_000;

/** Pays a market's funding, if it settles at this full hour. */
export function payFunding(world: World, venue: Venue, due: number): void {
  const { market, instrument, holders } = venue;
  if (holders.size === 0 || instrument.fundingHours === 0 || due % (instrument.fundingHours * HOUR) !== 0) return;
  const rate = market.fundingRate(due);
  const mark = market.price(market.markAt(due));
  for (const account of inOrder(world, holders)) {
    for (const position of positionsIn(account, venue)) {
      const value = settleValue(instrument, mark, position.size).times(rate);
      const amount = position.side === 'long' ? value.negated() : value;
      position.funding = position.funding.plus(amount);
      const balance = fromHouse(world, account, position.wallet, instrument.settle, amount);
      note(world, account, {
        kind: 'funding',
        wallet: position.wallet,
        coin: instrument.settle,
        amount,
        balance: balance.cash,
        category: position.category,
        symbol: position.symbol,
      });
      world.emit?.(fundingEvent(world.now, position, instrument.settle, amount, rate));
      world.emit?.(positionEvent(world.now, position));
    }
  }
}
