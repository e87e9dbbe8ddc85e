import { depth, text, type Venue } from '../../engine/index.js';
import type { ContextOf } from './operations.js';

/** The book in steps of one, ten, a hundred or a thousand ticks. */
export function mergedBook(context: ContextOf<'spot.market.mergeDepth' | 'mix.market.mergeDepth'>, venue: Venue) {
  const { precision = 'scale0', limit = '100' } = context.request;
  const step = 10 ** Number(precision.slice(5));
  const { asks, bids } = depth(context.world, venue, limit === 'max' ? 200 : Number(limit), step);
  const scale = text(venue.market.price(step));
  return { asks, bids, scale, precision, isMaxPrecision: precision === 'scale3' ? 'YES' : 'NO' };
}

/** `Buy` for `buy`: how the histories of public trades write the side. */
export const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
