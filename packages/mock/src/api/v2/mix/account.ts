import {
  type Account,
  available,
  type Bill,
  balanceIn,
  type Category,
  coinsOf,
  type Decimal,
  decimal,
  dollarsOf,
  down,
  EngineError,
  leveragesOf,
  maintenance,
  marginModeOf,
  Decimal as Numbers,
  openCost,
  type Purse,
  positionModeOf,
  text,
  unrealised,
  type Venue,
  venueOf,
  venuesIn,
  type World,
  walletOf,
  ZERO,
} from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import { figure, money } from '../../shared/order-fields.js';
import { mixVenue, productOf } from './market.js';

export interface WalletFigures {
  cash: Decimal;
  hold: Decimal;
  free: Decimal;
  crossed: Decimal;
  isolated: Decimal;
  crossedProfit: Decimal;
  isolatedProfit: Decimal;
  maintenance: Decimal;
  crossedMaintenance: Decimal;
  equity: Decimal;
}

/** What a wallet's coin is worth with the positions that stand on it. */
export function figuresOf(world: World, account: Account, wallet: Purse, coin: string): WalletFigures {
  const { cash, hold } = balanceIn(account, wallet, coin);
  const none = { crossed: ZERO, isolated: ZERO, crossedProfit: ZERO, isolatedProfit: ZERO };
  const sums = { ...none, maintenance: ZERO, crossedMaintenance: ZERO };
  for (const position of account.positions.values()) {
    const venue = venueOf(world, position.category, position.symbol);
    if (position.wallet !== wallet || venue.instrument.settle !== coin) continue;
    const mode = position.marginMode;
    sums[mode] = sums[mode].plus(position.margin);
    sums[`${mode}Profit`] = sums[`${mode}Profit`].plus(unrealised(world, venue, position));
    const kept = maintenance(world, venue, position);
    sums.maintenance = sums.maintenance.plus(kept);
    if (mode === 'crossed') sums.crossedMaintenance = sums.crossedMaintenance.plus(kept);
  }
  const loss = Numbers.min(sums.crossedProfit, ZERO);
  const free = Numbers.max(available(account, wallet, coin).plus(loss), ZERO);
  return { ...sums, cash, hold, free, equity: cash.plus(sums.crossedProfit).plus(sums.isolatedProfit) };
}

/** Share of its money that a crossed account must keep; isolated positions have money of their own. */
export function crossedRisk({ cash, isolated, crossedProfit, crossedMaintenance }: WalletFigures): Decimal {
  const money = cash.minus(isolated).plus(crossedProfit);
  return money.gt(0) ? crossedMaintenance.div(money) : ZERO;
}

function accountView(ask: Ask, account: Account, category: Category, coin: string) {
  const { world } = ask;
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
  };
}

function productAccounts(ask: Ask, account: Account) {
  const category = productOf(ask);
  return coinsOf(walletOf(account, category)).map((coin) => accountView(ask, account, category, coin));
}

const MIX_BILLS: Readonly<Partial<Record<Bill['kind'], string>>> = {
  'transfer-in': 'trans_from_exchange',
  'transfer-out': 'trans_to_exchange',
  'open-long': 'open_long',
  'open-short': 'open_short',
  'close-long': 'close_long',
  'close-short': 'close_short',
  'burst-long': 'force_close_long',
  'burst-short': 'force_close_short',
  'net-buy': 'buy',
  'net-sell': 'sell',
  'burst-buy': 'force_buy',
  'burst-sell': 'force_sell',
  funding: 'contract_settle_fee',
};

function leverageView(ask: Ask, venue: Venue) {
  const { crossed, long, short } = leveragesOf(ask.account, venue.instrument);
  const mode = marginModeOf(ask.account, venue.instrument);
  return {
    symbol: venue.instrument.symbol,
    marginCoin: venue.instrument.settle,
    longLeverage: String(mode === 'crossed' ? crossed : long),
    shortLeverage: String(mode === 'crossed' ? crossed : short),
    marginMode: mode,
  };
}

/** v2 sets the crossed leverage unless the symbol is isolated, then one side's or both. */
function leverageAsked(ask: Ask, venue: Venue) {
  const all = ask.text('leverage');
  const side = ask.text('holdSide');
  if (marginModeOf(ask.account, venue.instrument) === 'crossed') {
    return { crossed: all ?? ask.text('longLeverage') ?? ask.text('shortLeverage') };
  }
  return {
    long: ask.text('longLeverage') ?? (side === 'short' ? undefined : all),
    short: ask.text('shortLeverage') ?? (side === 'long' ? undefined : all),
  };
}

function maxOpen(ask: Ask, money: Decimal, leverage: number): string {
  const { instrument, market } = mixVenue(ask);
  const price = decimal(ask.text('openPrice') ?? market.price(market.ticksAt(ask.now)));
  const unit = openCost(instrument, price, decimal(1), leverage);
  return text(down(money.div(unit), instrument.sizePlaces));
}

