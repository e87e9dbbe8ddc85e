import { refuse } from '../../../core/errors.js';
import {
  EngineError,
  FUTURES,
  findOrder,
  type HoldSide,
  type Order,
  type OrderRequest,
  positionModeOf,
  type Which,
} from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { opposite } from '../../shared/order-fields.js';
import { fillsOfOrders, openOrders, ordersOf, type Wanted } from '../../shared/order-lists.js';
import { pageAcross } from '../../shared/pages.js';
import { names, type OrderNames, reference } from '../../shared/references.js';
import { asRefusal } from '../../shared/refusals.js';
import { allDone, batch } from '../batch.js';
import type { ContextOf, Handlers, RequestOf } from '../operations.js';
import { fillView, orderDetail, orderView } from './order-views.js';
import { type ProductRequest, productOf, venueNamed } from './venues.js';

type PlaceRequest = RequestOf<'mix.order.placeOrder'>;
type BatchRequest = RequestOf<'mix.order.batchPlaceOrder'>;

/**
 * In hedge mode v2 names the position by `side` (buy is long) and what to do with it by `tradeSide`; in one-way
 * mode `side` is the order's own and there is no `tradeSide`.
 *
 * @throws EngineError `position-mode` for an order of the other mode
 */
export function sidesOf(
  { world, account, request }: RequestContext<ProductRequest>,
  order: PlaceRequest | EntryOf<BatchRequest['orderList']> | RequestOf<'mix.order.placePlanOrder'>,
): Pick<OrderRequest, 'side' | 'posSide' | 'closing' | 'reduceOnly'> {
  const { side, tradeSide, reduceOnly } = order;
  const hedge = positionModeOf(world, account, productOf(request)) === 'hedge_mode';
  if (hedge !== (tradeSide !== undefined)) throw new EngineError('position-mode');
  if (!hedge) return { side, reduceOnly: reduceOnly === 'YES' };
  const closing = tradeSide === 'close';
  const posSide: HoldSide = side === 'buy' ? 'long' : 'short';
  return { side: closing ? opposite(side) : side, posSide, closing };
}

/** Limit prices of preset exits, which entries of a batch do not have. */
type PresetLimits = Pick<PlaceRequest, 'presetStopSurplusExecutePrice' | 'presetStopLossExecutePrice'>;

function place(
  context: ContextOf<'mix.order.placeOrder' | 'mix.order.batchPlaceOrder'>,
  order: PlaceRequest | EntryOf<BatchRequest['orderList']>,
  limits: PresetLimits = {},
): Order {
  const { category, symbol, settle } = venueNamed(context).instrument;
  const { marginCoin, marginMode } = context.request;
  if (marginCoin.toUpperCase() !== settle) throw new EngineError('margin-coin');
  return context.engine.place(context.account, {
    category,
    symbol,
    ...sidesOf(context, order),
    type: order.orderType,
    force: order.force,
    price: order.price,
    size: order.size,
    clientOid: order.clientOid,
    stp: order.stpMode,
    marginMode,
    takeProfit: order.presetStopSurplusPrice,
    takeProfitPrice: limits.presetStopSurplusExecutePrice,
    stopLoss: order.presetStopLossPrice,
    stopLossPrice: limits.presetStopLossExecutePrice,
  });
}

const futures = (context: RequestContext<OrderNames>) => ({ ...names(context), lines: FUTURES });

type Listed = 'ordersPending' | 'ordersHistory' | 'fills' | 'fillHistory' | 'cancelAllOrders' | 'batchCancelOrders';

function wanted(context: ContextOf<`mix.order.${Listed}`>, named: OrderNames = {}): Wanted {
  const { request, until } = context;
  return { line: productOf(request), symbol: request.symbol?.toUpperCase(), ...named, until };
}

function orderPage(
  context: ContextOf<'mix.order.ordersPending' | 'mix.order.ordersHistory'>,
  which: Which,
  keep: (order: Order) => boolean,
) {
  const orders = ordersOf(context, wanted(context, names(context)), which);
  const { items } = pageAcross(context, 'order', orders, ({ createdAt }) => createdAt, keep);
  const last = items.at(-1);
  return {
    entrustedList: items.length === 0 ? null : items.map((order) => orderView(context, order)),
    endId: last ? context.id('order', last) : null,
  };
}

function fillPage(context: ContextOf<'mix.order.fills' | 'mix.order.fillHistory'>) {
  const fills = fillsOfOrders(context, wanted(context, { orderId: context.request.orderId }));
  const { items } = pageAcross(context, 'fill', fills, ({ at }) => at);
  const last = items.at(-1);
  return {
    fillList: items.length === 0 ? null : items.map((fill) => fillView(context, fill)),
    endId: last ? context.id('fill', last) : null,
  };
}

