import { refuse } from '../../../core/errors.js';
import {
  EngineError,
  type Fill,
  FUTURES,
  findOrder,
  type HoldSide,
  type Order,
  type OrderRequest,
  positionModeOf,
  type Side,
  text,
  type Which,
} from '../../../engine/index.js';
import { type Ask, asRefusal, type Handlers } from '../../context.js';
import { averageOf, limitPrice, negative, opposite } from '../../shared/order-fields.js';
import { fillsOfOrders, openOrders, ordersOf, type Wanted } from '../../shared/order-lists.js';
import { allDone, names, reference } from '../../shared/references.js';
import { batch } from '../batch.js';
import { mixVenue, productOf } from './market.js';

const SIDES = ['buy', 'sell'] as const;
const FORCES = ['gtc', 'ioc', 'fok', 'post_only'] as const;
const STPS = ['none', 'cancel_taker', 'cancel_maker', 'cancel_both'] as const;

/**
 * In hedge mode v2 names the position by `side` (buy is long) and what to do with it by `tradeSide`; in one-way
 * mode `side` is the order's own and there is no `tradeSide`.
 *
 * @throws EngineError `position-mode` for an order of the other mode
 */
export function sidesOf(ask: Ask, entry: Ask = ask): Pick<OrderRequest, 'side' | 'posSide' | 'closing' | 'reduceOnly'> {
  const said: Side = entry.word('side', SIDES) ?? 'buy';
  const tradeSide = entry.text('tradeSide');
  const hedge = positionModeOf(ask.world, ask.account, productOf(ask)) === 'hedge_mode';
  if (hedge !== (tradeSide !== undefined)) throw new EngineError('position-mode');
  if (!hedge) return { side: said, reduceOnly: entry.text('reduceOnly') === 'YES' };
  const closing = tradeSide === 'close';
  const posSide: HoldSide = said === 'buy' ? 'long' : 'short';
  return { side: closing ? opposite(said) : said, posSide, closing };
}

function place(ask: Ask, entry: Ask = ask): Order {
  const venue = mixVenue(ask);
  const coin = ask.need('marginCoin').toUpperCase();
  if (coin !== venue.instrument.settle) throw new EngineError('margin-coin');
  return ask.engine.place(ask.account, {
    category: venue.instrument.category,
    symbol: venue.instrument.symbol,
    ...sidesOf(ask, entry),
    type: entry.word('orderType', ['limit', 'market'] as const) ?? 'limit',
    force: entry.word('force', FORCES),
    price: entry.text('price'),
    size: entry.need('size'),
    clientOid: entry.text('clientOid'),
    stp: entry.word('stpMode', STPS),
    marginMode: ask.word('marginMode', ['crossed', 'isolated'] as const),
    takeProfit: entry.text('presetStopSurplusPrice'),
    takeProfitPrice: entry.text('presetStopSurplusExecutePrice'),
    stopLoss: entry.text('presetStopLossPrice'),
    stopLossPrice: entry.text('presetStopLossExecutePrice'),
  });
}

/** v2's `side`: of a hedge order that closes, the position's and not the order's own. */
const sideOf = ({ posSide, side }: Order): Side => (posSide === 'net' ? side : posSide === 'long' ? 'buy' : 'sell');
const tradeSideOf = ({ posSide, side, closing }: Order) =>
  posSide === 'net' ? `${side}_single` : closing ? 'close' : 'open';
const stateOf = ({ status }: Order) => (status === 'cancelled' ? 'canceled' : status);

function orderView(ask: Ask, order: Order) {
  const { preset } = order;
  const cancelReason = order.reason === '' ? '' : order.reason === 'stp_cancel' ? 'stp_cancel' : 'normal_cancel';
  return {
    symbol: order.symbol,
    size: text(order.size),
    ...reference(ask, order),
    baseVolume: text(order.filled),
    fee: order.fee.isZero() ? '' : negative(order.fee),
    price: order.type === 'market' ? '' : limitPrice(ask.world, order),
    priceAvg: averageOf(ask.world, order),
    status: stateOf(order),
    side: sideOf(order),
    force: order.force,
    totalProfits: order.filled.isZero() ? '' : text(order.profit),
    posSide: order.posSide,
    marginCoin: order.holdCoin,
    quoteVolume: text(order.value),
    leverage: String(order.leverage),
    marginMode: order.marginMode,
    enterPointSource: 'API',
    tradeSide: tradeSideOf(order),
    posMode: order.posSide === 'net' ? 'one_way_mode' : 'hedge_mode',
    orderType: order.type,
    orderSource: order.source,
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
    presetStopSurplusPrice: preset?.takeProfit ?? '',
    presetStopSurplusType: preset?.takeProfit ? preset.takeProfitBy : '',
    presetStopSurplusExecutePrice: preset?.takeProfitPrice ?? '',
    presetStopLossPrice: preset?.stopLoss ?? '',
    presetStopLossType: preset?.stopLoss ? preset.stopLossBy : '',
    presetStopLossExecutePrice: preset?.stopLossPrice ?? '',
    reduceOnly: order.reduceOnly ? 'YES' : 'NO',
    cancelReason,
  };
}

function fillView(ask: Ask, fill: Fill) {
  const { order } = fill;
  return {
    tradeId: ask.id('fill', fill),
    symbol: order.symbol,
    marginCoin: order.feeCoin,
    orderId: ask.id('order', order),
    price: fill.price,
    baseVolume: fill.size,
    feeDetail: [
      {
        deduction: 'no',
        feeCoin: order.feeCoin,
        totalDeductionFee: '0',
        totalFee: fill.fee === '0' ? '0' : `-${fill.fee}`,
      },
    ],
    side: sideOf(order),
    quoteVolume: fill.value,
    profit: fill.profit,
    enterPointSource: 'API',
    tradeSide: tradeSideOf(order),
    posMode: order.posSide === 'net' ? 'one_way_mode' : 'hedge_mode',
    tradeScope: fill.maker ? 'maker' : 'taker',
    cTime: String(fill.at),
  };
}

