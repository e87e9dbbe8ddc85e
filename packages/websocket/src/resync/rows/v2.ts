import type { Fields } from '../../streams/frames.js';
import { lower } from '../source.js';
import { without } from './without.js';

// What REST of v2 lists, in the words of the streams. What REST does not say is undefined, and left out in the end.

/** `priceAvg` is the limit price in the list of open orders, and nowhere else. */
export const openSpotOrderRow = (row: Fields): Fields =>
  spotOrderRow({ ...row, price: row.priceAvg, priceAvg: row.basePrice });

const OF_SPOT_ORDERS =
  'symbol userId baseCoin quoteCoin basePrice quoteVolume orderSource cancelReason tpslType triggerPrice presetTakeProfitPrice executeTakeProfitPrice presetStopLossPrice executeStopLossPrice';

/** `baseVolume` is all that has traded in REST, and the last execution in the stream. `feeDetail` is text. */
export const spotOrderRow = (row: Fields): Fields => ({
  ...without(row, `${OF_SPOT_ORDERS} baseVolume feeDetail`),
  instId: row.symbol,
  newSize: row.size,
  accBaseVolume: row.baseVolume,
});

/** The fee that was paid is negative in REST, and positive in the examples of the stream. */
export const spotFillRow = ({ feeDetail, userId, ...row }: Fields): Fields => ({
  ...row,
  feeDetail: [feeDetail ?? []].flat().map((fee) => {
    const { totalFee, ...detail }: Fields = Object(fee);
    return { ...detail, totalFee: Number(totalFee) ? `-${totalFee}`.replace('--', '') : totalFee };
  }),
});

/** What has been sent of it REST does not say. */
export const spotPlanRow = ({ symbol, ...row }: Fields): Fields => ({ ...row, instId: symbol });

const OF_MIX_ORDERS =
  'symbol state newTradeSide orderSource quoteVolume liqPrice posAvg presetStopSurplusTriggerType presetStopLossTriggerType';

/** `baseVolume` is all that has traded in REST, and the last execution in the stream. `feeDetail` is text. */
export const mixOrderRow = (row: Fields): Fields => ({
  status: row.state,
  presetStopSurplusType: row.presetStopSurplusTriggerType,
  presetStopLossType: row.presetStopLossTriggerType,
  ...without(row, `${OF_MIX_ORDERS} baseVolume fee feeDetail`),
  instId: row.symbol,
  accBaseVolume: row.baseVolume,
  reduceOnly: row.reduceOnly && lower(row.reduceOnly),
});

/** `side` is the position's in REST, and the trade's in the stream: they differ where a hedge position is closed. */
export const mixFillRow = ({ marginCoin, enterPointSource, ...row }: Fields): Fields => {
  const closes = row.posMode === 'hedge_mode' && /close/.test(`${row.tradeSide}`);
  return closes ? { ...row, side: row.side === 'buy' ? 'sell' : 'buy' } : row;
};

/** Kinds of trigger orders in REST, and in the stream. */
export const PLAN_TYPES: Readonly<Record<string, string>> = {
  normal_plan: 'pl',
  track_plan: 'track',
  profit_plan: 'tp',
  loss_plan: 'sl',
  pos_profit: 'ptp',
  pos_loss: 'psl',
  moving_plan: 'mtpsl',
};

/** In REST, `null` and nothing are the same. */
const textOr = (value: unknown, otherwise = '') => (value === null || value === '' ? otherwise : value);

export const mixPlanRow = (plan: Fields): Fields => ({
  instId: plan.symbol,
  orderId: plan.orderId,
  clientOid: plan.clientOid,
  triggerPrice: plan.triggerPrice,
  triggerType: plan.triggerType,
  planType: PLAN_TYPES[`${plan.planType}`] ?? plan.planType,
  price: plan.price,
  executePrice: plan.executePrice,
  size: textOr(plan.size, '0'),
  actualSize: plan.baseVolume,
  orderType: plan.orderType,
  side: plan.side,
  tradeSide: plan.tradeSide,
  posSide: plan.posSide,
  marginCoin: plan.marginCoin,
  status: plan.planStatus === 'not_trigger' ? 'live' : plan.planStatus,
  posMode: plan.posMode,
  enterPointSource: plan.enterPointSource,
  stopSurplusTriggerPrice: textOr(plan.stopSurplusTriggerPrice),
  stopSurplusTriggerType: textOr(plan.stopSurplusTriggerType),
  stopSurplusPrice: textOr(plan.stopSurplusExecutePrice),
  stopLossTriggerPrice: textOr(plan.stopLossTriggerPrice),
  stopLossTriggerType: textOr(plan.stopLossTriggerType),
  stopLossPrice: textOr(plan.stopLossExecutePrice),
  cTime: plan.cTime,
  uTime: textOr(plan.uTime, `${plan.cTime}`),
});

export const marginOrderRow = ({ priceAvg, size, amount, ...row }: Fields): Fields => ({
  ...row,
  fillPrice: priceAvg,
  baseVolume: size,
  fillTotalAmount: amount,
});

/** REST does not say its number: `posId` is empty where the stream did not, either. */
export const positionRow = (row: Fields): Fields => ({
  ...without(row, 'symbol locked marginRatio grant openDelegateSize takeProfit takeProfitId stopLoss stopLossId'),
  posId: '',
  instId: row.symbol,
  frozen: row.locked,
  marginRate: row.marginRatio,
});

export const closedPositionRow = (row: Fields): Fields => ({
  posId: row.positionId,
  instId: row.symbol,
  marginCoin: row.marginCoin,
  marginMode: row.marginMode === 'isolated' ? 'fixed' : row.marginMode,
  holdSide: row.holdSide,
  posMode: row.posMode,
  openPriceAvg: row.openAvgPrice,
  closePriceAvg: row.closeAvgPrice,
  openSize: row.openTotalPos,
  closeSize: row.closeTotalPos,
  achievedProfits: row.pnl,
  settleFee: row.totalFunding,
  openFee: row.openFee,
  closeFee: row.closeFee,
  cTime: row.ctime,
  uTime: row.utime,
});

export const spotBalanceRow = ({ uTime, ...row }: Fields): Fields => ({ ...row, uTime: textOr(uTime) });

export const mixBalanceRow = (account: Fields): Fields => ({
  marginCoin: account.marginCoin,
  frozen: account.locked,
  available: account.available,
  maxOpenPosAvailable: account.crossedMaxAvailable,
  maxTransferOut: account.maxTransferOut,
  equity: account.accountEquity,
  usdtEquity: account.usdtEquity,
  crossedRiskRate: account.crossedRiskRate,
  unrealizedPL: account.unrealizedPL,
  unionTotalMargin: account.unionTotalMargin,
  unionAvailable: account.unionAvailable,
  unionMm: account.unionMm,
  assetsMode: account.assetMode,
});

export const marginBalanceRow = ({ totalAmount, net, cTime, ...row }: Fields): Fields => row;
