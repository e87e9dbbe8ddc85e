import {
  type Account,
  type Category,
  coinsOf,
  type Decimal,
  decimal,
  dollarsOf,
  down,
  leveragesOf,
  marginModeOf,
  Decimal as Numbers,
  openCost,
  positionModeOf,
  text,
  type Venue,
  venuesIn,
  type World,
  walletOf,
  ZERO,
} from '../../../engine/index.js';
import type { EntryOf } from '../../operations.js';
import { figure, money } from '../../shared/figures.js';
import { crossedRisk, figuresOf } from '../../shared/wallets.js';
import type { Handlers, ResponseOf } from '../operations.js';
import { billPage } from './bills.js';
import { holding } from './holding.js';
import { type ProductRequest, productOf, venueNamed } from './venues.js';

type ProductAccount = EntryOf<ResponseOf<'mix.account.accounts'>> &
  EntryOf<EntryOf<ResponseOf<'mix.account.subAccountAssets'>>['assetList']>;

export function accountView(world: World, account: Account, category: Category, coin: string) {
  const wallet = walletOf(account, category);
  const figures = figuresOf(world, account, wallet, coin);
  const usdt = figures.equity.times(dollarsOf(world, coin));
  return {
    marginCoin: coin,
    locked: money(Numbers.max(figures.hold.minus(figures.crossed).minus(figures.isolated), ZERO)),
    available: money(figures.cash.minus(figures.isolated)),
    crossedMaxAvailable: money(figures.free),
    isolatedMaxAvailable: money(figures.free),
    maxTransferOut: money(figures.free),
    accountEquity: money(figures.equity),
    usdtEquity: figure(usdt),
    btcEquity: figure(usdt.div(dollarsOf(world, 'BTC'))),
    crossedRiskRate: figure(crossedRisk(figures)),
    unrealizedPL: money(figures.crossedProfit.plus(figures.isolatedProfit)),
    coupon: '0',
    crossedUnrealizedPL: money(figures.crossedProfit),
    isolatedUnrealizedPL: money(figures.isolatedProfit),
    grant: '0',
    assetMode: account.assetMode,
    isolatedMargin: money(figures.isolated),
    crossedMargin: money(figures.crossed),
  } satisfies ProductAccount;
}

function productAccounts(world: World, account: Account, request: ProductRequest): ProductAccount[] {
  const category = productOf(request);
  return coinsOf(walletOf(account, category)).map((coin) => accountView(world, account, category, coin));
}

/** How much of a contract an amount of money opens. */
function maxOpen({ instrument, market }: Venue, now: number, money: Decimal, leverage: number, price?: string) {
  const unit = openCost(instrument, decimal(price ?? market.price(market.ticksAt(now))), decimal(1), leverage);
  return text(down(money.div(unit), instrument.sizePlaces));
}

/** Futures accounts, v2. */
export const mixAccount: Handlers = {
  ...holding,
  'mix.account.account': (context) => {
    const { world, account, request } = context;
    const { instrument } = venueNamed(context);
    const { crossed, long, short } = leveragesOf(account, instrument);
    return {
      ...accountView(world, account, instrument.category, request.marginCoin.toUpperCase()),
      crossedMarginLeverage: String(crossed),
      isolatedLongLever: String(long),
      isolatedShortLever: String(short),
      marginMode: marginModeOf(account, instrument),
      posMode: positionModeOf(world, account, instrument.category),
    };
  },
  'mix.account.accounts': ({ world, account, request }) => productAccounts(world, account, request),
  'mix.account.subAccountAssets': ({ world, account, request }) =>
    account.subs.map((sub) => ({ userId: sub.uid, assetList: productAccounts(world, sub, request) })),
  'mix.account.maxOpen': (context) => {
    const { world, account, now, request } = context;
    const venue = venueNamed(context);
    const { category, settle } = venue.instrument;
    const { free } = figuresOf(world, account, walletOf(account, category), settle);
    const { crossed } = leveragesOf(account, venue.instrument);
    return { maxOpen: maxOpen(venue, now, free, crossed, request.openPrice) };
  },
  'mix.account.openCount': (context) => {
    const { openAmount, openPrice, leverage = 20 } = context.request;
    return { size: maxOpen(venueNamed(context), context.now, decimal(openAmount), Number(leverage), openPrice) };
  },
  'mix.account.isolatedSymbols': ({ world, account, request }) =>
    venuesIn(world, productOf(request))
      .filter(({ instrument }) => marginModeOf(account, instrument) === 'isolated')
      .map(({ instrument }) => ({ symbol: instrument.symbol, marginMode: 'isolated' })),
  'mix.account.bill': billPage,
};
