import {
  EngineError,
  type Fill,
  findOrder,
  type HoldSide,
  type Order,
  positionModeOf,
  type TriggerBy,
  text,
  UNIFIED_MARGIN,
  type Which,
} from '../../engine/index.js';
import { type Ask, asRefusal, type Handlers } from '../context.js';
import { averageOf, limitPrice } from '../shared/order-fields.js';
import { fillsOfOrders, openOrders, ordersOf, type Wanted } from '../shared/order-lists.js';
import { names, reference } from '../shared/references.js';
import { categoryOf, v3Line, v3Venue } from './market.js';

const SIDES = ['buy', 'sell'] as const;
const FORCES = ['gtc', 'ioc', 'fok', 'post_only'] as const;
const STPS = ['none', 'cancel_taker', 'cancel_maker', 'cancel_both'] as const;

export const byOf = (word: string | undefined): TriggerBy | undefined =>
  word === undefined ? undefined : word === 'mark' ? 'mark_price' : 'fill_price';
const wordOf = (by: TriggerBy) => (by === 'mark_price' ? 'mark' : 'market');

/** The limit price of a take profit or stop loss, where it is a limit order. */
export const exitPrice = (ask: Ask, name: 'tp' | 'sl') =>
  ask.text(`${name}OrderType`) === 'limit' ? ask.text(`${name}LimitPrice`) : undefined;

function place(ask: Ask): Order {
  const { instrument } = v3Venue(ask);
  const side = ask.word('side', SIDES) ?? 'buy';
  const type = ask.word('orderType', ['limit', 'market'] as const) ?? 'limit';
  const hedge =
    instrument.category !== 'SPOT' && positionModeOf(ask.world, ask.account, instrument.category) === 'hedge_mode';
  const posSide: HoldSide | undefined = hedge ? ask.word('posSide', ['long', 'short'] as const) : undefined;
  return ask.engine.place(ask.account, {
    category: instrument.category,
    symbol: instrument.symbol,
    side,
    type,
    force: ask.word('timeInForce', FORCES),
    price: ask.text('price'),
    size: ask.need('qty'),
    byValue: side === 'buy' && type === 'market' && instrument.category === 'SPOT',
    clientOid: ask.text('clientOid'),
    stp: ask.word('stpMode', STPS),
    posSide,
    closing: posSide !== undefined && (posSide === 'long') !== (side === 'buy'),
    reduceOnly: !hedge && ask.text('reduceOnly') === 'yes',
    marginMode: ask.word('marginMode', ['crossed', 'isolated'] as const),
    margin: v3Line(ask) === 'MARGIN' ? UNIFIED_MARGIN : undefined,
    takeProfit: ask.text('takeProfit'),
    takeProfitPrice: exitPrice(ask, 'tp'),
    takeProfitBy: byOf(ask.text('tpTriggerBy')),
    stopLoss: ask.text('stopLoss'),
    stopLossPrice: exitPrice(ask, 'sl'),
    stopLossBy: byOf(ask.text('slTriggerBy')),
  });
}

function modify(ask: Ask): Order {
  const order = findOrder(ask.world, ask.account, names(ask));
  const [price, size] = [ask.text('price'), ask.text('qty')];
  const preset = {
    takeProfit: ask.text('takeProfit') ?? order.preset?.takeProfit ?? '',
    stopLoss: ask.text('stopLoss') ?? order.preset?.stopLoss ?? '',
    takeProfitPrice: exitPrice(ask, 'tp') ?? order.preset?.takeProfitPrice ?? '',
    stopLossPrice: exitPrice(ask, 'sl') ?? order.preset?.stopLossPrice ?? '',
    takeProfitBy: byOf(ask.text('tpTriggerBy')) ?? order.preset?.takeProfitBy ?? 'fill_price',
    stopLossBy: byOf(ask.text('slTriggerBy')) ?? order.preset?.stopLossBy ?? 'fill_price',
  };
  const exits = ask.text('takeProfit') !== undefined || ask.text('stopLoss') !== undefined;
  try {
    if (price !== undefined || size !== undefined || !exits) ask.engine.amend(order, { price, size });
  } catch (error) {
    // With `autoCancel` an order that can't be changed goes.
    if (error instanceof EngineError && ask.text('autoCancel') === 'yes' && order.isOpen) {
      ask.engine.cancel(ask.account, names(ask));
    }
    throw error;
  }
  if (exits) ask.engine.setPreset(order, preset);
  return order;
}

/** Runs a batch entry by entry, in order, each with its own code. */
function batch(ask: Ask, work: (entry: Ask) => Order) {
  return ask.entries().map((entry) => {
    try {
      return reference(entry, work(entry));
    } catch (error) {
      const { code, message } = asRefusal(error, 'v3');
      return { orderId: entry.text('orderId') ?? '', clientOid: entry.text('clientOid') ?? '', code, msg: message };
    }
  });
}

function tradeSideOf(order: Order): string {
  if (order.posSide === 'net') return `${order.side}_single`;
  return order.closing ? 'close' : 'open';
}

const DELEGATES: Readonly<Record<string, string>> = {
  profit_market: 'stop_profit_market',
  profit_limit: 'stop_profit_limit',
  loss_market: 'stop_loss_market',
  loss_limit: 'stop_loss_limit',
  reverse: 'back_contract',
};

function futuresFields(order: Order) {
  if (order.category === 'SPOT') return {};
  return {
    posSide: order.posSide === 'net' ? (order.side === 'buy' ? 'long' : 'short') : order.posSide,
    holdMode: order.posSide === 'net' ? 'one_way_mode' : 'hedge_mode',
    tradeSide: tradeSideOf(order),
    marginMode: order.marginMode,
  };
}

