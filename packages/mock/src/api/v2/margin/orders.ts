import { EngineError, type Order, text, type Which } from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import { averageOf, limitPrice } from '../../shared/order-fields.js';
import { fillsOfOrders, openOrders, ordersOf, type Wanted } from '../../shared/order-lists.js';
import { allDone, names, reference } from '../../shared/references.js';
import { batch } from '../batch.js';
import { spotFill } from '../spot/trade.js';
import { type MarginSide, marginVenue } from './margin-kind.js';

const LOANS = ['normal', 'autoLoan', 'autoRepay', 'autoLoanAndRepay'] as const;
const FORCES = ['gtc', 'ioc', 'fok', 'post_only'] as const;
const STPS = ['none', 'cancel_taker', 'cancel_maker', 'cancel_both'] as const;

function place(ask: Ask, margin: MarginSide, entry: Ask = ask): Order {
  const { symbol } = marginVenue(ask).instrument;
  const side = entry.word('side', ['buy', 'sell'] as const) ?? 'buy';
  const type = entry.word('orderType', ['limit', 'market'] as const) ?? 'limit';
  const byValue = side === 'buy' && type === 'market';
  return ask.engine.place(ask.account, {
    category: 'SPOT',
    symbol,
    side,
    type,
    force: entry.word('force', FORCES),
    price: entry.text('price'),
    size: entry.need(byValue ? 'quoteSize' : 'baseSize'),
    byValue,
    clientOid: entry.text('clientOid'),
    stp: entry.word('stpMode', STPS),
    margin: { line: margin.line, purse: margin.purse(ask), loan: entry.word('loanType', LOANS) ?? 'normal' },
  });
}

function cancelled(ask: Ask, margin: MarginSide, entry: Ask = ask) {
  const { symbol } = marginVenue(ask).instrument;
  const order = ask.engine.cancel(ask.account, { ...names(entry), lines: [margin.line], symbol });
  return reference(ask, order);
}

const STATUS = { live: 'live', partially_filled: 'partially_fill', filled: 'filled', cancelled: 'cancelled' } as const;

function orderView(ask: Ask, order: Order) {
  return {
    ...reference(ask, order),
    symbol: order.symbol,
    orderType: order.type,
    enterPointSource: 'API',
    loanType: order.loan ?? 'normal',
    price: limitPrice(ask.world, order),
    side: order.side,
    status: STATUS[order.status],
    baseSize: order.byValue ? '0' : text(order.size),
    quoteSize: order.byValue ? text(order.size) : '0',
    priceAvg: averageOf(ask.world, order, '0'),
    size: text(order.filled),
    amount: text(order.value),
    force: order.force,
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
  };
}

function wanted(ask: Ask, { line }: MarginSide): Wanted {
  return { line, symbol: marginVenue(ask).instrument.symbol, ...names(ask) };
}

/** The ends of a page, by which the next is asked for. */
export function endsOf<Item>(items: readonly Item[], idOf: (item: Item) => string) {
  const [first, last] = [items[0], items.at(-1)];
  return { maxId: first === undefined ? '' : idOf(first), minId: last === undefined ? '' : idOf(last) };
}

function orderPage(ask: Ask, margin: MarginSide, which: Which) {
  const source = ask.text('enterPointSource');
  const fits = () => source === undefined || source === 'API';
  const { items } = ask.pages('order', ordersOf(ask, wanted(ask, margin), which), ({ createdAt }) => createdAt, fits);
  return { orderList: items.map((order) => orderView(ask, order)), ...endsOf(items, (one) => ask.id('order', one)) };
}

/** Orders of a margin account, v2. */
export function marginOrders(margin: MarginSide): Handlers {
  const of = `v2:margin.${margin.name}`;
  return {
    [`${of}.placeOrder`]: (ask) => reference(ask, place(ask, margin)),
    [`${of}.batchPlaceOrder`]: (ask) => batch(ask.entries(), (entry) => reference(ask, place(ask, margin, entry))),
    [`${of}.cancelOrder`]: (ask) => cancelled(ask, margin),
    [`${of}.batchCancelOrder`]: (ask) => {
      if (ask.entries().length > 0) return batch(ask.entries(), (entry) => cancelled(ask, margin, entry));
      const orders = ask.engine.cancelAll(openOrders(ask, wanted(ask, margin)));
      if (orders.length === 0) throw new EngineError('nothing-to-cancel');
      return allDone(orders.map((order) => reference(ask, order)));
    },
    [`${of}.openOrders`]: (ask) => orderPage(ask, margin, 'open'),
    [`${of}.historyOrders`]: (ask) => orderPage(ask, margin, 'ended'),
    [`${of}.fills`]: (ask) => {
      const { items } = ask.pages('fill', fillsOfOrders(ask, wanted(ask, margin)), ({ at }) => at);
      return { fills: items.map((fill) => spotFill(ask, fill, '0')), ...endsOf(items, (one) => ask.id('fill', one)) };
    },
  };
}
