import { type Account, available, type Decimal, debtOf, dollarsOf, owed, venueOf, ZERO } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import { figure, money } from '../shared/figures.js';
import { figuresOf, walletCoins } from '../shared/wallets.js';
import type { ResponseOf } from './operations.js';

/** Coins of the unified wallet with what they are worth. */
export function unifiedCoins({ world }: RequestContext, account: Account) {
  return walletCoins(account, 'uta').map(({ coin, cash, hold }) => {
    const {
      crossedProfit,
      isolatedProfit,
      maintenance: keep,
      crossed,
      isolated,
      equity: held,
    } = figuresOf(world, account, 'uta', coin);
    const debt = owed(debtOf(account, 'uta', coin));
    const equity = held.minus(debt);
    const dollars = dollarsOf(world, coin);
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

/** Balances and figures of a unified account. */
export function assetsOf(context: RequestContext, account: Account) {
  const { world, now } = context;
  const coins = unifiedCoins(context, account);
  const sum = (part: 'equity' | 'profit' | 'maintenance' | 'initial') =>
    coins.reduce((total, coin) => total.plus(coin[part]), ZERO);
  const [equity, profit, keep] = [sum('equity'), sum('profit'), sum('maintenance')];
  const bitcoin = dollarsOf(world, 'BTC');
  let value = ZERO;
  for (const position of account.positions.values()) {
    const { market } = venueOf(world, position.category, position.symbol);
    value = value.plus(market.price(market.markAt(now)).times(position.size));
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
  } satisfies ResponseOf<'account.assets'>;
}
