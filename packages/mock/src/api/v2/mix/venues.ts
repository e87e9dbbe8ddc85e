import { type Category, EngineError, FUTURES, type Venue, venueOf } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { RequestOf } from '../operations.js';

/** How requests name a product line of futures. */
export type ProductRequest = Pick<RequestOf<'mix.market.tickers'>, 'productType'>;

/**
 * The category of a product line; none for those of the older demo trading, in coins of its own. Clients still ask
 * for its contracts; there are none here.
 */
export function categoryOf({ productType }: ProductRequest): Category | undefined {
  return FUTURES.find((category) => category === productType);
}

/** The category of a product line. @throws EngineError `unknown-symbol` for those of the older demo trading */
export function productOf(request: ProductRequest): Category {
  const category = categoryOf(request);
  if (category === undefined) throw new EngineError('unknown-symbol');
  return category;
}

/** The market that a request names. @throws EngineError `unknown-symbol` */
export function venueNamed({ world, request }: RequestContext<ProductRequest & { symbol: string }>): Venue {
  return venueOf(world, productOf(request), request.symbol);
}
