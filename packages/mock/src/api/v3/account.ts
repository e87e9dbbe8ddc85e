import { available, decimal, down, leveragesOf, maxBorrowable, openCost, text, venuesIn } from '../../engine/index.js';
import { figure, money } from '../shared/figures.js';
import { walletCoins } from '../shared/wallets.js';
import { assetsOf, unifiedCoins } from './assets.js';
import { billPage } from './bills.js';
import type { ContextOf, Handlers, ResponseOf } from './operations.js';
import { categoryOf, lineOf, venueNamed } from './venues.js';

function maxOpen(context: ContextOf<'account.maxOpenAvailable'>): ResponseOf<'account.maxOpenAvailable'> {
  const { world, account, request } = context;
  const { instrument, market } = venueNamed(context);
  const spot = instrument.category === 'SPOT';
  const price = decimal(request.price ?? market.price(market.ticksAt(context.now)));
  const coin = spot && request.side === 'sell' ? instrument.base : instrument.settle;
  const own = available(account, 'uta', coin);
  const money = lineOf(request) === 'MARGIN' ? own.plus(maxBorrowable(world, account, 'uta', coin)) : own;
  const leverage = leveragesOf(account, instrument).crossed;
  const unit = spot ? price : openCost(instrument, price, decimal(1), leverage);
  const size = text(coin === instrument.base && spot ? money : down(money.div(unit), instrument.sizePlaces));
  const cost = figure(unit.times(request.size ?? '0'));
  return {
    available: text(money),
    maxOpen: size,
    buyOpenCost: cost,
    sellOpenCost: cost,
    maxBuyOpen: size,
    maxSellOpen: size,
  };
}

/** The account: balances, fees and what moved, v3. */
export const account: Handlers = {
  'account.assets': (context) => assetsOf(context, context.account),
  'account.fundingAssets': ({ account, request }) =>
    (['spot', 'p2p'] as const)
      .flatMap((wallet) => walletCoins(account, wallet, request.coin?.toUpperCase()))
      .map(({ coin, cash, hold }) => ({
        coin,
        available: money(cash.minus(hold)),
        frozen: money(hold),
        balance: money(cash),
      })),
  'account.subUnifiedAssets': (context) => {
    const { subUid } = context.request;
    return context.account.subs
      .filter((sub) => subUid === undefined || sub.uid === subUid)
      .map((sub, index) => ({
        subUid: sub.uid,
        cursor: String(index + 1),
        assets: unifiedCoins(context, sub).map(({ view }) => view),
      }));
  },
  'account.info': ({ account }) => ({
    userId: account.uid,
    inviterId: '',
    parentId: account.parent?.uid ?? '',
    channelCode: '',
    channel: '',
    ips: '',
    permType: 'read-and-write',
    permissions: ['uta_mgt', 'uta_trade', 'withdraw'],
    regisTime: String(account.createdAt),
  }),
  'account.feeRate': (context) => {
    const { makerFee, takerFee } = venueNamed(context).instrument;
    return { makerFeeRate: text(makerFee), takerFeeRate: text(takerFee) };
  },
  'account.allFeeRate': ({ world, request }) => {
    const symbol = request.symbol?.toUpperCase();
    return venuesIn(world, categoryOf(request))
      .filter(({ instrument }) => symbol === undefined || instrument.symbol === symbol)
      .map(({ instrument }) => ({
        symbol: instrument.symbol,
        makerFeeRate: text(instrument.makerFee),
        takerFeeRate: text(instrument.takerFee),
      }));
  },
  'account.financialRecords': billPage,
  'account.maxOpenAvailable': maxOpen,
};
