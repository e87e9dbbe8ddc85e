import {
  EngineError,
  type Fill,
  findOrder,
  type Line,
  type Order,
  type OrderRequest,
  text,
  venueOf,
} from '../../../engine/index.js';
import { type Ask, asRefusal, type Handlers } from '../../context.js';
import { averageOf, limitPrice, negative, priceText } from '../../shared/order-fields.js';
import { fillsOfOrders, openOrders, ordersOf, type Wanted } from '../../shared/order-lists.js';
import { names, reference } from '../../shared/references.js';
import { batch } from '../batch.js';

const SIDES = ['buy', 'sell'] as const;
const TYPES = ['limit', 'market'] as const;
const FORCES = ['gtc', 'ioc', 'fok', 'post_only'] as const;
const STPS = ['none', 'cancel_taker', 'cancel_maker', 'cancel_both'] as const;

const LINES = { normal: 'SPOT', tpsl: 'SPOT-TPSL' } as const;

/** Orders that wait for a trigger are asked for apart. */
const lineOf = (ask: Ask): Line => LINES[ask.word('tpslType', ['normal', 'tpsl'] as const) ?? 'normal'];

/** `symbol` may stand once for a whole batch. */
function place(ask: Ask, symbol = ask.need('symbol')): Order {
  const side = ask.word('side', SIDES) ?? 'buy';
  const type = ask.word('orderType', TYPES) ?? 'limit';
  const request: OrderRequest = {
    category: 'SPOT',
    symbol,
    side,
    type,
    force: ask.word('force', FORCES),
    price: ask.text('price'),
    size: ask.need('size'),
    byValue: side === 'buy' && type === 'market',
    stp: ask.word('stpMode', STPS),
    ...(lineOf(ask) === 'SPOT-TPSL' ? { trigger: ask.need('triggerPrice') } : carried(ask)),
  };
  return ask.engine.place(ask.account, request);
}

/** What an order that waits for a trigger leaves out of account. */
const carried = (ask: Ask) => ({
  clientOid: ask.text('clientOid'),
  takeProfit: ask.text('presetTakeProfitPrice'),
  takeProfitPrice: ask.text('executeTakeProfitPrice'),
  stopLoss: ask.text('presetStopLossPrice'),
  stopLossPrice: ask.text('executeStopLossPrice'),
});

const named = (ask: Ask) => ({ ...names(ask), lines: [lineOf(ask)] });

function replace(ask: Ask) {
  const old = findOrder(ask.world, ask.account, named(ask));
  ask.engine.cancel(ask.account, named(ask));
  return place(
    ask.with({
      symbol: old.symbol,
      side: old.side,
      orderType: old.type,
      force: old.force,
      stpMode: old.stp,
      ...ask.fields,
      clientOid: ask.text('newClientOid'),
    }),
  );
}

function replaced(ask: Ask) {
  try {
    return { ...reference(ask, replace(ask)), success: 'success', msg: null };
  } catch (error) {
    const { message } = asRefusal(error, ask.family);
    return {
      orderId: ask.text('orderId') ?? '',
      clientOid: ask.text('clientOid') ?? null,
      success: 'failure',
      msg: message,
    };
  }
}

function cancelled(ask: Ask) {
  return reference(ask, ask.engine.cancel(ask.account, named(ask)));
}

const wanted = (ask: Ask): Wanted => ({ line: lineOf(ask), symbol: ask.text('symbol'), orderId: ask.text('orderId') });

/** Fees of an order as the exchange writes them: JSON in a text, with numbers. */
function feeDetail(order: Order): string {
  if (order.fee.isZero()) return '';
  const fee = negative(order.fee);
  return `{"newFees":{"c":0,"d":0,"deduction":false,"r":${fee},"t":${fee},"totalDeductionFee":0},"${order.feeCoin}":{"deduction":false,"feeCoinCode":"${order.feeCoin}","totalDeductionFee":0,"totalFee":${fee}}}`;
}

function triggerPrice(ask: Ask, { trigger, symbol }: Order): string | null {
  return trigger ? priceText(venueOf(ask.world, 'SPOT', symbol), trigger.ticks) : null;
}

/** What both lists of orders tell in the same words. */
function orderFacts(ask: Ask, order: Order) {
  return {
    userId: order.account.uid,
    symbol: order.symbol,
    ...reference(ask, order),
    size: text(order.size),
    orderType: order.type,
    side: order.side,
    status: order.status,
    baseVolume: text(order.filled),
    quoteVolume: text(order.value),
    enterPointSource: 'API',
    orderSource: order.source,
    tpslType: order.trigger ? 'tpsl' : 'normal',
    triggerPrice: triggerPrice(ask, order),
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
  };
}

