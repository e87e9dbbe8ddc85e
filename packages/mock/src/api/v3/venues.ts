import { type Category, type Line, type Venue, venueOf } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { RequestOf } from './operations.js';

/** How requests name a product line. */
export interface CategoryRequest {
  category?: RequestOf<'trade.placeOrder'>['category'];
}

/** The market side of a category: margin trades where spot does. */
export function categoryOf({ category = 'SPOT' }: CategoryRequest): Category {
  return category === 'MARGIN' ? 'SPOT' : category;
}

/** The list that an order of a category is in. */
export function lineOf({ category = 'SPOT' }: CategoryRequest): Line {
  return category;
}

/** The market that a request names. @throws EngineError `unknown-symbol` */
export function venueNamed({ world, request }: RequestContext<CategoryRequest & { symbol: string }>): Venue {
  return venueOf(world, categoryOf(request), request.symbol);
}
