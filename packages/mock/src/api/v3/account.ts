import {
  type Account,
  available,
  type Bill,
  type Decimal,
  debtOf,
  decimal,
  dollarsOf,
  down,
  leveragesOf,
  marginModeOf,
  maxBorrowable,
  openCost,
  owed,
  positionModeOf,
  text,
  venueOf,
  venuesIn,
  ZERO,
} from '../../engine/index.js';
import type { Ask, Handlers } from '../context.js';
import { figure, money } from '../shared/order-fields.js';
import { figuresOf } from '../v2/mix/account.js';
import { walletCoins } from '../v2/spot/account.js';
import { coinLeverages, setCoinLeverage } from './loan.js';
import { categoryOf, v3Line, v3Venue } from './market.js';

/** Coins of the unified wallet with what they are worth. */
export function unifiedCoins(ask: Ask, account: Account) {
  return walletCoins(account, 'uta').map(({ coin, cash, hold }) => {
    const {
      crossedProfit,
      isolatedProfit,
      maintenance: keep,
      crossed,
      isolated,
      equity: held,
    } = figuresOf(ask.world, account, 'uta', coin);
    const debt = owed(debtOf(account, 'uta', coin));
    const equity = held.minus(debt);
    const dollars = dollarsOf(ask.world, coin);
    const view = {
      coin,
      equity: money(equity),
      usdValue: figure(equity.times(dollars)),
      balance: money(cash),
      available: money(available(account, 'uta', coin)),
      debt: money(debt),
      locked: money(hold),
    };
    const value = (amount: Decimal) => amount.times(dollars);
    return {
      view,
      equity: value(equity),
      profit: value(crossedProfit.plus(isolatedProfit)),
      maintenance: value(keep),
      initial: value(crossed.plus(isolated)),
    };
  });
}

function assets(ask: Ask, account: Account) {
  const coins = unifiedCoins(ask, account);
  const sum = (part: 'equity' | 'profit' | 'maintenance' | 'initial') =>
    coins.reduce((total, coin) => total.plus(coin[part]), ZERO);
  const [equity, profit, keep] = [sum('equity'), sum('profit'), sum('maintenance')];
  const bitcoin = dollarsOf(ask.world, 'BTC');
  let value = ZERO;
  for (const position of account.positions.values()) {
    const { market } = venueOf(ask.world, position.category, position.symbol);
    value = value.plus(market.price(market.markAt(ask.now)).times(position.size));
  }
  const ratio = (part: Decimal) => (equity.gt(0) ? figure(part.div(equity)) : '0');
  return {
    accountEquity: figure(equity),
    usdtEquity: figure(equity),
    btcEquity: figure(equity.div(bitcoin)),
    unrealisedPnl: figure(profit),
    usdtUnrealisedPnl: figure(profit),
    btcUnrealizedPnl: figure(profit.div(bitcoin)),
    effEquity: figure(equity),
    mmr: figure(keep),
    imr: figure(sum('initial')),
    mgnRatio: ratio(keep),
    positionMgnRatio: ratio(keep),
    positionValue: figure(value),
    leverage: ratio(value),
    bonus: '0',
    assets: coins.map(({ view }) => view),
  };
}

function billType(bill: Bill): string | undefined {
  const out = bill.amount.startsWith('-');
  switch (bill.kind) {
    case 'transfer-in':
    case 'deposit':
      return 'TRANSFER_IN';
    case 'transfer-out':
    case 'withdraw':
      return 'TRANSFER_OUT';
    case 'buy':
    case 'sell':
      return out ? 'ORDER_DEALT_FROZEN_OUT' : 'ORDER_DEALT_IN';
    case 'borrow':
      return 'BORROW';
    case 'repay':
      return 'REPAYMENT';
    case 'exchange-out':
      return 'EXCHANGE_SOURCE_TOKEN_USER_OUT';
    case 'exchange-in':
      return 'EXCHANGE_TARGET_TOKEN_USER_IN';
    case 'compensate':
      return 'LIQ_FUND_IN';
    case 'funding':
      return out ? 'CONTRACT_MAIN_SETTLE_FEE_USER_OUT' : 'CONTRACT_MAIN_SETTLE_FEE_USER_IN';
    case 'burst-long':
      return 'BURST_CLOSE_LONG';
    case 'burst-short':
      return 'BURST_CLOSE_SHORT';
    case 'net-buy':
      return 'BUY_DEAL';
    case 'net-sell':
      return 'SELL_DEAL';
    case 'burst-buy':
      return 'BURST_BUY_SSM';
    case 'burst-sell':
      return 'BURST_SELL_SSM';
    default:
      return bill.kind.toUpperCase().replace('-', '_');
  }
}

function leverageAsked(ask: Ask) {
  const leverage = ask.need('leverage');
  if (ask.text('marginMode') === 'isolated') {
    const side = ask.text('posSide');
    return {
      long: ask.text('longLeverage') ?? (side === 'short' ? undefined : leverage),
      short: ask.text('shortLeverage') ?? (side === 'long' ? undefined : leverage),
    };
  }
  return {
    crossed: leverage,
    long: ask.text('longLeverage') ?? leverage,
    short: ask.text('shortLeverage') ?? leverage,
  };
}

