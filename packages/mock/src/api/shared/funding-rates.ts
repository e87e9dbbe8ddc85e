import { text, type Venue } from '../../engine/index.js';

const HOUR = 3_600_000;

/** Settlements before now, newest first. */
export function pastFunding(venue: Venue, now: number, page: number, limit: number) {
  const length = venue.instrument.fundingHours * HOUR;
  const last = venue.market.nextFunding(now) - length;
  return Array.from({ length: limit }, (_, index) => last - ((page - 1) * limit + index) * length).map((at) => ({
    symbol: venue.instrument.symbol,
    fundingRate: text(venue.market.fundingRate(at)),
    at: String(at),
  }));
}

/** The rate of the next settlement, as both APIs say it. */
export function currentFunding({ instrument, market }: Venue, now: number) {
  const next = market.nextFunding(now);
  return {
    symbol: instrument.symbol,
    fundingRate: text(market.fundingRate(next)),
    fundingRateInterval: String(instrument.fundingHours),
    nextUpdate: String(next),
    minFundingRate: '-0.003',
    maxFundingRate: '0.003',
  };
}
