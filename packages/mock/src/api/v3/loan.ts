import {
  available,
  coinsIn,
  type Decimal,
  debtOf,
  debtsIn,
  dollarsOf,
  EngineError,
  knownCoin,
  LENDING,
  owed,
  text,
  ZERO,
} from '../../engine/index.js';
import type { Ask, Handlers } from '../context.js';
import { figure } from '../shared/order-fields.js';
import { lendingOf } from '../v2/margin/loan-terms.js';

// Coins that one call may name.
const SELECTION = '10';

function entry(ask: Ask, coin: string, size: Decimal) {
  return { coin, size: text(size), amount: figure(size.times(dollarsOf(ask.world, coin))) };
}

function coinsNamed(ask: Ask, name: string): string[] {
  const list = ask.fields[name];
  return Array.isArray(list) ? list.map((coin) => knownCoin(String(coin))) : [];
}

function repay(ask: Ask) {
  const { account } = ask;
  const [coins, payers] = [coinsNamed(ask, 'repayableCoinList'), coinsNamed(ask, 'paymentCoinList')];
  if (!coins.some((coin) => owed(debtOf(account, 'uta', coin)).gt(0))) throw new EngineError('repay-min');
  if (!payers.some((coin) => available(account, 'uta', coin).gt(0))) throw new EngineError('repay-too-much');
  const paid = coins.flatMap((coin) => ask.engine.flashRepay(account, 'uta', coin, payers).repaid);
  const sum = paid.reduce((total, { interest, principal }) => total.plus(interest).plus(principal), ZERO);
  const left = coins.some((coin) => owed(debtOf(account, 'uta', coin)).gt(0));
  return { result: left ? 'NO' : 'YES', repayAmount: text(sum) };
}

/** Debt of the unified account, v3. */
export const v3Loan: Handlers = {
  'v3:account.repay': repay,
  'v3:account.repayableCoins': (ask) => ({
    repayableCoinList: debtsIn(ask.account, 'uta').map((debt) => entry(ask, debt.coin, owed(debt))),
    maxSelection: SELECTION,
  }),
  'v3:account.paymentCoins': (ask) => ({
    paymentCoinList: coinsIn(ask.account, 'uta').flatMap((coin) => {
      const free = available(ask.account, 'uta', coin);
      return free.gt(0) ? [entry(ask, coin, free)] : [];
    }),
    maxSelection: SELECTION,
  }),
  'v3:market.marginLoans': (ask) => {
    const { daily, annual, limit } = lendingOf(knownCoin(ask.need('coin')));
    return { dailyInterest: daily, annualInterest: annual, limit };
  },
};

// The leverage of borrowed coins that nobody set.
const USUAL = 3;

/** Sets the leverage of a coin that is borrowed. @throws EngineError `leverage-range`, `not-borrowable` */
export function setCoinLeverage(ask: Ask): void {
  ask.engine.setCoinLeverage(ask.account, knownCoin(ask.need('coin')), ask.need('leverage'));
}

export function coinLeverages({ account }: Ask) {
  return [...LENDING.keys()].map((coin) => ({ coin, leverage: String(account.coinLeverages.get(coin) ?? USUAL) }));
}