function maxOpen(ask: Ask) {
  const { instrument, market } = v3Venue(ask);
  const price = decimal(ask.text('price') ?? market.price(market.ticksAt(ask.now)));
  const coin = instrument.category === 'SPOT' && ask.text('side') === 'sell' ? instrument.base : instrument.settle;
  const own = available(ask.account, 'uta', coin);
  const money = v3Line(ask) === 'MARGIN' ? own.plus(maxBorrowable(ask.world, ask.account, 'uta', coin)) : own;
  const leverage = leveragesOf(ask.account, instrument).crossed;
  const unit = instrument.category === 'SPOT' ? price : openCost(instrument, price, decimal(1), leverage);
  const size =
    coin === instrument.base && instrument.category === 'SPOT' ? money : down(money.div(unit), instrument.sizePlaces);
  const cost = figure(unit.times(ask.text('size') ?? '0'));
  return {
    available: text(money),
    maxOpen: text(size),
    buyOpenCost: cost,
    sellOpenCost: cost,
    maxBuyOpen: text(size),
    maxSellOpen: text(size),
  };
}

/** The account and its settings, v3. */
export const v3Account: Handlers = {
  'v3:account.assets': (ask) => assets(ask, ask.account),
  'v3:account.fundingAssets': (ask) => {
    const held = (['spot', 'p2p'] as const).flatMap((wallet) =>
      walletCoins(ask.account, wallet, ask.text('coin')?.toUpperCase()),
    );
    return held.map(({ coin, cash, hold }) => ({
      coin,
      available: money(cash.minus(hold)),
      frozen: money(hold),
      balance: money(cash),
    }));
  },
  'v3:account.info': ({ account }) => ({
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
  'v3:account.settings': (ask) => {
    const futures = [...ask.world.venues.values()].filter(({ instrument }) => instrument.category !== 'SPOT');
    return {
      uid: ask.account.uid,
      accountMode: 'unified',
      accountLevel: 'advanced',
      assetMode: 'multi_assets',
      holdMode: positionModeOf(ask.world, ask.account, 'USDT-FUTURES'),
      stpMode: ask.account.stp,
      symbolConfigList: futures.map(({ instrument }) => {
        const marginMode = marginModeOf(ask.account, instrument);
        const leverages = leveragesOf(ask.account, instrument);
        const leverage = String(marginMode === 'crossed' ? leverages.crossed : leverages.long);
        return { category: instrument.category, symbol: instrument.symbol, marginMode, leverage };
      }),
      coinConfigList: coinLeverages(ask),
    };
  },
  'v3:account.setHoldMode': (ask) => {
    ask.engine.setPositionMode(
      ask.account,
      'USDT-FUTURES',
      ask.text('holdMode') === 'hedge_mode' ? 'hedge_mode' : 'one_way_mode',
    );
    return 'success';
  },
  'v3:account.setLeverage': (ask) => {
    if (ask.text('category') === 'MARGIN') {
      setCoinLeverage(ask);
      return 'success';
    }
    const venue = v3Venue(ask);
    ask.engine.setLeverage(ask.account, venue, leverageAsked(ask));
    return 'success';
  },
  'v3:account.setMargin': (ask) => {
    const sign = ask.text('operation') === 'remove' ? '-' : '';
    ask.engine.setMargin(
      ask.account,
      v3Venue(ask),
      ask.word('posSide', ['long', 'short'] as const),
      sign + ask.need('amount'),
    );
    return 'success';
  },
  'v3:account.feeRate': (ask) => {
    const { instrument } = v3Venue(ask);
    return { makerFeeRate: text(instrument.makerFee), takerFeeRate: text(instrument.takerFee) };
  },
  'v3:account.allFeeRate': (ask) => {
    const symbol = ask.text('symbol')?.toUpperCase();
    return venuesIn(ask.world, categoryOf(ask))
      .filter(({ instrument }) => symbol === undefined || instrument.symbol === symbol)
      .map(({ instrument }) => ({
        symbol: instrument.symbol,
        makerFeeRate: text(instrument.makerFee),
        takerFeeRate: text(instrument.takerFee),
      }));
  },
  'v3:account.financialRecords': (ask) => {
    const category = ask.need('category');
    const [coin, type] = [ask.text('coin')?.toUpperCase(), ask.text('type')];
    const keep = (bill: Bill) =>
      bill.wallet === 'uta' &&
      (bill.category ?? 'OTHER') === category &&
      (coin === undefined || bill.coin === coin) &&
      (type === undefined || billType(bill) === type);
    const { items, more } = ask.page('bill', ask.account.bills, ({ at }) => at, keep);
    const last = items.at(-1);
    return {
      list: items.map((bill) => ({
        category,
        id: ask.id('bill', bill),
        symbol: bill.symbol,
        coin: bill.coin,
        type: billType(bill),
        amount: bill.amount,
        fee: bill.fee,
        balance: bill.balance,
        ts: String(bill.at),
      })),
      cursor: more && last ? ask.id('bill', last) : '',
    };
  },
  'v3:account.deductInfo': ({ account }) => ({ deduct: account.deduct ? 'on' : 'off' }),
  'v3:account.switchDeduct': (ask) => {
    ask.engine.configure(ask.account, { deduct: ask.text('deduct') === 'on' });
    return true;
  },
  'v3:account.maxOpenAvailable': maxOpen,
};
