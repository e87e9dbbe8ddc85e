import type { Streams } from '@bitget-spec/v2/channels';
import { money } from '../../api/shared/figures.js';
import { averageOf, limitPrice } from '../../api/shared/order-fields.js';
import { reference } from '../../api/shared/references.js';
import { walletCoins } from '../../api/shared/wallets.js';
import { planView } from '../../api/v2/spot/plan-orders.js';
import { type Fill, idOf, text } from '../../engine/index.js';
import type { StreamContext } from '../context.js';
import { fillsIn, type OrderChange, orderChanges, plansIn } from '../shared/account-events.js';
import { MovedCoins } from '../shared/moved-coins.js';
import { type SourcesOf, snapshotOf } from '../source.js';
import { executionFees, fillFields, isAbout } from './order-fields.js';

type Spot = Pick<Streams, Extract<keyof Streams, `private.spot.${string}`>>;

const LINES: readonly string[] = ['SPOT', 'SPOT-TPSL'];

function orderItem(context: StreamContext, change: OrderChange): Spot['private.spot.orders']['item'] {
  const { order } = change;
  return {
    instId: order.symbol,
    ...reference(context.request, order),
    price: order.type === 'market' ? '' : limitPrice(context.world, order),
    size: text(order.size),
    newSize: text(order.size),
    notional: text(order.value),
    orderType: order.type,
    force: order.force,
    side: order.side,
    ...fillFields(context, change),
    accBaseVolume: text(order.filled),
    priceAvg: averageOf(context.world, order, '0'),
    status: order.status,
    enterPointSource: 'API',
    feeDetail: order.fee.isZero() ? [] : [{ feeCoin: order.feeCoin, fee: `-${text(order.fee)}` }],
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
    stpMode: order.stp,
  };
}

function fillItem({ world }: StreamContext, fill: Fill): Spot['private.spot.fill']['item'] {
  const { order } = fill;
  return {
    orderId: idOf(world, 'order', order.seq),
    tradeId: idOf(world, 'fill', fill.seq),
    symbol: fill.symbol,
    orderType: order.type,
    side: order.side,
    priceAvg: fill.price,
    size: fill.size,
    amount: fill.value,
    tradeScope: fill.maker ? 'maker' : 'taker',
    feeDetail: executionFees(fill, fill.fee),
    cTime: String(fill.at),
    uTime: String(fill.at),
  };
}

function accountItems(
  context: StreamContext,
  wanted: (coin: string) => boolean,
): Spot['private.spot.account']['item'][] {
  return walletCoins(context.account, 'spot')
    .filter(({ coin }) => wanted(coin))
    .map(({ coin, cash, hold, updatedAt }) => ({
      coin,
      available: money(cash.minus(hold)),
      frozen: money(hold),
      locked: '0',
      limitAvailable: '0',
      uTime: String(updatedAt),
    }));
}

/** Streams of the spot account, v2. */
export const spotSources: SourcesOf<Spot> = {
  'private.spot.orders': (context) => ({
    on(events) {
      const changes = orderChanges(context.account, events).filter(
        ({ order }) => LINES.includes(order.line) && isAbout(context.arg, order),
      );
      return snapshotOf(changes.map((change) => orderItem(context, change)));
    },
  }),
  'private.spot.fill': (context) => ({
    on(events) {
      const fills = fillsIn(context.world, events).filter(
        (fill) => LINES.includes(fill.line) && isAbout(context.arg, fill),
      );
      return snapshotOf(fills.map((fill) => fillItem(context, fill)));
    },
  }),
  'private.spot.account': (context) => {
    const { coin: only } = context.arg;
    const wanted = (coin: string) => only === 'default' || only === coin;
    const moved = new MovedCoins(context, (purse) => purse === 'spot');
    return {
      first: () => snapshotOf(accountItems(context, wanted)),
      on(events) {
        const coins = moved.in(events).map(({ coin }) => coin);
        return snapshotOf(accountItems(context, (coin) => wanted(coin) && coins.includes(coin)));
      },
    };
  },
  'private.spot.orders-algo': (context) => ({
    on(events) {
      const plans = plansIn(context.world, events).filter(
        (plan) => plan.category === 'SPOT' && isAbout(context.arg, plan),
      );
      return snapshotOf(
        plans.map((plan) => {
          const { symbol: instId, ...view } = planView(context.request, plan);
          return {
            instId,
            ...view,
            price: view.executePrice,
            actualSize: plan.order ? text(plan.order.filled) : '',
            stpMode: plan.stp,
          };
        }),
      );
    },
  }),
};