function orderView(ask: Ask, order: Order) {
  const { instrument } = venueOf(ask.world, 'SPOT', order.symbol);
  return {
    ...orderFacts(ask, order),
    price: limitPrice(ask.world, order),
    priceAvg: averageOf(ask.world, order, '0'),
    feeDetail: feeDetail(order),
    cancelReason: order.reason === '' || order.reason === 'stp_cancel' ? order.reason : 'normal_cancel',
    baseCoin: instrument.base,
    quoteCoin: instrument.quote,
  };
}

function openView(ask: Ask, order: Order) {
  const { preset } = order;
  return {
    ...orderFacts(ask, order),
    // This list names the limit price so.
    priceAvg: limitPrice(ask.world, order),
    basePrice: averageOf(ask.world, order, '0'),
    presetTakeProfitPrice: preset?.takeProfit ?? '',
    executeTakeProfitPrice: preset?.takeProfitPrice ?? '',
    presetStopLossPrice: preset?.stopLoss ?? '',
    executeStopLossPrice: preset?.stopLossPrice ?? '',
    force: order.force,
  };
}

/** A fill of the spot book; margin accounts trade there as well, and write "no deduction" otherwise. */
export function spotFill(ask: Ask, fill: Fill, totalDeductionFee: string) {
  const { order } = fill;
  return {
    symbol: order.symbol,
    orderId: ask.id('order', order),
    tradeId: ask.id('fill', fill),
    orderType: order.type,
    side: order.side,
    priceAvg: fill.price,
    size: fill.size,
    amount: fill.value,
    feeDetail: {
      deduction: 'no',
      feeCoin: order.feeCoin,
      totalDeductionFee,
      totalFee: fill.fee === '0' ? '0' : `-${fill.fee}`,
    },
    tradeScope: fill.maker ? 'maker' : 'taker',
    cTime: String(fill.at),
    uTime: String(fill.at),
  };
}

/** Spot trading, v2. */
export const spotTrade: Handlers = {
  'v2:spot.trade.placeOrder': (ask) => reference(ask, place(ask)),
  'v2:spot.trade.cancelOrder': cancelled,
  'v2:spot.trade.cancelReplaceOrder': (ask) => ({ ...reference(ask, replace(ask)), success: 'success', msg: null }),
  'v2:spot.trade.batchCancelReplaceOrder': (ask) => ask.entries().map(replaced),
  'v2:spot.trade.batchOrders': (ask) =>
    batch(ask.entries(), (entry) => reference(entry, place(entry, entry.text('symbol') ?? ask.need('symbol')))),
  'v2:spot.trade.batchCancelOrder': (ask) => batch(ask.entries(), cancelled),
  'v2:spot.trade.cancelSymbolOrder': (ask) => {
    const { instrument } = venueOf(ask.world, 'SPOT', ask.need('symbol'));
    ask.engine.cancelAll(openOrders(ask, { line: 'SPOT', symbol: instrument.symbol }));
    return { symbol: instrument.symbol };
  },
  'v2:spot.trade.orderInfo': (ask) => {
    try {
      return [orderView(ask, findOrder(ask.world, ask.account, { ...names(ask), lines: ['SPOT', 'SPOT-TPSL'] }))];
    } catch (error) {
      // The exchange answers an empty list here, not an error, when it knows no such order.
      if (error instanceof EngineError && error.reason === 'no-such-order') return [];
      throw error;
    }
  },
  'v2:spot.trade.unfilledOrders': (ask) => {
    const { items } = ask.pages('order', ordersOf(ask, wanted(ask), 'open'), ({ createdAt }) => createdAt);
    return items.map((order) => openView(ask, order));
  },
  'v2:spot.trade.historyOrders': (ask) => {
    const { items } = ask.pages('order', ordersOf(ask, wanted(ask), 'ended'), ({ createdAt }) => createdAt);
    return items.map((order) => orderView(ask, order));
  },
  'v2:spot.trade.fills': (ask) => {
    const { items } = ask.pages(
      'fill',
      fillsOfOrders(ask, { ...wanted(ask), line: ['SPOT', 'SPOT-TPSL'] }),
      ({ at }) => at,
    );
    return items.map((fill) => ({ userId: fill.order.account.uid, ...spotFill(ask, fill, '') }));
  },
};
