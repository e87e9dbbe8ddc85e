import { EngineError, findOrder, type Line, type Order, venueOf } from '../../../engine/index.js';
import { fillsOfOrders, openOrders, ordersOf, type Wanted } from '../../shared/order-lists.js';
import { pageAcross } from '../../shared/pages.js';
import { names, reference } from '../../shared/references.js';
import { asRefusal } from '../../shared/refusals.js';
import { batch } from '../batch.js';
import type { ContextOf, Handlers, RequestOf } from '../operations.js';
import { openOrderView, orderView, spotFill } from './order-views.js';

type PlaceRequest = RequestOf<'spot.trade.placeOrder'>;

const LINES = { normal: 'SPOT', tpsl: 'SPOT-TPSL' } as const;

/** Orders that wait for a trigger are asked for apart. */
const lineOf = ({ tpslType = 'normal' }: Pick<PlaceRequest, 'tpslType'>): Line => LINES[tpslType];

function place(context: ContextOf<'spot.trade.placeOrder'>): Order {
  const { request } = context;
  const { symbol, side, orderType: type, force, price, size, stpMode } = request;
  const waits = lineOf(request) === 'SPOT-TPSL';
  if (waits && request.triggerPrice === undefined) throw context.missing('triggerPrice');
  return context.engine.place(context.account, {
    category: 'SPOT',
    symbol,
    side,
    type,
    force,
    price,
    size,
    byValue: side === 'buy' && type === 'market',
    stp: stpMode,
    ...(waits ? { trigger: request.triggerPrice } : carried(request)),
  });
}

/** What an order that waits for a trigger leaves out of account. */
const carried = (request: PlaceRequest) => ({
  clientOid: request.clientOid,
  takeProfit: request.presetTakeProfitPrice,
  takeProfitPrice: request.executeTakeProfitPrice,
  stopLoss: request.presetStopLossPrice,
  stopLossPrice: request.executeStopLossPrice,
});

const named = (context: ContextOf<'spot.trade.cancelOrder'>) => ({
  ...names(context),
  lines: [lineOf(context.request)],
});

/** Cancels an order and places one like it. */
function replace(context: ContextOf<'spot.trade.cancelReplaceOrder'>): Order {
  const { account, engine, request } = context;
  const name = { ...names(context), lines: ['SPOT'] as const };
  const { side, type, force, stp } = findOrder(context.world, account, name);
  engine.cancel(account, name);
  const { orderId, clientOid, newClientOid, ...changed } = request;
  const own = newClientOid === undefined ? {} : { clientOid: newClientOid };
  return place(context.with({ side, orderType: type, force, stpMode: stp, ...changed, ...own }));
}

function replaced(context: ContextOf<'spot.trade.cancelReplaceOrder'>) {
  try {
    return { ...reference(context, replace(context)), success: 'success', msg: null };
  } catch (error) {
    const { orderId = '', clientOid } = context.request;
    const { message } = asRefusal(error, context.family);
    return { orderId, clientOid: clientOid ?? null, success: 'failure', msg: message };
  }
}

function cancelled(context: ContextOf<'spot.trade.cancelOrder'>) {
  return reference(context, context.engine.cancel(context.account, named(context)));
}

function wanted({ request }: ContextOf<'spot.trade.unfilledOrders' | 'spot.trade.historyOrders'>): Wanted {
  return { line: lineOf(request), symbol: request.symbol, orderId: request.orderId };
}

/** Spot trading, v2. */
export const spotTrade: Handlers = {
  'spot.trade.placeOrder': (context) => reference(context, place(context)),
  'spot.trade.cancelOrder': cancelled,
  'spot.trade.cancelReplaceOrder': (context) => ({
    ...reference(context, replace(context)),
    success: 'success',
    msg: null,
  }),
  'spot.trade.batchCancelReplaceOrder': (context) =>
    context.request.orderList.map((entry) => replaced(context.with(entry))),
  'spot.trade.batchOrders': (context) => {
    // `symbol` may stand once for a whole batch.
    const { symbol: shared, orderList } = context.request;
    return batch(context, orderList, (entry) => {
      const symbol = entry.request.symbol ?? shared;
      if (symbol === undefined) throw context.missing('symbol');
      return reference(context, place(entry.with({ ...entry.request, symbol })));
    });
  },
  'spot.trade.batchCancelOrder': (context) => {
    const { orderList } = context.request;
    return batch(context, orderList, (entry) =>
      reference(context, context.engine.cancel(context.account, { ...names(entry), lines: ['SPOT'] })),
    );
  },
  'spot.trade.cancelSymbolOrder': (context) => {
    const { symbol } = venueOf(context.world, 'SPOT', context.request.symbol).instrument;
    context.engine.cancelAll(openOrders(context, { line: 'SPOT', symbol }));
    return { symbol };
  },
  'spot.trade.orderInfo': (context) => {
    const { world, account } = context;
    try {
      return [orderView(context, findOrder(world, account, { ...names(context), lines: ['SPOT', 'SPOT-TPSL'] }))];
    } catch (error) {
      // The exchange returns an empty list here, not an error, when it knows no such order.
      if (error instanceof EngineError && error.reason === 'no-such-order') return [];
      throw error;
    }
  },
  'spot.trade.unfilledOrders': (context) => {
    const orders = ordersOf(context, wanted(context), 'open');
    const { items } = pageAcross(context, 'order', orders, ({ createdAt }) => createdAt);
    return items.map((order) => openOrderView(context, order));
  },
  'spot.trade.historyOrders': (context) => {
    const orders = ordersOf(context, wanted(context), 'ended');
    const { items } = pageAcross(context, 'order', orders, ({ createdAt }) => createdAt);
    return items.map((order) => orderView(context, order));
  },
  'spot.trade.fills': (context) => {
    const { symbol, orderId } = context.request;
    const fills = fillsOfOrders(context, { line: ['SPOT', 'SPOT-TPSL'], symbol, orderId });
    const { items } = pageAcross(context, 'fill', fills, ({ at }) => at);
    return items.map((fill) => ({ userId: fill.order.account.uid, ...spotFill(context, fill, '') }));
  },
};
