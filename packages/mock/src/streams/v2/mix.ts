import type { Streams } from '@bitget-spec/v2/channels';
import { figure } from '../../api/shared/figures.js';
import { accountView } from '../../api/v2/mix/account.js';
import { closedView, positionView } from '../../api/v2/mix/position.js';
import { type Category, coinsOf, decimal, idOf, type Purse, walletOf, ZERO } from '../../engine/index.js';
import type { StreamContext } from '../context.js';
import { fillsIn, orderChanges, plansIn } from '../shared/account-events.js';
import { MovedCoins } from '../shared/moved-coins.js';
import { type SourcesOf, snapshotOf } from '../source.js';
import { fillItem, orderItem, planItem } from './mix-order-items.js';
import { isAbout } from './order-fields.js';

type Mix = Pick<Streams, Extract<keyof Streams, `private.mix.${string}`>>;

function accountItem(context: StreamContext, category: Category, coin: string): Mix['private.mix.account']['item'] {
  const view = accountView(context.world, context.account, category, coin);
  return {
    marginCoin: view.marginCoin,
    frozen: view.locked,
    available: view.available,
    maxOpenPosAvailable: view.crossedMaxAvailable,
    maxTransferOut: view.maxTransferOut,
    equity: view.accountEquity,
    usdtEquity: view.usdtEquity,
    crossedRiskRate: view.crossedRiskRate,
    unrealizedPL: view.unrealizedPL,
    assetsMode: view.assetMode,
  };
}

function equityItem({ world, account }: StreamContext, category: Category): Mix['private.mix.equity']['item'] {
  const views = coinsOf(walletOf(account, category)).map((coin) => accountView(world, account, category, coin));
  const sum = (field: 'usdtEquity' | 'btcEquity' | 'unrealizedPL') =>
    figure(views.reduce((total, view) => total.plus(decimal(view[field])), ZERO));
  return { usdtEquity: sum('usdtEquity'), btcEquity: sum('btcEquity'), unrealizedPL: sum('unrealizedPL') };
}

function positionItems(context: StreamContext, category: Category): Mix['private.mix.positions']['item'][] {
  const open = [...context.account.positions.values()].filter((position) => position.category === category);
  return open.map((position) => {
    const view = positionView(context.request, position);
    return {
      posId: idOf(context.world, 'position', position.seq),
      instId: view.symbol,
      marginCoin: view.marginCoin,
      marginSize: view.marginSize,
      marginMode: view.marginMode,
      holdSide: view.holdSide,
      posMode: view.posMode,
      total: view.total,
      available: view.available,
      frozen: view.locked,
      openPriceAvg: view.openPriceAvg,
      leverage: position.leverage,
      achievedProfits: view.achievedProfits,
      unrealizedPL: view.unrealizedPL,
      unrealizedPLR: position.margin.isZero() ? '0' : figure(decimal(view.unrealizedPL).div(position.margin)),
      liquidationPrice: view.liquidationPrice,
      keepMarginRate: view.keepMarginRate,
      marginRate: view.marginRatio,
      breakEvenPrice: view.breakEvenPrice,
      totalFee: view.totalFee,
      deductedFee: view.deductedFee,
      markPrice: view.markPrice,
      assetMode: view.assetMode,
      autoMargin: view.autoMargin,
      cTime: view.cTime,
      uTime: view.uTime,
    };
  });
}

/** Tells when the money of a product line has moved. */
function movedIn(context: StreamContext, category: Category): MovedCoins {
  const wallet: Purse = walletOf(context.account, category);
  return new MovedCoins(context, (purse) => purse === wallet);
}

/** Streams of the futures account, v2. */
export const mixSources: SourcesOf<Mix> = {
  'private.mix.orders': (context) => ({
    on(events) {
      const changes = orderChanges(context.account, events).filter(
        ({ order }) => order.category === context.arg.instType && isAbout(context.arg, order),
      );
      return snapshotOf(changes.map((change) => orderItem(context, change)));
    },
  }),
  'private.mix.fill': (context) => ({
    on(events) {
      const fills = fillsIn(context.world, events).filter(
        ({ order }) => order.category === context.arg.instType && isAbout(context.arg, order),
      );
      return snapshotOf(fills.map((fill) => fillItem(context, fill)));
    },
  }),
  'private.mix.account': (context) => {
    const { instType, coin: only } = context.arg;
    const wanted = (coin: string) => only === 'default' || only === coin;
    const moved = movedIn(context, instType);
    const items = (coins: readonly string[]) =>
      snapshotOf(coins.filter(wanted).map((coin) => accountItem(context, instType, coin)));
    return {
      first: () => items(coinsOf(walletOf(context.account, instType))),
      on: (events) => items(moved.in(events).map(({ coin }) => coin)),
    };
  },
  'private.mix.equity': (context) => {
    const { instType } = context.arg;
    const moved = movedIn(context, instType);
    return {
      first: () => snapshotOf([equityItem(context, instType)]),
      on: (events) => (moved.in(events).length > 0 ? snapshotOf([equityItem(context, instType)]) : undefined),
    };
  },
  'private.mix.positions': (context) => {
    const { instType } = context.arg;
    const all = () => ({ action: 'snapshot' as const, data: positionItems(context, instType) });
    return {
      first: all,
      on: (events) =>
        events.some((event) => event.type === 'position' && event.position.category === instType) ? all() : undefined,
    };
  },
  'private.mix.positions-history': (context) => ({
    on(events) {
      const ended = new Set(
        events.flatMap((event) =>
          event.type === 'position' && event.position.size === '0' ? [event.position.seq] : [],
        ),
      );
      const closed = context.account.closedPositions.filter(
        ({ seq, category }) => ended.has(seq) && category === context.arg.instType,
      );
      return snapshotOf(
        closed.map((position) => {
          const view = closedView(context.request, position);
          return {
            posId: view.positionId,
            instId: view.symbol,
            marginCoin: view.marginCoin,
            marginMode: view.marginMode === 'isolated' ? 'fixed' : view.marginMode,
            holdSide: view.holdSide,
            posMode: view.posMode,
            openPriceAvg: view.openAvgPrice,
            closePriceAvg: view.closeAvgPrice,
            openSize: view.openTotalPos,
            closeSize: view.closeTotalPos,
            achievedProfits: view.pnl,
            settleFee: view.totalFunding,
            openFee: view.openFee,
            closeFee: view.closeFee,
            cTime: view.ctime,
            uTime: view.utime,
          };
        }),
      );
    },
  }),
  'private.mix.orders-algo': (context) => ({
    on(events) {
      const plans = plansIn(context.world, events).filter(
        (plan) => plan.category === context.arg.instType && isAbout(context.arg, plan),
      );
      return snapshotOf(plans.map((plan) => planItem(context, plan)));
    },
  }),
  // Nothing is deleveraged here.
  'private.mix.adl-noti': () => ({}),
};
