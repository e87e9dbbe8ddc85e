import type { Fields } from '../../streams/frames.js';
import { lower } from '../source.js';
import { without } from './without.js';

// What REST of v3 lists, in the words of the streams. What REST does not say is undefined, and left out in the end.

const OF_ORDERS =
  'posSide execType fee feeCoin takeProfit tpTriggerBy tpOrderType tpLimitPrice stopLoss slTriggerBy slOrderType slLimitPrice';

export const orderRow = (row: Fields): Fields => ({
  ...without(row, OF_ORDERS),
  category: lower(row.category),
  holdSide: row.posSide,
});

export const strategyRow = (row: Fields): Fields => ({
  ...without(row, 'icebergParams ocoParams trailingStopParams twapParams'),
  category: lower(row.category),
});

export const executionRow = (row: Fields): Fields => ({
  ...without(row, 'posSide createdTime'),
  category: lower(row.category),
  holdSide: row.posSide,
  execTime: row.createdTime,
});

/** Of the faster stream, which says less. */
export const fastExecutionRow = (row: Fields): Fields =>
  without(executionRow(row), 'execLinkId orderType tradeSide execValue execPnl feeDetail isRPI');

/** One that is open; `positionStatus` is `normal` in REST. */
export const positionRow = (row: Fields): Fields => ({
  ...without(row, 'category positionBalance total liquidationPrice totalFunding'),
  positionStatus: 'opening',
  marginSize: row.positionBalance,
  size: row.total,
  liqPrice: row.liquidationPrice,
  totalFundingFee: row.totalFunding,
});

/** What all positions say that are closed. */
const ENDED = { positionStatus: 'ended', size: '0', available: '0', frozen: '0', avgPrice: '0' };

const identity = ({ symbol, marginCoin, marginMode, posSide, holdMode }: Fields): Fields => ({
  symbol,
  marginCoin,
  marginMode,
  posSide,
  holdMode,
});

/** One that was closed. `known` is what the stream brought of it last: REST does not say how it was levered. */
export const closedPositionRow = (closed: Fields, { leverage }: Fields = {}): Fields => ({
  ...identity(closed),
  ...ENDED,
  leverage,
  curRealisedPnl: closed.cumRealisedPnl,
  closeFeeTotal: closed.closeFeeTotal,
  totalFundingFee: closed.totalFunding,
  cashDividend: closed.cashDividend,
  createdTime: closed.createdTime,
  updatedTime: closed.updatedTime,
});

/** One that is open no more, of whose end nothing is known but that. */
export const gonePositionRow = (known: Fields, now: number): Fields => ({
  ...identity(known),
  ...ENDED,
  leverage: known.leverage,
  createdTime: known.createdTime,
  updatedTime: `${Math.floor(now)}`,
});

export const accountRow = (assets: Fields): Fields => ({
  totalEquity: assets.accountEquity,
  effEquity: assets.effEquity,
  mmr: assets.mmr,
  imr: assets.imr,
  mgnRatio: assets.mgnRatio,
  positionMgnRatio: assets.positionMgnRatio,
  unrealisedPnL: assets.unrealisedPnl,
  bonus: assets.bonus,
  coin: coinsOf(assets.assets).map(coinRow),
});

const coinRow = (row: Fields): Fields => ({ ...without(row, 'debt interestBase'), borrow: row.debt, debts: row.debt });

export const coinsOf = (list: unknown): Fields[] => [list ?? []].flat().map(Object);
