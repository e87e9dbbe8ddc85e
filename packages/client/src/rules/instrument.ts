import { commonStep, type Decimal, decimal, multiply } from './decimal.js';

/** What an order for an instrument must keep to. Absent where the exchange sets no such rule. */
export interface Instrument {
  symbol: string;
  /** Whether orders are for a pair (spot, margin), not for a contract: a market buy then names an amount. */
  spot: boolean;
  /** False while the exchange takes no orders for it. */
  open: boolean;
  /** A price is a multiple of it. */
  priceStep?: Decimal | undefined;
  /** A quantity in the base coin is a multiple of it. */
  quantityStep?: Decimal | undefined;
  /** An amount in the quote coin is a multiple of it. */
  amountStep?: Decimal | undefined;
  minQuantity?: Decimal | undefined;
  maxQuantity?: Decimal | undefined;
  maxMarketQuantity?: Decimal | undefined;
  /** Price times quantity, in the quote coin. */
  minAmount?: Decimal | undefined;
  maxAmount?: Decimal | undefined;
  maxMarketAmount?: Decimal | undefined;
}

/** A row of an instrument list. */
export type InstrumentRow = Readonly<Record<string, unknown>>;

/** The exchange says "none" as an empty text, null, 0 or -1. */
const rule = (value: unknown): Decimal | undefined => {
  const found = decimal(value);
  return found && found.units > 0n ? found : undefined;
};

const ONE: Decimal = { units: 1n, scale: 0 };

/** 10^-places */
const stepOf = (places: unknown): Decimal | undefined => {
  const scale = Number(places);
  return /^\d{1,2}$/.test(`${places}`) ? { units: 1n, scale } : undefined;
};

const both = (a: Decimal | undefined, b: Decimal | undefined) => (a && b ? commonStep(a, b) : (a ?? b));

/**
 * Reads a row of v3 `market.instruments`, v2 `spot.public.symbols` or v2 `mix.market.contracts`. What two of them call
 * alike means the same; only contracts of v2 have a `pricePlace`, and only pairs of v2 no more than `minTradeUSDT`.
 */
export function instrumentOf(row: InstrumentRow): Instrument {
  const { category, quoteCoin, minTradeUSDT } = row;
  const spot = !('pricePlace' in row) && ('minTradeUSDT' in row || /^(SPOT|MARGIN)$/i.test(`${category}`));
  const end = stepOf(row.pricePlace);
  // said in USDT; what that is in another quote coin depends on the market
  const minAmount = row.minOrderAmount ?? (quoteCoin === 'USDT' ? minTradeUSDT : undefined);
  return {
    symbol: `${row.symbol}`,
    spot,
    open: !/^(offline|restrictedAPI|listed|off|halt|maintain)$/i.test(`${row.symbolStatus ?? row.status}`),
    priceStep: end
      ? multiply(end, rule(row.priceEndStep) ?? ONE)
      : both(rule(row.priceMultiplier), stepOf(row.pricePrecision)),
    quantityStep: both(
      rule(row.quantityMultiplier ?? row.sizeMultiplier),
      stepOf(row.quantityPrecision ?? row.volumePlace),
    ),
    amountStep: stepOf(row.quotePrecision),
    // "Binding for futures only": pairs of v3 fill these fields, but their orders are held to the amount, and those of
    // v2 have some that are out of use
    ...(!spot && {
      minQuantity: rule(row.minOrderQty ?? row.minTradeNum),
      maxQuantity: rule(row.maxOrderQty),
      maxMarketQuantity: rule(row.maxMarketOrderQty),
    }),
    // No two official pages agree on the coin that COIN-FUTURES quantities are in, so no amount is reckoned there.
    minAmount: /^COIN-/i.test(`${category}`) ? undefined : rule(minAmount),
    maxAmount: rule(row.maxLimitOrderValue),
    maxMarketAmount: rule(row.maxMarketOrderValue),
  };
}
