import type { Streams } from '@bitget-spec/v2/channels';
import { averageOf, limitPrice } from '../../api/shared/order-fields.js';
import { reference } from '../../api/shared/references.js';
import { assetView } from '../../api/v2/margin/account.js';
import { isIsolated, pairOf } from '../../api/v2/margin/margin-kind.js';
import { type EngineEvent, type Line, type Order, type Purse, text } from '../../engine/index.js';
import type { StreamContext } from '../context.js';
import { orderChanges } from '../shared/account-events.js';
import { type Source, type SourcesOf, snapshotOf } from '../source.js';
import { executionFees, isAbout } from './order-fields.js';

type Margin = Pick<Streams, Extract<keyof Streams, `private.margin.${string}`>>;
type OrderItem = Margin['private.margin.orders-crossed']['item'];

const STATUS = { live: 'live', partially_filled: 'partially_fill', filled: 'filled', cancelled: 'cancelled' } as const;

function orderItem(context: StreamContext, order: Order): OrderItem {
  return {
    symbol: order.symbol,
    ...reference(context.request, order),
    orderType: order.type,
    price: limitPrice(context.world, order),
    side: order.side,
    force: order.force,
    loanType: order.loan ?? 'normal',
    baseSize: order.byValue ? '0' : text(order.size),
    quoteSize: order.byValue ? text(order.size) : '0',
    fillPrice: averageOf(context.world, order, '0'),
    baseVolume: text(order.filled),
    fillTotalAmount: text(order.value),
    status: STATUS[order.status],
    enterPointSource: 'API',
    feeDetail: order.fee.isZero() ? [] : executionFees({ order }, text(order.fee)),
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
    stpMode: order.stp,
  };
}

function orders(context: StreamContext<{ instId: string }>, line: Line): Source<OrderItem[]> {
  return {
    on(events) {
      const changes = orderChanges(context.account, events).filter(
        ({ order }) => order.line === line && isAbout(context.arg, order),
      );
      return snapshotOf(changes.map(({ order }) => orderItem(context, order)));
    },
  };
}

/** Balances of some purses: all on subscribing, then those that changed. */
function balances<Where extends object>(
  context: StreamContext<{ coin: string }>,
  wanted: (purse: Purse) => boolean,
  where: (purse: Purse) => Where,
) {
  const { coin: only } = context.arg;
  const items = (places: readonly { purse: Purse; coin: string }[]) =>
    snapshotOf(
      places
        .filter(({ coin }) => only === 'default' || only === coin)
        .map(({ purse, coin }) => {
          const { available, borrow, frozen, interest, coupon, uTime } = assetView(context.request, purse, coin);
          return { ...where(purse), coin, available, borrow, frozen, interest, coupon, uTime };
        }),
    );
  return {
    first: () => items(placesOf(context, wanted)),
    on: (events: readonly EngineEvent[]) => items(changedIn(events, wanted)),
  };
}

function placesOf({ account }: StreamContext, wanted: (purse: Purse) => boolean) {
  return [...account.wallets.keys(), ...account.debts.keys()].flatMap((key, index, all) => {
    const [purse = '', coin = ''] = key.split(':');
    return isPurse(purse) && wanted(purse) && all.indexOf(key) === index ? [{ purse, coin }] : [];
  });
}

function isPurse(name: string): name is Purse {
  return name === 'crossed_margin' || name.startsWith('isolated_margin/');
}

function changedIn(events: readonly EngineEvent[], wanted: (purse: Purse) => boolean) {
  const changed = new Map<string, { purse: Purse; coin: string }>();
  for (const event of events) {
    if (event.type !== 'balance' && event.type !== 'loan') continue;
    const { purse, coin } = event.type === 'balance' ? event : event.debt;
    if (wanted(purse)) changed.set(`${purse}:${coin}`, { purse, coin });
  }
  return [...changed.values()];
}

/** Streams of the margin accounts, v2. */
export const marginSources: SourcesOf<Margin> = {
  'private.margin.account-crossed': (context) =>
    balances(
      context,
      (purse) => purse === 'crossed_margin',
      () => ({}),
    ),
  'private.margin.account-isolated': (context) => balances(context, isIsolated, (purse) => ({ symbol: pairOf(purse) })),
  'private.margin.orders-crossed': (context) => orders(context, 'CROSSED'),
  'private.margin.orders-isolated': (context) => orders(context, 'ISOLATED'),
};
