import {
  type Account,
  EngineError,
  knownCoin,
  type Line,
  marketKey,
  type Purse,
  type Venue,
  venueOf,
} from '../../../engine/index.js';
import type { Ask } from '../../context.js';

/** One of the two margin accounts of v2: what its calls are named by, and where they look. */
export interface MarginSide {
  readonly name: 'crossed' | 'isolated';
  readonly line: Line;
  /** The purse that a call is about. */
  purse(ask: Ask): Purse;
  /** What answers name beside the coin. */
  where(purse: Purse): { symbol?: string };
}

export const CROSSED: MarginSide = {
  name: 'crossed',
  line: 'CROSSED',
  purse: () => 'crossed_margin',
  where: () => ({}),
};

export const ISOLATED: MarginSide = {
  name: 'isolated',
  line: 'ISOLATED',
  purse: (ask) => purseOf(marginVenue(ask)),
  where: (purse) => ({ symbol: pairOf(purse) }),
};

const ISOLATED_START = 'isolated_margin/';

export function purseOf({ instrument }: Venue): Purse {
  return `${ISOLATED_START}${instrument.symbol}`;
}

/** The pair whose purse it is; `''` for all others. */
function pairOf(purse: Purse): string {
  return purse.startsWith(ISOLATED_START) ? purse.slice(ISOLATED_START.length) : '';
}

export function marginVenue(ask: Ask, symbol = ask.need('symbol')): Venue {
  return venueOf(ask.world, 'SPOT', symbol);
}

/** The coin that a call names; on isolated margin one of the pair's. @throws EngineError `not-borrowable` */
export function marginCoin(ask: Ask, side: MarginSide): string {
  const coin = knownCoin(ask.need('coin'));
  if (side.name === 'crossed') return coin;
  const { base, quote } = marginVenue(ask).instrument;
  if (coin !== base && coin !== quote) throw new EngineError('not-borrowable', coin);
  return coin;
}

/** The isolated purses of an account that were ever used, oldest first. */
export function isolatedPurses(ask: Ask, account: Account): Purse[] {
  const keys = [...account.wallets.keys()].filter((key) => key.startsWith(ISOLATED_START));
  const symbols = new Set(keys.map((key) => key.slice(ISOLATED_START.length, key.indexOf(':'))));
  return [...symbols].flatMap((symbol) => {
    const venue = ask.world.venues.get(marketKey('SPOT', symbol));
    return venue ? [purseOf(venue)] : [];
  });
}
