import {
  EngineError,
  findOrder,
  type HoldSide,
  type Order,
  positionModeOf,
  UNIFIED_MARGIN,
  type Which,
} from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { EntryOf } from '../operations.js';
import { fillsOfOrders, openOrders, ordersOf, type Wanted } from '../shared/order-lists.js';
import { cursorOf, pageAcross } from '../shared/pages.js';
import { names, type OrderNames, reference } from '../shared/references.js';
import { asRefusal } from '../shared/refusals.js';
import type { ContextOf, Handlers, RequestOf } from './operations.js';
import { fillView, orderView } from './order-views.js';
import { type ExitRequest, exitLimits, triggerBy } from './triggers.js';
import { categoryOf, lineOf, venueNamed } from './venues.js';

type PlaceRequest = RequestOf<'trade.placeOrder'>;
type BatchEntry = EntryOf<RequestOf<'trade.placeBatch'>>;

/** What entries of a batch do not have. */
type Extras = ExitRequest & Pick<PlaceRequest, 'reduceOnly' | 'marginMode'>;

function place(context: RequestContext<PlaceRequest | BatchEntry>, extras: Extras = {}): Order {
  const { world, account, request } = context;
  const { category, symbol } = venueNamed(context).instrument;
  const { side, orderType: type, timeInForce, price, qty: size, clientOid, stpMode } = request;
  const hedge = category !== 'SPOT' && positionModeOf(world, account, category) === 'hedge_mode';
  const posSide: HoldSide | undefined = hedge ? request.posSide : undefined;
  return context.engine.place(account, {
    category,
    symbol,
    side,
    type,
    // Orders for retail traders alone rest in the book as post-only ones do.
    force: timeInForce === 'rpi' ? 'post_only' : timeInForce,
    price,
    size,
    byValue: side === 'buy' && type === 'market' && category === 'SPOT',
    clientOid,
    stp: stpMode,
    posSide,
    closing: posSide !== undefined && (posSide === 'long') !== (side === 'buy'),
    reduceOnly: !hedge && extras.reduceOnly === 'yes',
    marginMode: extras.marginMode,
    margin: lineOf(request) === 'MARGIN' ? UNIFIED_MARGIN : undefined,
    takeProfit: extras.takeProfit,
    takeProfitBy: triggerBy(extras.tpTriggerBy),
    stopLoss: extras.stopLoss,
    stopLossBy: triggerBy(extras.slTriggerBy),
    ...exitLimits(extras),
  });
}

function presetOf({ preset }: Order, exits: ExitRequest) {
  const { takeProfitPrice, stopLossPrice } = exitLimits(exits);
  return {
    takeProfit: exits.takeProfit ?? preset?.takeProfit ?? '',
    stopLoss: exits.stopLoss ?? preset?.stopLoss ?? '',
    takeProfitPrice: takeProfitPrice ?? preset?.takeProfitPrice ?? '',
    stopLossPrice: stopLossPrice ?? preset?.stopLossPrice ?? '',
    takeProfitBy: triggerBy(exits.tpTriggerBy) ?? preset?.takeProfitBy ?? 'fill_price',
    stopLossBy: triggerBy(exits.slTriggerBy) ?? preset?.stopLossBy ?? 'fill_price',
  };
}

type ModifyRequest = RequestOf<'trade.modifyOrder'> | EntryOf<RequestOf<'trade.batchModifyOrder'>>;

function modify(context: RequestContext<ModifyRequest>, exits: ExitRequest = {}): Order {
  const { engine, account, request } = context;
  const order = findOrder(context.world, account, names(context));
  const { price, qty: size, autoCancel } = request;
  const changesExits = exits.takeProfit !== undefined || exits.stopLoss !== undefined;
  try {
    if (price !== undefined || size !== undefined || !changesExits) engine.amend(order, { price, size });
  } catch (error) {
    // With `autoCancel` an order that can't be changed goes.
    if (error instanceof EngineError && autoCancel === 'yes' && order.isOpen) engine.cancel(account, names(context));
    throw error;
  }
  if (changesExits) engine.setPreset(order, presetOf(order, exits));
  return order;
}

/** Runs a batch entry by entry, in order, each with its own code. */
function batch<Entry extends OrderNames>(
  context: RequestContext<readonly Entry[]>,
  work: (entry: RequestContext<Entry>) => Order,
) {
  return context.request.map((entry) => {
    try {
      return reference(context, work(context.with(entry)));
    } catch (error) {
      const { code, message } = asRefusal(error, 'v3');
      const { orderId = '', clientOid = '' } = entry;
      return { orderId, clientOid, code, msg: message };
    }
  });
}

type Listed = 'unfilledOrders' | 'historyOrders' | 'cancelSymbolOrder';

function wanted({ request }: ContextOf<`trade.${Listed}`>): Wanted {
  const { category, symbol } = request;
  return { line: category === undefined ? undefined : lineOf(request), symbol: symbol?.toUpperCase() };
}

function orderPage(context: ContextOf<'trade.unfilledOrders' | 'trade.historyOrders'>, which: Which) {
  const found = pageAcross(context, 'order', ordersOf(context, wanted(context), which), ({ createdAt }) => createdAt);
  return { list: found.items.map((order) => orderView(context, order)), cursor: cursorOf(context, 'order', found) };
}

function close(context: ContextOf<'trade.closePositions'>) {
  const { engine, account, request } = context;
  const { symbol, posSide: side } = request;
  const done = engine.close(account, categoryOf(request), { symbol: symbol?.toUpperCase(), side });
  if (done.length === 0) throw new EngineError('no-position');
  return {
    list: done.map(({ order, error }) => {
      if (order) return reference(context, order);
      const { code, message } = asRefusal(error, 'v3');
      return { orderId: '', clientOid: '', code, msg: message };
    }),
  };
}

/** Orders, v3. */
export const trade: Handlers = {
  'trade.placeOrder': (context) => reference(context, place(context, context.request)),
  'trade.placeBatch': (context) => batch(context, place),
  'trade.modifyOrder': (context) => reference(context, modify(context, context.request)),
  'trade.batchModifyOrder': (context) => batch(context, modify),
  'trade.cancelOrder': (context) => reference(context, context.engine.cancel(context.account, names(context))),
  'trade.cancelBatch': (context) => batch(context, (entry) => context.engine.cancel(context.account, names(entry))),
  'trade.cancelSymbolOrder': (context) => {
    const orders = context.engine.cancelAll(openOrders(context, wanted(context)));
    return { list: orders.map((order) => reference(context, order)) };
  },
  'trade.closePositions': close,
  'trade.countdownCancelAll': ({ engine, account, now, request }) => {
    const seconds = Number(request.countdown);
    engine.configure(account, { countdown: seconds === 0 ? 0 : now + seconds * 1000 });
    return 'success';
  },
  'trade.orderInfo': (context) => orderView(context, findOrder(context.world, context.account, names(context))),
  'trade.unfilledOrders': (context) => orderPage(context, 'open'),
  'trade.historyOrders': (context) => orderPage(context, 'ended'),
  'trade.fills': (context) => {
    const { category, orderId } = context.request;
    const line = category === undefined ? undefined : lineOf(context.request);
    const found = pageAcross(context, 'fill', fillsOfOrders(context, { line, orderId }), ({ at }) => at);
    return { list: found.items.map((fill) => fillView(context, fill)), cursor: cursorOf(context, 'fill', found) };
  },
};
