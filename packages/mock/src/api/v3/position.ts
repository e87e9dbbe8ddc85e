import {
  averagePrice,
  liquidationPrice,
  maintenanceRate,
  type Position,
  text,
  unrealised,
  venueOf,
} from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { EntryOf } from '../operations.js';
import { figure, money } from '../shared/figures.js';
import { cursorOf, page } from '../shared/pages.js';
import { breakEven, closedFigures } from '../shared/positions.js';
import type { Handlers, ResponseOf } from './operations.js';
import { categoryOf } from './venues.js';

type PositionView = EntryOf<ResponseOf<'position.currentPosition'>['list']>;
type ClosedPosition = EntryOf<ResponseOf<'position.historyPosition'>['list']>;

export function positionView(context: RequestContext, position: Position) {
  const venue = venueOf(context.world, position.category, position.symbol);
  const { instrument, market } = venue;
  const mark = market.price(market.markAt(context.now));
  const profit = unrealised(context.world, venue, position);
  return {
    category: position.category,
    symbol: position.symbol,
    marginCoin: instrument.settle,
    holdMode: position.hedge ? 'hedge_mode' : 'one_way_mode',
    posSide: position.side,
    marginMode: position.marginMode,
    positionBalance: money(position.margin),
    available: text(position.size.minus(position.frozen)),
    frozen: text(position.frozen),
    total: text(position.size),
    leverage: String(position.leverage),
    curRealisedPnl: money(position.realised),
    avgPrice: averagePrice(position, instrument.pricePlaces + 4),
    positionStatus: 'normal',
    unrealisedPnl: money(profit),
    liquidationPrice: text(liquidationPrice(context.world, venue, position)),
    mmr: text(maintenanceRate(instrument, mark.times(position.size))),
    profitRate: position.margin.isZero() ? '0' : figure(profit.div(position.margin)),
    markPrice: text(mark),
    breakEvenPrice: breakEven(venue, position),
    totalFunding: money(position.funding),
    openFeeTotal: position.openFee.isZero() ? '0' : money(position.openFee.negated()),
    closeFeeTotal: position.closeFee.isZero() ? '0' : money(position.closeFee.negated()),
    createdTime: String(position.createdAt),
    updatedTime: String(position.updatedAt),
  } satisfies PositionView;
}

function closedView(context: RequestContext, position: Position): ClosedPosition {
  const { instrument } = venueOf(context.world, position.category, position.symbol);
  const figures = closedFigures(position, instrument.pricePlaces + 4);
  return {
    positionId: context.id('position', position),
    category: position.category,
    symbol: position.symbol,
    marginCoin: instrument.settle,
    holdMode: position.hedge ? 'hedge_mode' : 'one_way_mode',
    posSide: position.side,
    marginMode: position.marginMode,
    openPriceAvg: figures.open,
    closePriceAvg: figures.close,
    openTotalPos: text(position.opened),
    closeTotalPos: text(position.closed),
    cumRealisedPnl: money(position.realised),
    netProfit: figures.net,
    totalFunding: money(position.funding),
    openFeeTotal: figures.openFee,
    closeFeeTotal: figures.closeFee,
    createdTime: String(position.createdAt),
    updatedTime: String(position.updatedAt),
  };
}

/** Positions, v3. */
export const position: Handlers = {
  'position.currentPosition': (context) => {
    const { request } = context;
    const [category, symbol] = [categoryOf(request), request.symbol?.toUpperCase()];
    const asked = [...context.account.positions.values()].filter(
      (one) =>
        one.category === category &&
        (symbol === undefined || one.symbol === symbol) &&
        (request.posSide === undefined || one.side === request.posSide),
    );
    return { list: asked.map((one) => positionView(context, one)) };
  },
  'position.historyPosition': (context) => {
    const [category, symbol] = [categoryOf(context.request), context.request.symbol?.toUpperCase()];
    const keep = (one: Position) => one.category === category && (symbol === undefined || one.symbol === symbol);
    const { closedPositions } = context.account;
    const found = page(context, 'position', closedPositions, ({ updatedAt }) => updatedAt, keep);
    return {
      list: found.items.map((one) => closedView(context, one)),
      cursor: cursorOf(context, 'position', found),
    };
  },
  'position.adlRank': ({ world, account }) =>
    [...account.positions.values()].map(({ category, symbol, side }) => ({
      symbol,
      marginCoin: venueOf(world, category, symbol).instrument.settle,
      adlRank: '0.2',
      holdSide: side,
    })),
};
