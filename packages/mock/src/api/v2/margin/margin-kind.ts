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
import type { RequestContext } from '../../context.js';

/** One of the two margin accounts of v2: what requests name it by, and where its coins and orders are. */
export interface MarginKind<Request, Where extends object> {
  readonly line: Line;
  /** The purse that a request is about. */
  purse(context: RequestContext<Request>): Purse;
  /** What responses name beside the coin. */
  where(purse: Purse): Where;
}

/** How requests of an isolated account name the pair. */
export interface PairRequest {
  symbol: string;
}

export const CROSSED: MarginKind<unknown, object> = {
  line: 'CROSSED',
  purse: () => 'crossed_margin',
  where: () => ({}),
};

export const ISOLATED: MarginKind<PairRequest, PairRequest> = {
  line: 'ISOLATED',
  purse: (context) => purseOf(pairNamed(context)),
  where: (purse) => ({ symbol: pairOf(purse) }),
};

const ISOLATED_START = 'isolated_margin/';

export function purseOf({ instrument }: Venue): Purse {
  return `${ISOLATED_START}${instrument.symbol}`;
}

/** The pair whose purse it is; `''` for all others. */
export function pairOf(purse: Purse): string {
  return purse.startsWith(ISOLATED_START) ? purse.slice(ISOLATED_START.length) : '';
}

export const isIsolated = (purse: Purse) => purse.startsWith(ISOLATED_START);

export function pairNamed({ world, request }: RequestContext<PairRequest>): Venue {
  return venueOf(world, 'SPOT', request.symbol);
}

/** The coin that a request names; on isolated margin one of the pair's. @throws EngineError `not-borrowable` */
export function coinNamed({ world, request }: RequestContext<{ coin: string; symbol?: string }>): string {
  const coin = knownCoin(request.coin);
  if (request.symbol === undefined) return coin;
  const { base, quote } = venueOf(world, 'SPOT', request.symbol).instrument;
  if (coin !== base && coin !== quote) throw new EngineError('not-borrowable', coin);
  return coin;
}

/** The isolated purses of an account that were ever used, oldest first. */
export function isolatedPurses({ world }: RequestContext, account: Account): Purse[] {
  const keys = [...account.wallets.keys()].filter((key) => key.startsWith(ISOLATED_START));
  const symbols = new Set(keys.map((key) => key.slice(ISOLATED_START.length, key.indexOf(':'))));
  return [...symbols].flatMap((symbol) => {
    const venue = world.venues.get(marketKey('SPOT', symbol));
    return venue ? [purseOf(venue)] : [];
  });
}
