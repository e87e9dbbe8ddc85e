import { type Instrument, text } from '../../../engine/index.js';
import type { EntryOf } from '../../operations.js';
import type { ResponseOf } from '../operations.js';

type Contract = EntryOf<ResponseOf<'mix.market.contracts'>>;

/** The rules of a contract. */
export function contractView(instrument: Instrument): Contract {
  return {
    symbol: instrument.symbol,
    baseCoin: instrument.base,
    quoteCoin: instrument.quote,
    buyLimitPriceRatio: '0.2',
    sellLimitPriceRatio: '0.2',
    feeRateUpRatio: '0.005',
    makerFeeRate: text(instrument.makerFee),
    takerFeeRate: text(instrument.takerFee),
    openCostUpRatio: '0.01',
    supportMarginCoins: [instrument.settle],
    minTradeNum: text(instrument.minSize),
    priceEndStep: '1',
    volumePlace: String(instrument.sizePlaces),
    pricePlace: String(instrument.pricePlaces),
    sizeMultiplier: text(instrument.minSize),
    symbolType: 'perpetual',
    minTradeUSDT: text(instrument.minValue),
    maxSymbolOrderNum: '200',
    maxProductOrderNum: '1000',
    maxPositionNum: '150',
    symbolStatus: 'normal',
    offTime: '-1',
    limitOpenTime: '-1',
    deliveryTime: '',
    deliveryStartTime: '',
    launchTime: '',
    fundInterval: String(instrument.fundingHours),
    minLever: '1',
    maxLever: String(instrument.maxLeverage),
    posLimit: '0.1',
    maintainTime: '',
    maxMarketOrderQty: text(instrument.maxSize),
    maxOrderQty: text(instrument.maxSize),
    isRwa: 'NO',
  };
}
