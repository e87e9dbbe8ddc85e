import { type Decimal, knownCoin, LENDING, marginTerms, ONE, text, venuesIn } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import { lendingOf } from '../../shared/lending.js';
import type { Handlers } from '../operations.js';
import { coinNamed, type PairRequest, pairNamed } from './margin-kind.js';

const HOUR = 3_600_000;

const CROSSED_TERMS = marginTerms('crossed_margin');
const ISOLATED_TERMS = marginTerms('isolated_margin');

/** Worth of its own that the highest leverage asks for, as a part of the debt. */
const initialRate = (leverage: number): Decimal => ONE.div(leverage - 1).decimalPlaces(4);

function pair(context: RequestContext<PairRequest>) {
  const { symbol, base, quote } = pairNamed(context).instrument;
  return { symbol, base, quote, ofBase: lendingOf(base), ofQuote: lendingOf(quote) };
}

/** What can be borrowed and on which terms, v2. */
export const marginLoanTerms: Handlers = {
  'margin.currencies': ({ world }) =>
    venuesIn(world, 'SPOT').map(({ instrument }) => {
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
  'margin.interestRateRecord': ({ now, request }) => {
    const coin = knownCoin(request.coin);
    const { daily, annual } = lendingOf(coin);
    const updatedTime = String(Math.floor(now / HOUR) * HOUR);
    return { coin, dailyInterestRate: daily, annualInterestRate: annual, updatedTime };
  },
  'margin.crossed.interestRateAndLimit': (context) => {
    const coin = coinNamed(context);
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
  'margin.crossed.tierData': (context) => {
    const coin = coinNamed(context);
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
  'margin.isolated.interestRateAndLimit': (context) => {
    const { symbol, base, quote, ofBase, ofQuote } = pair(context);
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
  'margin.isolated.tierData': (context) => {
    const { symbol, base, quote, ofBase, ofQuote } = pair(context);
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
