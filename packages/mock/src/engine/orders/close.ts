import { positionModeOf } from '../positions/modes.js';
import { keyOf, positionKey } from '../positions/positions.js';
import type { Account, Order, Position } from '../state/records.js';
import { venueOf, type World } from '../state/world.js';
import { type Category, EngineError, type HoldSide } from '../types.js';
import { cancel } from './lifecycle.js';
import { placeOrder } from './place.js';

/** Which positions of a product line; what is left out does not matter. */
export interface PositionName {
  symbol?: string | undefined;
  side?: HoldSide | undefined;
}

/** What closing a position came to. */
export interface Closed {
  position: Position;
  order?: Order;
  error?: EngineError;
}

/** Closes positions at the market. */
export function closePositions(
  world: World,
  account: Account,
  category: Category,
  { symbol, side }: PositionName,
): Closed[] {
  const positions = [...account.positions.values()].filter(
    (position) =>
      position.category === category &&
      (symbol === undefined || position.symbol === symbol) &&
      (side === undefined || position.side === side),
  );
  return positions.map((position) => {
    // Its closing orders would be in the way.
    for (const order of [...(account.closing.get(keyOf(position)) ?? [])]) cancel(world, order, 'normal_cancel');
    try {
      return { position, order: closeAtMarket(world, account, position) };
    } catch (error) {
      if (error instanceof EngineError) return { position, error };
      throw error;
    }
  });
}

function closeAtMarket(world: World, account: Account, position: Position): Order {
  return placeOrder(world, account, {
    category: position.category,
    symbol: position.symbol,
    side: position.side === 'long' ? 'sell' : 'buy',
    type: 'market',
    size: position.size.toFixed(),
    posSide: position.hedge ? position.side : undefined,
    closing: position.hedge,
    reduceOnly: true,
    marginMode: position.marginMode,
  });
}

/** Turns a position over: closes it and opens the same size the other way. */
export function reverse(
  world: World,
  account: Account,
  category: Category,
  symbol: string,
  side: HoldSide,
  clientOid: string | undefined,
): Order {
  const venue = venueOf(world, category, symbol);
  const hedge = positionModeOf(world, account, category) === 'hedge_mode';
  const position = account.positions.get(positionKey(category, venue.instrument.symbol, hedge ? side : 'net'));
  if (!position || position.side !== side) throw new EngineError('no-position');
  const { size, marginMode } = position;
  closePositions(world, account, category, { symbol: venue.instrument.symbol, side });
  const other = side === 'long' ? 'short' : 'long';
  return placeOrder(world, account, {
    category,
    symbol: venue.instrument.symbol,
    side: other === 'long' ? 'buy' : 'sell',
    type: 'market',
    size: size.toFixed(),
    clientOid,
    posSide: hedge ? other : undefined,
    marginMode,
    source: 'reverse',
  });
}
