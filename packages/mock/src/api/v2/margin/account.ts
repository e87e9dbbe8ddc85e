import {
  available,
  balanceIn,
  type Decimal,
  debtOf,
  EngineError,
  loanAmount,
  maxBorrowable,
  maxTransferOut,
  owed,
  type Purse,
  riskOf,
  seqOf,
  text,
} from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import { figure, money } from '../../shared/order-fields.js';
import { walletCoins } from '../spot/account.js';
import { CROSSED, ISOLATED, isolatedPurses, type MarginSide, marginCoin, marginVenue, purseOf } from './margin-kind.js';

function asset(ask: Ask, side: MarginSide, purse: Purse, coin: string) {
  const { account } = ask;
  const { cash, hold, updatedAt } = balanceIn(account, purse, coin);
  const debt = debtOf(account, purse, coin);
  return {
    ...side.where(purse),
    coin,
    totalAmount: money(cash),
    available: money(available(account, purse, coin)),
    frozen: money(hold),
    borrow: money(debt.principal),
    interest: money(debt.interest),
    net: money(cash.minus(owed(debt))),
    coupon: '0',
    cTime: String(account.createdAt),
    uTime: String(updatedAt || account.createdAt),
  };
}

/** Asks for a loan, or pays one back, with what both name. */
function loanAsked(ask: Ask, side: MarginSide, field: string): [Purse, string, Decimal] {
  return [side.purse(ask), marginCoin(ask, side), loanAmount(ask.need(field))];
}

/** Pays all that a purse owes, or what it owes in one coin. */
function flash(ask: Ask, purse: Purse, coin?: string): string {
  return ask.id('repay', { seq: ask.engine.flashRepayAll(ask.account, purse, coin) });
}

function flashStatus(ask: Ask) {
  const ids = Array.isArray(ask.fields.idList) ? ask.fields.idList.map(String) : [];
  return ids.map((repayId) => {
    const seq = seqOf(ask.world, 'repay', repayId);
    if (seq === undefined || seq > ask.world.counters.repay) throw new EngineError('no-such-repayment');
    return { repayId, status: 'FINISH' };
  });
}

function both(side: MarginSide): Handlers {
  const of = `v2:margin.${side.name}.account`;
  return {
    [`${of}.borrow`]: (ask) => {
      const loan = ask.engine.borrow(ask.account, ...loanAsked(ask, side, 'borrowAmount'));
      const { purse, coin, amount } = loan;
      return { loanId: ask.id('loan', loan), ...side.where(purse), coin, borrowAmount: amount };
    },
    [`${of}.repay`]: (ask) => {
      const [purse, coin, amount] = loanAsked(ask, side, 'repayAmount');
      const before = owed(debtOf(ask.account, purse, coin));
      const done = ask.engine.repay(ask.account, purse, coin, amount);
      const rest = owed(debtOf(ask.account, purse, coin));
      return {
        ...side.where(purse),
        coin,
        repayId: ask.id('repay', done),
        remainDebtAmount: text(rest),
        repayAmount: text(before.minus(rest)),
      };
    },
    [`${of}.queryFlashRepayStatus`]: flashStatus,
  };
}

const crossed: Handlers = {
  'v2:margin.crossed.account.assets': (ask) => {
    const purse = CROSSED.purse(ask);
    if (ask.text('coin') !== undefined) return [asset(ask, CROSSED, purse, marginCoin(ask, CROSSED))];
    return walletCoins(ask.account, purse).map(({ coin }) => asset(ask, CROSSED, purse, coin));
  },
  'v2:margin.crossed.account.flashRepay': (ask) => {
    const coin = ask.text('coin') === undefined ? undefined : marginCoin(ask, CROSSED);
    return { repayId: flash(ask, CROSSED.purse(ask), coin), coin: coin ?? '' };
  },
  'v2:margin.crossed.account.maxBorrowableAmount': (ask) => {
    const coin = marginCoin(ask, CROSSED);
    return { coin, maxBorrowableAmount: text(maxBorrowable(ask.world, ask.account, CROSSED.purse(ask), coin)) };
  },
  'v2:margin.crossed.account.maxTransferOutAmount': (ask) => {
    const coin = marginCoin(ask, CROSSED);
    return { coin, maxTransferOutAmount: money(maxTransferOut(ask.world, ask.account, CROSSED.purse(ask), coin)) };
  },
  'v2:margin.crossed.account.riskRate': (ask) => ({
    riskRateRatio: figure(riskOf(ask.world, ask.account, CROSSED.purse(ask))),
  }),
};

/** The purse of the pair that a call names, or all that were ever used. */
function pursesAsked(ask: Ask): Purse[] {
  return ask.text('symbol') === undefined ? isolatedPurses(ask, ask.account) : [ISOLATED.purse(ask)];
}

const isolated: Handlers = {
  'v2:margin.isolated.account.assets': (ask) =>
    pursesAsked(ask).flatMap((purse) => {
      const { base, quote } = marginVenue(ask, ISOLATED.where(purse).symbol).instrument;
      return [base, quote].map((coin) => asset(ask, ISOLATED, purse, coin));
    }),
  'v2:margin.isolated.account.flashRepay': (ask) => {
    const symbols = Array.isArray(ask.fields.symbolList) ? ask.fields.symbolList.map(String) : [];
    const named = symbols.map((symbol) => purseOf(marginVenue(ask, symbol)));
    const purses = named.length > 0 ? named : isolatedPurses(ask, ask.account);
    return purses.map((purse) => ({ repayId: flash(ask, purse), ...ISOLATED.where(purse), result: 'success' }));
  },
  'v2:margin.isolated.account.maxBorrowableAmount': (ask) => {
    const { symbol, base, quote } = marginVenue(ask).instrument;
    const most = (coin: string) => text(maxBorrowable(ask.world, ask.account, ISOLATED.purse(ask), coin));
    return {
      symbol,
      baseCoin: base,
      baseCoinMaxBorrowAmount: most(base),
      quoteCoin: quote,
      quoteCoinMaxBorrowAmount: most(quote),
    };
  },
  'v2:margin.isolated.account.maxTransferOutAmount': (ask) => {
    const { symbol, base, quote } = marginVenue(ask).instrument;
    const most = (coin: string) => money(maxTransferOut(ask.world, ask.account, ISOLATED.purse(ask), coin));
    return {
      symbol,
      baseCoin: base,
      baseCoinMaxTransferOutAmount: most(base),
      quoteCoin: quote,
      quoteCoinMaxTransferOutAmount: most(quote),
    };
  },
  'v2:margin.isolated.account.riskRate': (ask) => {
    const [page, size] = [ask.number('pageNum') ?? 1, ask.number('pageSize') ?? 100];
    const risks = pursesAsked(ask).map((purse) => ({
      ...ISOLATED.where(purse),
      riskRateRatio: figure(riskOf(ask.world, ask.account, purse)),
    }));
    return risks.slice((page - 1) * size, page * size);
  },
};

/** Loans and balances of both margin accounts, v2. */
export const marginAccount: Handlers = { ...both(CROSSED), ...both(ISOLATED), ...crossed, ...isolated };
