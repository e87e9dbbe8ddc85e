import {
  available,
  balanceIn,
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
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { figure, money } from '../../shared/figures.js';
import { walletCoins } from '../../shared/wallets.js';
import type { ContextOf, Handlers, RequestOf, ResponseOf } from '../operations.js';
import { CROSSED, coinNamed, ISOLATED, isolatedPurses, type MarginKind, pairNamed, purseOf } from './margin-kind.js';

type CrossedAsset = EntryOf<ResponseOf<'margin.crossed.account.assets'>>;

export function assetView({ account }: RequestContext, purse: Purse, coin: string) {
  const { cash, hold, updatedAt } = balanceIn(account, purse, coin);
  const debt = debtOf(account, purse, coin);
  return {
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
  } satisfies CrossedAsset;
}

function borrow<Request extends RequestOf<'margin.crossed.account.borrow'>, Where extends object>(
  context: RequestContext<Request>,
  kind: MarginKind<NoInfer<Request>, Where>,
) {
  const { engine, account, request } = context;
  const loan = engine.borrow(account, kind.purse(context), coinNamed(context), loanAmount(request.borrowAmount));
  const { purse, coin, amount } = loan;
  return { loanId: context.id('loan', loan), ...kind.where(purse), coin, borrowAmount: amount };
}

function repay<Request extends RequestOf<'margin.crossed.account.repay'>, Where extends object>(
  context: RequestContext<Request>,
  kind: MarginKind<NoInfer<Request>, Where>,
) {
  const { engine, account, request } = context;
  const [purse, coin] = [kind.purse(context), coinNamed(context)];
  const amount = loanAmount(request.repayAmount);
  const before = owed(debtOf(account, purse, coin));
  const done = engine.repay(account, purse, coin, amount);
  const rest = owed(debtOf(account, purse, coin));
  return {
    ...kind.where(purse),
    coin,
    repayId: context.id('repay', done),
    remainDebtAmount: text(rest),
    repayAmount: text(before.minus(rest)),
  };
}

/** Pays all that a purse owes, or what it owes in one coin. */
function flash(context: RequestContext, purse: Purse, coin?: string): string {
  return context.id('repay', { seq: context.engine.flashRepayAll(context.account, purse, coin) });
}

type FlashStatus = 'margin.crossed.account.queryFlashRepayStatus' | 'margin.isolated.account.queryFlashRepayStatus';

function flashStatus({ world, request }: ContextOf<FlashStatus>) {
  return request.idList.map((repayId) => {
    const seq = seqOf(world, 'repay', repayId);
    if (seq === undefined || seq > world.counters.repay) throw new EngineError('no-such-repayment');
    return { repayId, status: 'FINISH' };
  });
}

/** The purse of the pair that a request names, or all that were ever used. */
function pursesNamed(
  context: ContextOf<'margin.isolated.account.assets' | 'margin.isolated.account.riskRate'>,
): Purse[] {
  const { symbol } = context.request;
  if (symbol === undefined) return isolatedPurses(context, context.account);
  return [ISOLATED.purse(context.with({ symbol }))];
}

const instrumentOf = (context: RequestContext, purse: Purse) =>
  pairNamed(context.with(ISOLATED.where(purse))).instrument;

/** Balances and loans of both margin accounts, v2. */
export const marginAccount: Handlers = {
  'margin.crossed.account.borrow': (context) => borrow(context, CROSSED),
  'margin.crossed.account.repay': (context) => repay(context, CROSSED),
  'margin.crossed.account.queryFlashRepayStatus': flashStatus,
  'margin.crossed.account.assets': (context) => {
    const purse = CROSSED.purse(context);
    const { coin } = context.request;
    const coins =
      coin === undefined ? walletCoins(context.account, purse) : [{ coin: coinNamed(context.with({ coin })) }];
    return coins.map((held) => assetView(context, purse, held.coin));
  },
  'margin.crossed.account.flashRepay': (context) => {
    const { coin: name } = context.request;
    const coin = name === undefined ? undefined : coinNamed(context.with({ coin: name }));
    return { repayId: flash(context, CROSSED.purse(context), coin), coin: coin ?? '' };
  },
  'margin.crossed.account.maxBorrowableAmount': (context) => {
    const coin = coinNamed(context);
    const most = maxBorrowable(context.world, context.account, CROSSED.purse(context), coin);
    return { coin, maxBorrowableAmount: text(most) };
  },
  'margin.crossed.account.maxTransferOutAmount': (context) => {
    const coin = coinNamed(context);
    const most = maxTransferOut(context.world, context.account, CROSSED.purse(context), coin);
    return { coin, maxTransferOutAmount: money(most) };
  },
  'margin.crossed.account.riskRate': (context) => ({
    riskRateRatio: figure(riskOf(context.world, context.account, CROSSED.purse(context))),
  }),

  'margin.isolated.account.borrow': (context) => borrow(context, ISOLATED),
  'margin.isolated.account.repay': (context) => repay(context, ISOLATED),
  'margin.isolated.account.queryFlashRepayStatus': flashStatus,
  'margin.isolated.account.assets': (context) =>
    pursesNamed(context).flatMap((purse) => {
      const { base, quote } = instrumentOf(context, purse);
      return [base, quote].map((coin) => ({ ...ISOLATED.where(purse), ...assetView(context, purse, coin) }));
    }),
  'margin.isolated.account.flashRepay': (context) => {
    const { symbolList = [] } = context.request;
    const named = symbolList.map((symbol) => purseOf(pairNamed(context.with({ symbol }))));
    const purses = named.length > 0 ? named : isolatedPurses(context, context.account);
    return purses.map((purse) => ({ repayId: flash(context, purse), ...ISOLATED.where(purse), result: 'success' }));
  },
  'margin.isolated.account.maxBorrowableAmount': (context) => {
    const { symbol, base, quote } = pairNamed(context).instrument;
    const most = (coin: string) => text(maxBorrowable(context.world, context.account, ISOLATED.purse(context), coin));
    return {
      symbol,
      baseCoin: base,
      baseCoinMaxBorrowAmount: most(base),
      quoteCoin: quote,
      quoteCoinMaxBorrowAmount: most(quote),
    };
  },
  'margin.isolated.account.maxTransferOutAmount': (context) => {
    const { symbol, base, quote } = pairNamed(context).instrument;
    const most = (coin: string) => money(maxTransferOut(context.world, context.account, ISOLATED.purse(context), coin));
    return {
      symbol,
      baseCoin: base,
      baseCoinMaxTransferOutAmount: most(base),
      quoteCoin: quote,
      quoteCoinMaxTransferOutAmount: most(quote),
    };
  },
  'margin.isolated.account.riskRate': (context) => {
    const { pageNum = 1, pageSize = 100 } = context.request;
    const risks = pursesNamed(context).map((purse) => ({
      ...ISOLATED.where(purse),
      riskRateRatio: figure(riskOf(context.world, context.account, purse)),
    }));
    return risks.slice((pageNum - 1) * pageSize, pageNum * pageSize);
  },
};