function orderView(ask: Ask, order: Order) {
  const { preset } = order;
  return {
    ...reference(ask, order),
    category: order.line,
    symbol: order.symbol,
    orderType: order.type,
    side: order.side,
    price: limitPrice(ask.world, order),
    qty: order.byValue ? '0' : text(order.size),
    amount: order.byValue ? text(order.size) : '0',
    cumExecQty: text(order.filled),
    cumExecValue: text(order.value),
    avgPrice: averageOf(ask.world, order, '0'),
    timeInForce: order.force,
    orderStatus: order.status,
    ...futuresFields(order),
    delegateType: DELEGATES[order.source] ?? order.source,
    reduceOnly: order.reduceOnly ? 'YES' : 'NO',
    stpMode: order.stp,
    takeProfit: preset?.takeProfit ?? '',
    stopLoss: preset?.stopLoss ?? '',
    tpTriggerBy: preset?.takeProfit ? wordOf(preset.takeProfitBy) : '',
    slTriggerBy: preset?.stopLoss ? wordOf(preset.stopLossBy) : '',
    tpOrderType: preset?.takeProfit ? (preset.takeProfitPrice === '' ? 'market' : 'limit') : '',
    slOrderType: preset?.stopLoss ? (preset.stopLossPrice === '' ? 'market' : 'limit') : '',
    tpLimitPrice: preset?.takeProfitPrice ?? '',
    slLimitPrice: preset?.stopLossPrice ?? '',
    feeDetail: order.fee.isZero() ? [] : [{ feeCoin: order.feeCoin, fee: text(order.fee) }],
    cancelReason: order.reason,
    execType: 'normal',
    createdTime: String(order.createdAt),
    updatedTime: String(order.updatedAt),
  };
}

function fillView(ask: Ask, fill: Fill) {
  const { order } = fill;
  const { line: category } = order;
  const futures = futuresFields(order);
  return {
    execId: ask.id('fill', fill),
    execLinkId: ask.id('fill', fill),
    ...reference(ask, order),
    category,
    symbol: order.symbol,
    orderType: order.type,
    side: order.side,
    execPrice: fill.price,
    execQty: fill.size,
    execValue: fill.value,
    tradeScope: fill.maker ? 'maker' : 'taker',
    ...('tradeSide' in futures ? { tradeSide: futures.tradeSide, posSide: futures.posSide } : {}),
    feeDetail: [{ feeCoin: order.feeCoin, fee: fill.fee }],
    createdTime: String(fill.at),
    updatedTime: String(fill.at),
    execPnl: fill.profit,
    isRPI: 'no',
  };
}

function wanted(ask: Ask): Wanted {
  const line = ask.text('category') === undefined ? undefined : v3Line(ask);
  return { line, symbol: ask.text('symbol')?.toUpperCase(), orderId: ask.text('orderId') };
}

function orderPage(ask: Ask, which: Which) {
  const { items, more } = ask.pages('order', ordersOf(ask, wanted(ask), which), ({ createdAt }) => createdAt);
  const last = items.at(-1);
  return { list: items.map((order) => orderView(ask, order)), cursor: more && last ? ask.id('order', last) : '' };
}

/** Orders, v3. */
export const v3Trade: Handlers = {
  'v3:trade.placeOrder': (ask) => reference(ask, place(ask)),
  'v3:trade.placeBatch': (ask) => batch(ask, place),
  'v3:trade.modifyOrder': (ask) => reference(ask, modify(ask)),
  'v3:trade.batchModifyOrder': (ask) => batch(ask, modify),
  'v3:trade.cancelOrder': (ask) => reference(ask, ask.engine.cancel(ask.account, names(ask))),
  'v3:trade.cancelBatch': (ask) => batch(ask, (entry) => ask.engine.cancel(ask.account, names(entry))),
  'v3:trade.cancelSymbolOrder': (ask) => ({
    list: ask.engine.cancelAll(openOrders(ask, wanted(ask))).map((order) => reference(ask, order)),
  }),
  'v3:trade.closePositions': (ask) => {
    const done = ask.engine.close(ask.account, categoryOf(ask), {
      symbol: ask.text('symbol')?.toUpperCase(),
      side: ask.word('posSide', ['long', 'short'] as const),
    });
    if (done.length === 0) throw new EngineError('no-position');
    return {
      list: done.map(({ order, error }) => {
        if (order) return reference(ask, order);
        const { code, message } = asRefusal(error, 'v3');
        return { orderId: '', clientOid: '', code, msg: message };
      }),
    };
  },
  'v3:trade.countdownCancelAll': (ask) => {
    const seconds = Number(ask.need('countdown'));
    ask.engine.configure(ask.account, { countdown: seconds === 0 ? 0 : ask.now + seconds * 1000 });
    return 'success';
  },
  'v3:trade.orderInfo': (ask) => orderView(ask, findOrder(ask.world, ask.account, names(ask))),
  'v3:trade.unfilledOrders': (ask) => orderPage(ask, 'open'),
  'v3:trade.historyOrders': (ask) => orderPage(ask, 'ended'),
  'v3:trade.fills': (ask) => {
    const { items, more } = ask.pages('fill', fillsOfOrders(ask, wanted(ask)), ({ at }) => at);
    const last = items.at(-1);
    return { list: items.map((fill) => fillView(ask, fill)), cursor: more && last ? ask.id('fill', last) : '' };
  },
};
