import { text, type Venue } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import { moment, type PageRequest } from './pages.js';

/** Trades of the public, newest first, which the market makes by itself. */
export function publicTrades(context: RequestContext<PageRequest>, venue: Venue) {
  const { startTime, endTime, idLessThan, limit } = context.request;
  const now = Math.floor(context.now / 1000);
  const to = Math.min(Math.floor((moment(endTime) ?? context.now) / 1000), now);
  const before = idLessThan === undefined ? to : Math.min(Number(idLessThan.slice(8)) - 1, to);
  const from = moment(startTime) ?? 0;
  return venue.market
    .trades(Number.isFinite(before) ? before : 0, Number(limit ?? 100))
    .filter(({ at }) => at >= from)
    .map(({ number, ticks, size, side, at }) => ({
      id: `${context.world.prefix}9${String(number).padStart(11, '0')}`,
      price: text(venue.market.price(ticks)),
      size: text(size),
      side,
      at: String(at),
    }));
}
