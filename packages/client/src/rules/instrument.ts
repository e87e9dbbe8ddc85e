import { commonStep, type Decimal, decimal } from './decimal.js';

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

/** 10^-places */
const stepOf = (places: unknown): Decimal | undefined => {
  const scale = Number(places);
  return /^\d{1,2}$/.test(`${places}`) ? { units: 1n, scale } : undefined;
};

const both = (a: Decimal | undefined, b: Decimal | undefined) => (a && b ? commonStep(a, b) : (a ?? b));

/**
 * Reads a row of v3 `market.instruments`, v2 `spot.public.symbols` or v2 `mix.market.contracts`: which of them it is,
 * its fields say.
 */
export function instrumentOf(row: InstrumentRow): Instrument {
  if ('pricePlace' in row) return ofContract(row);
  return 'minTradeUSDT' in row ? ofPair(row) : ofV3(row);
}

function ofV3(row: InstrumentRow): Instrument {
  const spot = /^(SPOT|MARGIN)$/i.test(`${row.category}`);
  // No two official pages agree on the coin that COIN-FUTURES quantities are in, so no amount is reckoned there.
  const inverse = /^COIN-/i.test(`${row.category}`);
  return {
    symbol: `${row.symbol}`,
    spot,
    open: !/^(offline|restrictedAPI|listed|off|halt|maintain)$/i.test(`${row.status}`),
    priceStep: both(rule(row.priceMultiplier), stepOf(row.pricePrecision)),
    quantityStep: both(rule(row.quantityMultiplier), stepOf(row.quantityPrecision)),
    amountStep: stepOf(row.quotePrecision),
    // "Binding for futures only": pairs fill these fields, but their orders are held to the amount
    ...(!spot && {
      minQuantity: rule(row.minOrderQty),
      maxQuantity: rule(row.maxOrderQty),
      maxMarketQuantity: rule(row.maxMarketOrderQty),
    }),
    minAmount: inverse ? undefined : rule(row.minOrderAmount),
  };
}

function ofPair(row: InstrumentRow): Instrument {
  return {
    symbol: `${row.symbol}`,
    spot: true,
    open: !/^(offline|halt)$/.test(`${row.status}`),
    priceStep: stepOf(row.pricePrecision),
    quantityStep: stepOf(row.quantityPrecision),
    amountStep: stepOf(row.quotePrecision),
    // minTradeAmount and maxTradeAmount are out of use
    minAmount: minUsdt(row),
    maxAmount: rule(row.maxLimitOrderValue),
    maxMarketAmount: rule(row.maxMarketOrderValue),
  };
}

function ofContract(row: InstrumentRow): Instrument {
  const last = stepOf(row.pricePlace);
  const steps = rule(row.priceEndStep);
  return {
    symbol: `${row.symbol}`,
    spot: false,
    open: !/^(listed|maintain|restrictedAPI|off)$/.test(`${row.symbolStatus}`),
    priceStep: last && { units: steps?.units ?? 1n, scale: last.scale + (steps?.scale ?? 0) },
    quantityStep: both(rule(row.sizeMultiplier), stepOf(row.volumePlace)),
    minQuantity: rule(row.minTradeNum),
    maxQuantity: rule(row.maxOrderQty),
    maxMarketQuantity: rule(row.maxMarketOrderQty),
    minAmount: minUsdt(row),
  };
}

/** Said in USDT; what that is in another quote coin depends on the market. */
const minUsdt = ({ quoteCoin, minTradeUSDT }: InstrumentRow) => (quoteCoin === 'USDT' ? rule(minTradeUSDT) : undefined);
