import {
  averagePrice,
  type Decimal,
  decimal,
  expectedSize,
  liquidationPrice,
  maintenance,
  maintenanceRate,
  type Position,
  text,
  unrealised,
  type Venue,
  venueOf,
} from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { figure, money } from '../../shared/figures.js';
import { page } from '../../shared/pages.js';
import { breakEven, closedFigures } from '../../shared/positions.js';
import { crossedRisk, figuresOf } from '../../shared/wallets.js';
import type { Handlers, ResponseOf } from '../operations.js';
import { type ProductRequest, productOf, venueNamed } from './venues.js';

type PositionView = EntryOf<ResponseOf<'mix.position.allPosition'>> &
  EntryOf<ResponseOf<'mix.position.singlePosition'>>;
type ClosedPosition = EntryOf<ResponseOf<'mix.position.historyPosition'>['list']>;

const exits = (context: RequestContext, position: Position, which: 'profit' | 'loss') => {
  const kind = which === 'profit' ? 'pos_profit' : 'pos_loss';
  const plan = context.account.plans
    .opened({ line: position.category, symbol: position.symbol })
    .find((one) => one.kind === kind && (one.posSide === 'net' || one.posSide === position.side));
  const venue = venueOf(context.world, position.category, position.symbol);
  const ticks = plan?.triggers[0]?.ticks;
  return {
    price: ticks === undefined ? '' : text(venue.market.price(ticks)),
    id: plan ? context.id('plan', plan) : '',
  };
};

/** Share of the money behind a position that it must keep: its own if it is isolated, the account's if not. */
function riskOf(context: RequestContext, venue: Venue, position: Position): Decimal {
  const { account, wallet, marginMode, margin } = position;
  if (marginMode === 'crossed') return crossedRisk(figuresOf(context.world, account, wallet, venue.instrument.settle));
  const money = margin.plus(unrealised(context.world, venue, position));
  return money.gt(0) ? maintenance(context.world, venue, position).div(money) : decimal(1);
}

export function positionView(context: RequestContext, position: Position) {
  const venue = venueOf(context.world, position.category, position.symbol);
  const { market, instrument } = venue;
  const mark = market.price(market.markAt(context.now));
  const [profit, loss] = [exits(context, position, 'profit'), exits(context, position, 'loss')];
  return {
    marginCoin: instrument.settle,
    symbol: position.symbol,
    holdSide: position.side,
    openDelegateSize: text(expectedSize(position)),
    marginSize: money(position.margin),
    available: text(position.size.minus(position.frozen)),
    locked: text(position.frozen),
    total: text(position.size),
    leverage: String(position.leverage),
    achievedProfits: money(position.realised),
    openPriceAvg: averagePrice(position, instrument.pricePlaces + 4),
    marginMode: position.marginMode,
    posMode: position.hedge ? 'hedge_mode' : 'one_way_mode',
    unrealizedPL: money(unrealised(context.world, venue, position)),
    liquidationPrice: text(liquidationPrice(context.world, venue, position)),
    keepMarginRate: text(maintenanceRate(instrument, mark.times(position.size))),
    markPrice: text(mark),
    breakEvenPrice: breakEven(venue, position),
    totalFee: money(position.funding),
    deductedFee: money(position.openFee.plus(position.closeFee)),
    takeProfit: profit.price,
    stopLoss: loss.price,
    takeProfitId: profit.id,
    stopLossId: loss.id,
    marginRatio: figure(riskOf(context, venue, position)),
    assetMode: position.account.assetMode,
    autoMargin: position.autoMargin ? 'on' : 'off',
    grant: '0',
    cTime: String(position.createdAt),
    uTime: String(position.updatedAt),
  } satisfies PositionView;
}

function positionsOf({ account }: RequestContext, request: ProductRequest, symbol?: string): Position[] {
  const category = productOf(request);
  return [...account.positions.values()].filter(
    (one) => one.category === category && (symbol === undefined || one.symbol === symbol),
  );
}

export function closedView(context: RequestContext, position: Position) {
  const { instrument } = venueOf(context.world, position.category, position.symbol);
  const figures = closedFigures(position, instrument.pricePlaces + 4);
  return {
    positionId: context.id('position', position),
    marginCoin: instrument.settle,
    symbol: position.symbol,
    holdSide: position.side,
    openAvgPrice: figures.open,
    closeAvgPrice: figures.close,
    marginMode: position.marginMode,
    openTotalPos: text(position.opened),
    closeTotalPos: text(position.closed),
    pnl: money(position.realised),
    netProfit: figures.net,
    totalFunding: money(position.funding),
    openFee: figures.openFee,
    closeFee: figures.closeFee,
    posMode: position.hedge ? 'hedge_mode' : 'one_way_mode',
    ctime: String(position.createdAt),
    utime: String(position.updatedAt),
  } satisfies ClosedPosition;
}

/** Futures positions, v2. */
export const mixPosition: Handlers = {
  'mix.position.allPosition': (context) =>
    positionsOf(context, context.request).map((position) => positionView(context, position)),
  'mix.position.singlePosition': (context) => {
    const { symbol } = venueNamed(context).instrument;
    return positionsOf(context, context.request, symbol).map((position) => positionView(context, position));
  },
  'mix.position.historyPosition': (context) => {
    const { productType, symbol } = context.request;
    const keep = (one: Position) =>
      (productType === undefined || one.category === productType) &&
      (symbol === undefined || one.symbol === symbol.toUpperCase());
    const { items } = page(context, 'position', context.account.closedPositions, ({ updatedAt }) => updatedAt, keep);
    const last = items.at(-1);
    return {
      list: items.map((position) => closedView(context, position)),
      endId: last ? context.id('position', last) : '',
    };
  },
  'mix.position.adlRank': (context) =>
    positionsOf(context, context.request).map(({ category, symbol, side }) => {
      const marginCoin = venueOf(context.world, category, symbol).instrument.settle;
      return { symbol, marginCoin, adlRank: '0.2', rank: '0.8', holdSide: side };
    }),
};
