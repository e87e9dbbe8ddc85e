import { text, type Venue } from '../../engine/index.js';
import type { EntryOf } from '../operations.js';
import type { ResponseOf } from './operations.js';

type InstrumentView = EntryOf<ResponseOf<'market.instruments'>>;

/** The rules of an instrument, which margin shares with spot. */
export function instrumentView({ instrument }: Venue, category: string): InstrumentView {
  const futures = {
    feeRateUpRatio: '0.005',
    openCostUpRatio: '0.01',
    priceMultiplier: text(instrument.minSize.div(instrument.minSize).shiftedBy(-instrument.pricePlaces)),
    quantityMultiplier: text(instrument.minSize),
    type: 'perpetual',
    symbolType: 'crypto',
    maxPositionNum: '150',
    deliveryTime: '',
    deliveryStartTime: '',
    launchTime: '',
    fundInterval: String(instrument.fundingHours),
    minLeverage: '1',
    maxLeverage: String(instrument.maxLeverage),
    maxMarketOrderQty: text(instrument.maxSize),
    isRwa: 'NO',
  };
  const margin = {
    isIsolatedBaseBorrowable: 'YES',
    isIsolatedQuotedBorrowable: 'YES',
    warningRiskRatio: '0.8',
    liquidationRiskRatio: '1',
    maxCrossedLeverage: '3',
    maxIsolatedLeverage: '10',
    userMinBorrow: '0.00000001',
  };
  return {
    symbol: instrument.symbol,
    category,
    baseCoin: instrument.base,
    quoteCoin: instrument.quote,
    buyLimitPriceRatio: '0.2',
    sellLimitPriceRatio: '0.2',
    minOrderQty: text(instrument.minSize),
    maxOrderQty: instrument.category === 'SPOT' ? '0' : text(instrument.maxSize),
    pricePrecision: String(instrument.pricePlaces),
    quantityPrecision: String(instrument.sizePlaces),
    quotePrecision: instrument.category === 'SPOT' ? String(instrument.quotePlaces) : '',
    minOrderAmount: text(instrument.minValue),
    maxSymbolOrderNum: '400',
    maxProductOrderNum: '400',
    status: 'online',
    offTime: '',
    limitOpenTime: '',
    maintainTime: '',
    areaSymbol: 'no',
    makerFeeRate: text(instrument.makerFee),
    takerFeeRate: text(instrument.takerFee),
    ...(instrument.category === 'SPOT' ? (category === 'MARGIN' ? margin : {}) : futures),
  };
}
