import { COINS, text, type Venue, venueOf, venuesIn } from '../../../engine/index.js';
import type { ContextOf, Handlers } from '../operations.js';

/** The pairs that a request names: one, or all. */
export function pairsOf({ world, request }: ContextOf<'spot.public.symbols' | 'spot.market.tickers'>): Venue[] {
  return request.symbol === undefined ? venuesIn(world, 'SPOT') : [venueOf(world, 'SPOT', request.symbol)];
}

/** Coins and pairs of spot, v2. */
export const spotPublic: Handlers = {
  'spot.public.coins': ({ request }) => {
    const wanted = request.coin?.toUpperCase();
    return COINS.filter(({ coin }) => wanted === undefined || coin === wanted).map(({ coin, id, chains }) => ({
      coinId: id,
      coin,
      transfer: 'true',
      chains: chains.map(({ chain, withdrawFee, minWithdraw, minDeposit, confirm, needTag }) => ({
        chain,
        needTag: String(needTag),
        withdrawable: 'true',
        rechargeable: 'true',
        withdrawFee,
        extraWithdrawFee: '0',
        depositConfirm: confirm,
        withdrawConfirm: confirm,
        minDepositAmount: minDeposit,
        minWithdrawAmount: minWithdraw,
        browserUrl: '',
        contractAddress: null,
        withdrawStep: '0',
        withdrawMinScale: '6',
        congestion: 'normal',
      })),
      areaCoin: 'no',
    }));
  },

  'spot.public.symbols': (context) =>
    pairsOf(context).map(({ instrument }) => ({
      symbol: instrument.symbol,
      baseCoin: instrument.base,
      quoteCoin: instrument.quote,
      minTradeAmount: text(instrument.minSize),
      maxTradeAmount: text(instrument.maxSize),
      takerFeeRate: text(instrument.takerFee),
      makerFeeRate: text(instrument.makerFee),
      pricePrecision: String(instrument.pricePlaces),
      quantityPrecision: String(instrument.sizePlaces),
      quotePrecision: String(instrument.quotePlaces),
      status: 'online',
      minTradeUSDT: text(instrument.minValue),
      buyLimitPriceRatio: '0.2',
      sellLimitPriceRatio: '0.2',
      areaSymbol: 'no',
      orderQuantity: '200',
      openTime: '1532454360000',
      offTime: '',
    })),
};
