import {
  available,
  coinsIn,
  type Decimal,
  debtOf,
  debtsIn,
  dollarsOf,
  EngineError,
  knownCoin,
  loanAmount,
  maxBorrowable,
  owed,
  text,
  ZERO,
} from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import { figure } from '../shared/figures.js';
import type { ContextOf, Handlers, ResponseOf } from './operations.js';

// Coins that one request may name.
const SELECTION = '10';

function entry({ world }: RequestContext, coin: string, size: Decimal) {
  return { coin, size: text(size), amount: figure(size.times(dollarsOf(world, coin))) };
}

function repay({ engine, account, request }: ContextOf<'account.repay'>): ResponseOf<'account.repay'> {
  const [coins, payers] = [request.repayableCoinList.map(knownCoin), request.paymentCoinList.map(knownCoin)];
  if (!coins.some((coin) => owed(debtOf(account, 'uta', coin)).gt(0))) throw new EngineError('repay-min');
  if (!payers.some((coin) => available(account, 'uta', coin).gt(0))) throw new EngineError('repay-too-much');
  const paid = coins.flatMap((coin) => engine.flashRepay(account, 'uta', coin, payers).repaid);
  const sum = paid.reduce((total, { interest, principal }) => total.plus(interest).plus(principal), ZERO);
  const left = coins.some((coin) => owed(debtOf(account, 'uta', coin)).gt(0));
  return { result: left ? 'NO' : 'YES', repayAmount: text(sum) };
}

/** Debt of the unified account, v3. */
export const loans: Handlers = {
  'account.borrow': (context) => {
    const { coin, amount, clientOid } = context.request;
    const loan = context.engine.borrow(context.account, 'uta', knownCoin(coin), loanAmount(amount));
    return { orderId: context.id('loan', loan), ...(clientOid === undefined ? {} : { clientOid }) };
  },
  'account.maxBorrowable': ({ world, account, request }) => ({
    maxBorrowable: text(maxBorrowable(world, account, 'uta', knownCoin(request.coin))),
  }),
  'account.setRepayMode': ({ engine, account, request }) => {
    engine.configure(account, { repayMode: request.repayMode });
    return {};
  },
  'account.repay': repay,
  'account.repayableCoins': (context) => ({
    repayableCoinList: debtsIn(context.account, 'uta').map((debt) => entry(context, debt.coin, owed(debt))),
    maxSelection: SELECTION,
  }),
  'account.paymentCoins': (context) => ({
    paymentCoinList: coinsIn(context.account, 'uta').flatMap((coin) => {
      const free = available(context.account, 'uta', coin);
      return free.gt(0) ? [entry(context, coin, free)] : [];
    }),
    maxSelection: SELECTION,
  }),
};
