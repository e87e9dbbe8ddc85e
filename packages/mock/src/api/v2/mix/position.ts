import {
  averagePrice,
  type Decimal,
  decimal,
  down,
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
import type { Ask, Handlers } from '../../context.js';
import { figure, money } from '../../shared/order-fields.js';
import { crossedRisk, figuresOf } from './account.js';
import { mixVenue, productOf } from './market.js';

const exits = (ask: Ask, position: Position, which: 'profit' | 'loss') => {
  const kind = which === 'profit' ? 'pos_profit' : 'pos_loss';
  const plan = ask.account.plans
    .opened({ line: position.category, symbol: position.symbol })
    .find((one) => one.kind === kind && (one.posSide === 'net' || one.posSide === position.side));
  const venue = venueOf(ask.world, position.category, position.symbol);
  const ticks = plan?.triggers[0]?.ticks;
  return { price: ticks === undefined ? '' : text(venue.market.price(ticks)), id: plan ? ask.id('plan', plan) : '' };
};

/** Price at which closing pays both fees. */
export function breakEven({ instrument }: Venue, position: Position): string {
  const fees = position.openFee.plus(position.closeFee);
  const sign = position.side === 'long' ? 1 : -1;
  const cost = instrument.category === 'COIN-FUTURES' ? position.cost : position.cost.plus(fees.times(sign));
  const rate = decimal(1).minus(instrument.takerFee.times(sign));
  return text(down(cost.div(position.size).div(rate), instrument.pricePlaces + 2));
}

/** Share of the money behind a position that it must keep: its own if it is isolated, the account's if not. */
function riskOf(ask: Ask, venue: Venue, position: Position): Decimal {
  const { account, wallet, marginMode, margin } = position;
  if (marginMode === 'crossed') return crossedRisk(figuresOf(ask.world, account, wallet, venue.instrument.settle));
  const money = margin.plus(unrealised(ask.world, venue, position));
  return money.gt(0) ? maintenance(ask.world, venue, position).div(money) : decimal(1);
}

function positionView(ask: Ask, position: Position) {
  const venue = venueOf(ask.world, position.category, position.symbol);
  const { market, instrument } = venue;
  const mark = market.price(market.markAt(ask.now));
  const [profit, loss] = [exits(ask, position, 'profit'), exits(ask, position, 'loss')];
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
    unrealizedPL: money(unrealised(ask.world, venue, position)),
    liquidationPrice: text(liquidationPrice(ask.world, venue, position)),
    keepMarginRate: text(maintenanceRate(instrument, mark.times(position.size))),
    markPrice: text(mark),
    breakEvenPrice: breakEven(venue, position),
    totalFee: money(position.funding),
    deductedFee: money(position.openFee.plus(position.closeFee)),
    takeProfit: profit.price,
    stopLoss: loss.price,
    takeProfitId: profit.id,
    stopLossId: loss.id,
    marginRatio: figure(riskOf(ask, venue, position)),
    assetMode: position.account.assetMode,
    autoMargin: position.autoMargin ? 'on' : 'off',
    grant: '0',
    cTime: String(position.createdAt),
    uTime: String(position.updatedAt),
  };
}

function positions(ask: Ask, symbol?: string) {
  const category = productOf(ask);
  return [...ask.account.positions.values()]
    .filter((one) => one.category === category && (symbol === undefined || one.symbol === symbol))
    .map((position) => positionView(ask, position));
}

/** What a closed position came to. */
export function closedFigures(position: Position, places: number) {
  const net = position.realised.minus(position.openFee).minus(position.closeFee).plus(position.funding);
  const average = (value: Decimal, size: Decimal) => (size.isZero() ? '0' : text(down(value.div(size), places)));
  return {
    open: average(position.openedCost, position.opened),
    close: average(position.closedValue, position.closed),
    net: money(net),
    openFee: position.openFee.isZero() ? '0' : money(position.openFee.negated()),
    closeFee: position.closeFee.isZero() ? '0' : money(position.closeFee.negated()),
  };
}

/** Futures positions, v2. */
export const mixPosition: Handlers = {
  'v2:mix.position.allPosition': (ask) => positions(ask),
  'v2:mix.position.singlePosition': (ask) => positions(ask, mixVenue(ask).instrument.symbol),
  'v2:mix.position.historyPosition': (ask) => {
    const category = ask.text('productType');
    const symbol = ask.text('symbol')?.toUpperCase();
    const keep = (one: Position) =>
      (category === undefined || one.category === category) && (symbol === undefined || one.symbol === symbol);
    const { items } = ask.page('position', ask.account.closedPositions, ({ updatedAt }) => updatedAt, keep);
    const last = items.at(-1);
    return {
      list: items.map((position) => {
        const { instrument } = venueOf(ask.world, position.category, position.symbol);
        const figures = closedFigures(position, instrument.pricePlaces + 4);
        return {
          positionId: ask.id('position', position),
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
        };
      }),
      endId: last ? ask.id('position', last) : '',
    };
  },
  'v2:mix.position.adlRank': (ask) =>
    positions(ask).map(({ symbol, marginCoin, holdSide }) => ({
      symbol,
      marginCoin,
      adlRank: '0.2',
      rank: '0.8',
      holdSide,
    })),
};
