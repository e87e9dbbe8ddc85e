import { text, venueOf } from '../../engine/index.js';
import type { Handlers } from './operations.js';

/** Fees of spot and futures, v2. */
export const common: Handlers = {
  'common.tradeRate': ({ world, request }) => {
    const { symbol, businessType } = request;
    const futures = [...world.venues.values()].find(
      ({ instrument }) => instrument.category !== 'SPOT' && instrument.symbol === symbol,
    );
    const mix = businessType === 'mix';
    const venue = (mix && futures) || venueOf(world, mix ? 'USDT-FUTURES' : 'SPOT', symbol);
    const { makerFee, takerFee } = venue.instrument;
    return { makerFeeRate: text(makerFee), takerFeeRate: text(takerFee) };
  },
};