function cancelMany(context: ContextOf<'mix.order.cancelAllOrders' | 'mix.order.batchCancelOrders'>) {
  const orders = context.engine.cancelAll(openOrders(context, wanted(context)));
  return allDone(orders.map((order) => reference(context, order)));
}

/** The order that is asked about. This operation alone has a code of its own for one that is not there. */
function detailed(context: ContextOf<'mix.order.detail'>): Order {
  try {
    return findOrder(context.world, context.account, futures(context));
  } catch (error) {
    if (error instanceof EngineError && error.reason === 'no-such-order') throw refuse('40109');
    throw error;
  }
}

/** `0` takes a take profit or stop loss away. */
const exitPrice = (price: string) => (Number(price) === 0 ? '' : price);

function modify(context: ContextOf<'mix.order.modifyOrder'>) {
  const { engine, request } = context;
  const order = findOrder(context.world, context.account, futures(context));
  const { newSize: size, newPrice: price, newClientOid: clientOid } = request;
  const { newPresetStopSurplusPrice: takeProfit, newPresetStopLossPrice: stopLoss } = request;
  if (size !== undefined || price !== undefined || (takeProfit === undefined && stopLoss === undefined)) {
    engine.amend(order, { size, price, clientOid });
  }
  if (takeProfit !== undefined || stopLoss !== undefined) {
    engine.setPreset(order, {
      takeProfitPrice: '',
      stopLossPrice: '',
      takeProfitBy: 'fill_price',
      stopLossBy: 'fill_price',
      takeProfit: takeProfit === undefined ? (order.preset?.takeProfit ?? '') : exitPrice(takeProfit),
      stopLoss: stopLoss === undefined ? (order.preset?.stopLoss ?? '') : exitPrice(stopLoss),
    });
  }
  return reference(context, order);
}

function close(context: ContextOf<'mix.order.closePositions'>) {
  const { engine, account, request } = context;
  const category = productOf(request);
  const hedge = positionModeOf(context.world, account, category) === 'hedge_mode';
  const done = engine.close(account, category, {
    symbol: request.symbol?.toUpperCase(),
    side: hedge ? request.holdSide : undefined,
  });
  if (done.length === 0) throw new EngineError('no-position');
  return {
    successList: done.flatMap(({ order }) => (order ? [{ ...reference(context, order), symbol: order.symbol }] : [])),
    failureList: done.flatMap(({ error, position }) => {
      if (!error) return [];
      const { code, message } = asRefusal(error, 'mix');
      return [{ orderId: '', clientOid: '', symbol: position.symbol, errorMsg: message, errorCode: code }];
    }),
  };
}

/** Futures orders, v2. */
export const mixOrder: Handlers = {
  'mix.order.placeOrder': (context) => reference(context, place(context, context.request, context.request)),
  'mix.order.batchPlaceOrder': (context) =>
    batch(context, context.request.orderList, (entry) => reference(context, place(context, entry.request))),
  'mix.order.cancelOrder': (context) => reference(context, context.engine.cancel(context.account, futures(context))),
  'mix.order.batchCancelOrders': (context) => {
    const { orderIdList = [] } = context.request;
    if (orderIdList.length === 0) return cancelMany(context);
    const cancel = (entry: RequestContext<OrderNames>) => context.engine.cancel(context.account, futures(entry));
    return batch(context, orderIdList, (entry) => reference(context, cancel(entry)));
  },
  'mix.order.cancelAllOrders': cancelMany,
  'mix.order.modifyOrder': modify,
  'mix.order.closePositions': close,
  'mix.order.clickBackhand': (context) => {
    const { engine, account, request } = context;
    const { category, symbol } = venueNamed(context).instrument;
    const side = request.side === 'buy' ? 'long' : 'short';
    return reference(context, engine.reverse(account, category, symbol, side, request.clientOid));
  },
  'mix.order.detail': (context) => orderDetail(context, detailed(context)),
  'mix.order.ordersPending': (context) => {
    const { status } = context.request;
    return orderPage(context, 'open', (order) => status === undefined || order.status === status);
  },
  'mix.order.ordersHistory': (context) => {
    const { orderSource } = context.request;
    return orderPage(context, 'ended', ({ source }) => orderSource === undefined || source === orderSource);
  },
  'mix.order.fills': fillPage,
  'mix.order.fillHistory': fillPage,
};
