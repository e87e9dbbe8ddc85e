import {
  averagePrice,
  liquidationPrice,
  maintenanceRate,
  type Position,
  text,
  unrealised,
  venueOf,
} from '../../engine/index.js';
import type { Ask, Handlers } from '../context.js';
import { figure, money } from '../shared/order-fields.js';
import { breakEven, closedFigures } from '../v2/mix/position.js';
import { categoryOf } from './market.js';

function positionView(ask: Ask, position: Position) {
  const venue = venueOf(ask.world, position.category, position.symbol);
  const { instrument, market } = venue;
  const mark = market.price(market.markAt(ask.now));
  const profit = unrealised(ask.world, venue, position);
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
    liquidationPrice: text(liquidationPrice(ask.world, venue, position)),
    mmr: text(maintenanceRate(instrument, mark.times(position.size))),
    profitRate: position.margin.isZero() ? '0' : figure(profit.div(position.margin)),
    markPrice: text(mark),
    breakEvenPrice: breakEven(venue, position),
    totalFunding: money(position.funding),
    openFeeTotal: position.openFee.isZero() ? '0' : money(position.openFee.negated()),
    closeFeeTotal: position.closeFee.isZero() ? '0' : money(position.closeFee.negated()),
    createdTime: String(position.createdAt),
    updatedTime: String(position.updatedAt),
  };
}

/** Positions, v3. */
export const v3Position: Handlers = {
  'v3:position.currentPosition': (ask) => {
    const [category, symbol, side] = [categoryOf(ask), ask.text('symbol')?.toUpperCase(), ask.text('posSide')];
    return {
      list: [...ask.account.positions.values()]
        .filter(
          (one) =>
            one.category === category &&
            (symbol === undefined || one.symbol === symbol) &&
            (side === undefined || one.side === side),
        )
        .map((position) => positionView(ask, position)),
    };
  },
  'v3:position.historyPosition': (ask) => {
    const [category, symbol] = [categoryOf(ask), ask.text('symbol')?.toUpperCase()];
    const keep = (one: Position) => one.category === category && (symbol === undefined || one.symbol === symbol);
    const { items, more } = ask.page('position', ask.account.closedPositions, ({ updatedAt }) => updatedAt, keep);
    const last = items.at(-1);
    return {
      list: items.map((position) => {
        const { instrument } = venueOf(ask.world, position.category, position.symbol);
        const figures = closedFigures(position, instrument.pricePlaces + 4);
        return {
          positionId: ask.id('position', position),
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
      }),
      cursor: more && last ? ask.id('position', last) : '',
    };
  },
  'v3:position.adlRank': (ask) =>
    [...ask.account.positions.values()].map((position) => ({
      symbol: position.symbol,
      marginCoin: venueOf(ask.world, position.category, position.symbol).instrument.settle,
      adlRank: '0.2',
      holdSide: position.side,
    })),
};
