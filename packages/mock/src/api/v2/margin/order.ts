import { EngineError, type Order, text, type Which } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { averageOf, limitPrice } from '../../shared/order-fields.js';
import { fillsOfOrders, openOrders, ordersOf, type Wanted } from '../../shared/order-lists.js';
import { pageAcross } from '../../shared/pages.js';
import { names, type OrderNames, reference } from '../../shared/references.js';
import { allDone, batch } from '../batch.js';
import type { ContextOf, Handlers, RequestOf, ResponseOf } from '../operations.js';
import { spotFill } from '../spot/order-views.js';
import { CROSSED, ISOLATED, type MarginKind, type PairRequest, pairNamed } from './margin-kind.js';

/** Either account, as its orders see it: all of them name the pair. */
type Kind = MarginKind<PairRequest, object>;
type Both<Name extends string> = `margin.crossed.${Name}` | `margin.isolated.${Name}`;
type OrderRequest = RequestOf<Both<'placeOrder'>> | EntryOf<RequestOf<Both<'batchPlaceOrder'>>['orderList']>;

function place(context: RequestContext<PairRequest>, kind: Kind, order: OrderRequest): Order {
  const { side, orderType: type, force, price, baseSize, quoteSize, clientOid, stpMode, loanType } = order;
  const byValue = side === 'buy' && type === 'market';
  const size = byValue ? quoteSize : baseSize;
  if (size === undefined) throw context.missing(byValue ? 'quoteSize' : 'baseSize');
  return context.engine.place(context.account, {
    category: 'SPOT',
    symbol: pairNamed(context).instrument.symbol,
    side,
    type,
    force,
    price,
    size,
    byValue,
    clientOid,
    stp: stpMode,
    margin: { line: kind.line, purse: kind.purse(context), loan: loanType },
  });
}

function cancelled(context: RequestContext<PairRequest>, { line }: Kind, named: RequestContext<OrderNames>) {
  const { symbol } = pairNamed(context).instrument;
  const order = context.engine.cancel(context.account, { ...names(named), lines: [line], symbol });
  return reference(context, order);
}

const STATUS = { live: 'live', partially_filled: 'partially_fill', filled: 'filled', cancelled: 'cancelled' } as const;

type OrderView = EntryOf<ResponseOf<Both<'openOrders' | 'historyOrders'>>['orderList']>;

function orderView(context: RequestContext, order: Order): OrderView {
  return {
    ...reference(context, order),
    symbol: order.symbol,
    orderType: order.type,
    enterPointSource: 'API',
    loanType: order.loan ?? 'normal',
    price: limitPrice(context.world, order),
    side: order.side,
    status: STATUS[order.status],
    baseSize: order.byValue ? '0' : text(order.size),
    quoteSize: order.byValue ? text(order.size) : '0',
    priceAvg: averageOf(context.world, order, '0'),
    size: text(order.filled),
    amount: text(order.value),
    force: order.force,
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
  };
}

function wanted(context: RequestContext<PairRequest>, { line }: Kind, named: OrderNames = {}): Wanted {
  return { line, symbol: pairNamed(context).instrument.symbol, ...named, until: context.until };
}

/** The ends of a page, by which the next is asked for. */
export function endsOf<Item>(items: readonly Item[], idOf: (item: Item) => string) {
  const [first, last] = [items[0], items.at(-1)];
  return { maxId: first === undefined ? '' : idOf(first), minId: last === undefined ? '' : idOf(last) };
}

function orderPage(context: ContextOf<Both<'openOrders' | 'historyOrders'>>, kind: Kind, which: Which, keep = true) {
  const orders = ordersOf(context, wanted(context, kind, context.request), which);
  const { items } = pageAcross(
    context,
    'order',
    orders,
    ({ createdAt }) => createdAt,
    () => keep,
  );
  return {
    orderList: items.map((order) => orderView(context, order)),
    ...endsOf(items, (one) => context.id('order', one)),
  };
}

function historyPage(context: ContextOf<Both<'historyOrders'>>, kind: Kind) {
  const { enterPointSource = 'API' } = context.request;
  return orderPage(context, kind, 'ended', enterPointSource === 'API');
}

function fillPage(context: ContextOf<Both<'fills'>>, kind: Kind) {
  const fills = fillsOfOrders(context, wanted(context, kind, { orderId: context.request.orderId }));
  const { items } = pageAcross(context, 'fill', fills, ({ at }) => at);
  return {
    fills: items.map((fill) => spotFill(context, fill, '0')),
    ...endsOf(items, (one) => context.id('fill', one)),
  };
}

function placeMany(context: ContextOf<Both<'batchPlaceOrder'>>, kind: Kind) {
  return batch(context, context.request.orderList, (entry) => reference(context, place(context, kind, entry.request)));
}

function cancelMany(context: ContextOf<Both<'batchCancelOrder'>>, kind: Kind) {
  const { orderIdList = [] } = context.request;
  if (orderIdList.length > 0) return batch(context, orderIdList, (entry) => cancelled(context, kind, entry));
  const orders = context.engine.cancelAll(openOrders(context, wanted(context, kind)));
  if (orders.length === 0) throw new EngineError('nothing-to-cancel');
  return allDone(orders.map((order) => reference(context, order)));
}

/** Orders of both margin accounts, v2. */
export const marginOrder: Handlers = {
  'margin.crossed.placeOrder': (context) => reference(context, place(context, CROSSED, context.request)),
  'margin.crossed.batchPlaceOrder': (context) => placeMany(context, CROSSED),
  'margin.crossed.cancelOrder': (context) => cancelled(context, CROSSED, context),
  'margin.crossed.batchCancelOrder': (context) => cancelMany(context, CROSSED),
  'margin.crossed.openOrders': (context) => orderPage(context, CROSSED, 'open'),
  'margin.crossed.historyOrders': (context) => historyPage(context, CROSSED),
  'margin.crossed.fills': (context) => fillPage(context, CROSSED),

  'margin.isolated.placeOrder': (context) => reference(context, place(context, ISOLATED, context.request)),
  'margin.isolated.batchPlaceOrder': (context) => placeMany(context, ISOLATED),
  'margin.isolated.cancelOrder': (context) => cancelled(context, ISOLATED, context),
  'margin.isolated.batchCancelOrder': (context) => cancelMany(context, ISOLATED),
  'margin.isolated.openOrders': (context) => orderPage(context, ISOLATED, 'open'),
  'margin.isolated.historyOrders': (context) => historyPage(context, ISOLATED),
  'margin.isolated.fills': (context) => fillPage(context, ISOLATED),
};
