import { type Decimal, knownCoin, LENDING, marginTerms, ONE, text, venuesIn, ZERO } from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import { CROSSED, marginCoin, marginVenue } from './margin-kind.js';

const HOUR = 3_600_000;

/** What a coin is lent for, as text; nothing of a coin that is not lent. */
export function lendingOf(coin: string) {
  const { rate, limit } = LENDING.get(coin) ?? { rate: ZERO, limit: ZERO };
  return { borrowable: LENDING.has(coin), daily: text(rate), annual: text(rate.times(365)), limit: text(limit) };
}

const CROSSED_TERMS = marginTerms('crossed_margin');
const ISOLATED_TERMS = marginTerms('isolated_margin');

/** Worth of its own that the highest leverage asks for, as a part of the debt. */
const initialRate = (leverage: number): Decimal => ONE.div(leverage - 1).decimalPlaces(4);

function pair(ask: Ask) {
  const { symbol, base, quote } = marginVenue(ask).instrument;
  return { symbol, base, quote, ofBase: lendingOf(base), ofQuote: lendingOf(quote) };
}

/** What can be borrowed and on which terms, v2. */
export const marginLending: Handlers = {
  'v2:margin.currencies': (ask) =>
    venuesIn(ask.world, 'SPOT').map(({ instrument }) => {
      const { symbol, base, quote } = instrument;
      const [ofBase, ofQuote] = [LENDING.has(base), LENDING.has(quote)];
      return {
        symbol,
        baseCoin: base,
        quoteCoin: quote,
        maxCrossedLeverage: String(CROSSED_TERMS.leverage),
        maxIsolatedLeverage: String(ISOLATED_TERMS.leverage),
        warningRiskRatio: '0.8',
        liquidationRiskRatio: '1',
        minTradeAmount: text(instrument.minSize),
        maxTradeAmount: text(instrument.maxSize),
        takerFeeRate: text(instrument.takerFee),
        makerFeeRate: text(instrument.makerFee),
        pricePrecision: String(instrument.pricePlaces),
        quantityPrecision: String(instrument.sizePlaces),
        minTradeUSDT: text(instrument.minValue),
        isBorrowable: ofBase || ofQuote,
        userMinBorrow: '0.00000001',
        status: '1',
        isIsolatedBaseBorrowable: ofBase,
        isIsolatedQuoteBorrowable: ofQuote,
        isCrossBorrowable: ofBase && ofQuote,
      };
    }),
  'v2:margin.interestRateRecord': (ask) => {
    const coin = knownCoin(ask.need('coin'));
    const { daily, annual } = lendingOf(coin);
    const updatedTime = String(Math.floor(ask.now / HOUR) * HOUR);
    return { coin, dailyInterestRate: daily, annualInterestRate: annual, updatedTime };
  },
  'v2:margin.crossed.interestRateAndLimit': (ask) => {
    const coin = marginCoin(ask, CROSSED);
    const { borrowable, daily, annual, limit } = lendingOf(coin);
    const rates = { dailyInterestRate: daily, annualInterestRate: annual };
    return [
      {
        transferable: true,
        leverage: String(CROSSED_TERMS.leverage),
        coin,
        borrowable,
        ...rates,
        maxBorrowableAmount: limit,
        vipList: [{ level: '0', limit, ...rates, discountRate: '1' }],
      },
    ];
  },
  'v2:margin.crossed.tierData': (ask) => {
    const coin = marginCoin(ask, CROSSED);
    return [
      {
        tier: '1',
        leverage: String(CROSSED_TERMS.leverage),
        coin,
        maxBorrowableAmount: lendingOf(coin).limit,
        maintainMarginRate: text(CROSSED_TERMS.maintenance),
      },
    ];
  },
  'v2:margin.isolated.interestRateAndLimit': (ask) => {
    const { symbol, base, quote, ofBase, ofQuote } = pair(ask);
    const vip = ({ daily, annual, limit }: ReturnType<typeof lendingOf>) => [
      { level: '0', dailyInterestRate: daily, limit, annuallyInterestRate: annual, discountRate: '1' },
    ];
    return [
      {
        symbol,
        leverage: String(ISOLATED_TERMS.leverage),
        baseCoin: base,
        baseTransferable: true,
        baseBorrowable: ofBase.borrowable,
        baseDailyInterestRate: ofBase.daily,
        baseAnnuallyInterestRate: ofBase.annual,
        baseMaxBorrowableAmount: ofBase.limit,
        baseVipList: vip(ofBase),
        quoteCoin: quote,
        quoteTransferable: true,
        quoteBorrowable: ofQuote.borrowable,
        quoteDailyInterestRate: ofQuote.daily,
        quoteAnnuallyInterestRate: ofQuote.annual,
        quoteMaxBorrowableAmount: ofQuote.limit,
        quoteList: vip(ofQuote),
      },
    ];
  },
  'v2:margin.isolated.tierData': (ask) => {
    const { symbol, base, quote, ofBase, ofQuote } = pair(ask);
    return [
      {
        tier: '1',
        symbol,
        leverage: String(ISOLATED_TERMS.leverage),
        baseCoin: base,
        quoteCoin: quote,
        baseMaxBorrowableAmount: ofBase.limit,
        quoteMaxBorrowableAmount: ofQuote.limit,
        maintainMarginRate: text(ISOLATED_TERMS.maintenance),
        initRate: text(initialRate(ISOLATED_TERMS.leverage)),
      },
    ];
  },
};