/** Futures accounts, v2. */
export const mixAccount: Handlers = {
  'v2:mix.account.account': (ask) => {
    const venue = mixVenue(ask);
    const { crossed, long, short } = leveragesOf(ask.account, venue.instrument);
    return {
      ...accountView(ask, ask.account, venue.instrument.category, ask.need('marginCoin').toUpperCase()),
      crossedMarginLeverage: String(crossed),
      isolatedLongLever: String(long),
      isolatedShortLever: String(short),
      marginMode: marginModeOf(ask.account, venue.instrument),
      posMode: positionModeOf(ask.world, ask.account, venue.instrument.category),
    };
  },
  'v2:mix.account.accounts': (ask) => productAccounts(ask, ask.account),
  'v2:mix.account.subAccountAssets': (ask) =>
    ask.account.subs.map((sub) => ({ userId: sub.uid, assetList: productAccounts(ask, sub) })),
  'v2:mix.account.setLeverage': (ask) => {
    const venue = mixVenue(ask);
    ask.engine.setLeverage(ask.account, venue, leverageAsked(ask, venue));
    const view = leverageView(ask, venue);
    return {
      ...view,
      shortLeveage: view.shortLeverage,
      crossMarginLeverage: String(leveragesOf(ask.account, venue.instrument).crossed),
    };
  },
  'v2:mix.account.setAllLeverage': (ask) => {
    const category = productOf(ask);
    const symbol = ask.text('symbol')?.toUpperCase();
    for (const venue of ask.world.venues.values()) {
      if (venue.instrument.category !== category || (symbol !== undefined && venue.instrument.symbol !== symbol))
        continue;
      const leverage = String(Math.min(Number(ask.need('leverage')), venue.instrument.maxLeverage));
      ask.engine.setLeverage(ask.account, venue, leverageAsked(ask.with({ ...ask.fields, leverage }), venue));
    }
    return 'success';
  },
  'v2:mix.account.setMarginMode': (ask) => {
    const venue = mixVenue(ask);
    ask.engine.setMarginMode(ask.account, venue, ask.text('marginMode') === 'isolated' ? 'isolated' : 'crossed');
    return leverageView(ask, venue);
  },
  'v2:mix.account.setPositionMode': (ask) => {
    const mode = ask.text('posMode') === 'one_way_mode' ? 'one_way_mode' : 'hedge_mode';
    ask.engine.setPositionMode(ask.account, productOf(ask), mode);
    return { posMode: mode };
  },
  'v2:mix.account.setMargin': (ask) => {
    ask.engine.setMargin(
      ask.account,
      mixVenue(ask),
      ask.word('holdSide', ['long', 'short'] as const),
      ask.need('amount'),
    );
    return '';
  },
  'v2:mix.account.setAutoMargin': (ask) => {
    const symbol = ask.need('symbol').toUpperCase();
    const side = ask.text('holdSide');
    const position = [...ask.account.positions.values()].find((one) => one.symbol === symbol && one.side === side);
    if (!position) throw new EngineError('no-position');
    ask.engine.setAutoMargin(position, ask.text('autoMargin') === 'on');
    return 'success';
  },
  'v2:mix.account.setAssetMode': (ask) => {
    ask.engine.configure(ask.account, { assetMode: ask.text('assetMode') === 'union' ? 'union' : 'single' });
    return 'success';
  },
  'v2:mix.account.maxOpen': (ask) => {
    const { instrument } = mixVenue(ask);
    const { free } = figuresOf(ask.world, ask.account, walletOf(ask.account, instrument.category), instrument.settle);
    return { maxOpen: maxOpen(ask, free, leveragesOf(ask.account, instrument).crossed) };
  },
  'v2:mix.account.openCount': (ask) => ({
    size: maxOpen(ask, decimal(ask.need('openAmount')), Number(ask.text('leverage') ?? 20)),
  }),
  'v2:mix.account.isolatedSymbols': (ask) => {
    return venuesIn(ask.world, productOf(ask))
      .filter(({ instrument }) => marginModeOf(ask.account, instrument) === 'isolated')
      .map(({ instrument }) => ({ symbol: instrument.symbol, marginMode: 'isolated' }));
  },
  'v2:mix.account.bill': (ask) => {
    const wallet = walletOf(ask.account, productOf(ask));
    const [coin, type] = [ask.text('coin')?.toUpperCase(), ask.text('businessType')];
    const funding = ask.text('onlyFunding') === 'yes';
    const keep = (bill: Bill) =>
      bill.wallet === wallet &&
      (coin === undefined || bill.coin === coin) &&
      (type === undefined || MIX_BILLS[bill.kind] === type) &&
      (!funding || bill.kind === 'funding');
    const { items } = ask.page('bill', ask.account.bills, ({ at }) => at, keep);
    const last = items.at(-1);
    return {
      bills: items.map((bill) => ({
        billId: ask.id('bill', bill),
        symbol: bill.symbol,
        amount: bill.amount,
        fee: bill.fee,
        feeByCoupon: '',
        businessType: MIX_BILLS[bill.kind] ?? 'unknown',
        coin: bill.coin,
        balance: bill.balance,
        cTime: String(bill.at),
      })),
      endId: last ? ask.id('bill', last) : '',
    };
  },
};