const futures = (ask: Ask) => ({ ...names(ask), lines: FUTURES });

function wanted(ask: Ask): Wanted {
  return { line: productOf(ask), symbol: ask.text('symbol')?.toUpperCase(), ...names(ask) };
}

/** Whether an order has the state that the call asks for. */
function stateFits(ask: Ask): (order: Order) => boolean {
  const status = ask.text('status');
  return (order) => status === undefined || order.status === status;
}

function orderPage(ask: Ask, which: Which, keep: (order: Order) => boolean) {
  const { items } = ask.pages('order', ordersOf(ask, wanted(ask), which), ({ createdAt }) => createdAt, keep);
  const last = items.at(-1);
  return {
    entrustedList: items.length === 0 ? null : items.map((order) => orderView(ask, order)),
    endId: last ? ask.id('order', last) : null,
  };
}

function fillPage(ask: Ask) {
  const { items } = ask.pages('fill', fillsOfOrders(ask, wanted(ask)), ({ at }) => at);
  const last = items.at(-1);
  return {
    fillList: items.length === 0 ? null : items.map((fill) => fillView(ask, fill)),
    endId: last ? ask.id('fill', last) : null,
  };
}

function cancelMany(ask: Ask) {
  return allDone(ask.engine.cancelAll(openOrders(ask, wanted(ask))).map((order) => reference(ask, order)));
}

/** The order that is asked about. This call alone has a code of its own for one that is not there. */
function detailed(ask: Ask): Order {
  try {
    return findOrder(ask.world, ask.account, futures(ask));
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'no-such-order') throw refuse('40109');
    throw error;
  }
}

/** Futures orders, v2. */
export const mixOrder: Handlers = {
  'v2:mix.order.placeOrder': (ask) => reference(ask, place(ask)),
  'v2:mix.order.batchPlaceOrder': (ask) => batch(ask.entries(), (entry) => reference(ask, place(ask, entry))),
  'v2:mix.order.cancelOrder': (ask) => reference(ask, ask.engine.cancel(ask.account, futures(ask))),
  'v2:mix.order.batchCancelOrders': (ask) => {
    if (ask.entries().length > 0) {
      return batch(ask.entries(), (entry) => reference(ask, ask.engine.cancel(ask.account, futures(entry))));
    }
    return cancelMany(ask);
  },
  'v2:mix.order.cancelAllOrders': cancelMany,
  'v2:mix.order.modifyOrder': (ask) => {
    const order = findOrder(ask.world, ask.account, futures(ask));
    const [size, price] = [ask.text('newSize'), ask.text('newPrice')];
    const takeProfit = ask.text('newPresetStopSurplusPrice');
    const stopLoss = ask.text('newPresetStopLossPrice');
    if (size !== undefined || price !== undefined || (takeProfit === undefined && stopLoss === undefined)) {
      ask.engine.amend(order, { size, price, clientOid: ask.text('newClientOid') });
    }
    if (takeProfit !== undefined || stopLoss !== undefined) {
      ask.engine.setPreset(order, {
        takeProfitPrice: '',
        stopLossPrice: '',
        takeProfitBy: 'fill_price',
        stopLossBy: 'fill_price',
        takeProfit: order.preset?.takeProfit ?? '',
        stopLoss: order.preset?.stopLoss ?? '',
        ...(takeProfit === undefined ? {} : { takeProfit: Number(takeProfit) === 0 ? '' : takeProfit }),
        ...(stopLoss === undefined ? {} : { stopLoss: Number(stopLoss) === 0 ? '' : stopLoss }),
      });
    }
    return reference(ask, order);
  },
  'v2:mix.order.closePositions': (ask) => {
    const hedge = positionModeOf(ask.world, ask.account, productOf(ask)) === 'hedge_mode';
    const done = ask.engine.close(ask.account, productOf(ask), {
      symbol: ask.text('symbol')?.toUpperCase(),
      side: hedge ? ask.word('holdSide', ['long', 'short'] as const) : undefined,
    });
    if (done.length === 0) throw new EngineError('no-position');
    return {
      successList: done.flatMap(({ order }) => (order ? [{ ...reference(ask, order), symbol: order.symbol }] : [])),
      failureList: done.flatMap(({ error, position }) => {
        if (!error) return [];
        const { code, message } = asRefusal(error, 'mix');
        return [{ orderId: '', clientOid: '', symbol: position.symbol, errorMsg: message, errorCode: code }];
      }),
    };
  },
  'v2:mix.order.clickBackhand': (ask) => {
    const side = ask.text('side') === 'buy' ? 'long' : 'short';
    const symbol = mixVenue(ask).instrument.symbol;
    const order = ask.engine.reverse(ask.account, productOf(ask), symbol, side, ask.text('clientOid'));
    return reference(ask, order);
  },
  'v2:mix.order.detail': (ask) => {
    const { status, ...view } = orderView(ask, detailed(ask));
    return { ...view, state: status };
  },
  'v2:mix.order.ordersPending': (ask) => orderPage(ask, 'open', stateFits(ask)),
  'v2:mix.order.ordersHistory': (ask) => {
    const fits = stateFits(ask);
    const source = ask.text('orderSource');
    return orderPage(ask, 'ended', (order) => fits(order) && (source === undefined || order.source === source));
  },
  'v2:mix.order.fills': fillPage,
  'v2:mix.order.fillHistory': fillPage,
};
