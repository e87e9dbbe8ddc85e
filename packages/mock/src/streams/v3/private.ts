import type { Streams } from '@bitget-spec/v3/channels';
import { assetsOf } from '../../api/v3/assets.js';
import { positionView } from '../../api/v3/position.js';
import { endedView } from '../../api/v3/strategy-views.js';
import type { EngineEvent } from '../../engine/index.js';
import type { StreamContext } from '../context.js';
import { fillsIn, orderChanges, plansIn } from '../shared/account-events.js';
import { type SourcesOf, snapshotOf, updateOf } from '../source.js';
import { fastFillItem, fillItem, orderItem } from './order-items.js';

type Private = Pick<Streams, Extract<keyof Streams, `private.${string}`>>;
type Item<Id extends keyof Private> = Private[Id]['item'];

function accountItem(context: StreamContext): Item<'private.account'> {
  const { accountEquity, unrealisedPnl, bonus, assets, ...figures } = assetsOf(context.request, context.account);
  return {
    totalEquity: accountEquity,
    effEquity: figures.effEquity,
    mmr: figures.mmr,
    imr: figures.imr,
    mgnRatio: figures.mgnRatio,
    positionMgnRatio: figures.positionMgnRatio,
    unrealisedPnL: unrealisedPnl,
    bonus,
    coin: assets.map(({ coin, balance, locked, equity, usdValue, available, debt }) => ({
      coin,
      balance,
      locked,
      equity,
      usdValue,
      available,
      borrow: debt,
      debts: debt,
    })),
  };
}

function openPositions(context: StreamContext): Item<'private.position'>[] {
  const { request } = context;
  return [...request.account.positions.values()].map((position) => {
    const view = positionView(request, position);
    return {
      symbol: view.symbol,
      marginCoin: view.marginCoin,
      marginSize: view.positionBalance,
      marginMode: view.marginMode,
      posSide: view.posSide,
      holdMode: view.holdMode,
      positionStatus: 'opening',
      size: view.total,
      available: view.available,
      frozen: view.frozen,
      avgPrice: view.avgPrice,
      leverage: view.leverage,
      curRealisedPnl: view.curRealisedPnl,
      unrealisedPnl: view.unrealisedPnl,
      liqPrice: view.liquidationPrice,
      mmr: view.mmr,
      markPrice: view.markPrice,
      openFeeTotal: view.openFeeTotal,
      closeFeeTotal: view.closeFeeTotal,
      breakEvenPrice: view.breakEvenPrice,
      profitRate: view.profitRate,
      totalFundingFee: view.totalFunding,
      createdTime: view.createdTime,
      updatedTime: view.updatedTime,
    };
  });
}

/** The positions that events are about: those that ended, and the others as they are now. */
function changedPositions(context: StreamContext, events: readonly EngineEvent[]): Item<'private.position'>[] {
  const states = new Map(
    events.flatMap((event) => (event.type === 'position' ? [[event.position.seq, event.position] as const] : [])),
  );
  const ended = [...states.values()].filter(({ size }) => size === '0');
  const open = [...context.account.positions.values()].filter(({ seq }) => states.has(seq));
  return [
    ...ended.map(
      (state): Item<'private.position'> => ({
        symbol: state.symbol,
        marginCoin: context.venue(state.category, state.symbol)?.instrument.settle ?? '',
        marginMode: state.marginMode,
        posSide: state.side,
        holdMode: state.hedge ? 'hedge_mode' : 'one_way_mode',
        positionStatus: 'ended',
        size: '0',
        available: '0',
        frozen: '0',
        avgPrice: '0',
        leverage: String(state.leverage),
        curRealisedPnl: state.realised,
        totalFundingFee: state.funding,
        createdTime: String(state.createdAt),
        updatedTime: String(state.updatedAt),
      }),
    ),
    ...openPositions(context).filter((item) =>
      open.some(({ symbol, side }) => symbol === item.symbol && side === item.posSide),
    ),
  ];
}

/** Streams of an account, v3. */
export const privateSources: SourcesOf<Private> = {
  'private.order': (context) => ({
    on: (events) => snapshotOf(orderChanges(context.account, events).map(({ order }) => orderItem(context, order))),
  }),
  'private.fill': (context) => ({
    on: (events) => snapshotOf(fillsIn(context.world, events).map((fill) => fillItem(context, fill))),
  }),
  'private.fast-fill': (context) => ({
    on(events) {
      const { symbol = 'default' } = context.arg;
      const fills = fillsIn(context.world, events).filter((fill) => symbol === 'default' || fill.symbol === symbol);
      return updateOf(fills.map((fill) => fastFillItem(context, fill)));
    },
  }),
  'private.account': (context) => ({
    first: () => snapshotOf([accountItem(context)]),
    on: (events) =>
      events.some(({ type }) => type === 'balance' || type === 'loan') ? snapshotOf([accountItem(context)]) : undefined,
  }),
  'private.position': (context) => ({
    first: () => ({ action: 'snapshot', data: openPositions(context) }),
    on: (events) => snapshotOf(changedPositions(context, events)),
  }),
  'private.strategy-order': (context) => ({
    on(events) {
      const { request } = context;
      const plans = plansIn(context.world, events).filter(({ category }) => category !== 'SPOT');
      return snapshotOf(
        plans.map(
          (plan): Item<'private.strategy-order'> => ({
            ...endedView(request, plan),
            category: plan.category.toLowerCase(),
            side: plan.side,
            reduceOnly: plan.reduceOnly || plan.closing ? 'yes' : 'no',
          }),
        ),
      );
    },
  }),
  // Nothing is deleveraged here.
  'private.adl-notification': () => ({}),
  'private.reality-orderbook': ({ arg: { symbol } }) => ({
    first: () => snapshotOf([{ symbol, a: [['231.42', '120']], b: [['231.4', '80']] }]),
  }),
};
