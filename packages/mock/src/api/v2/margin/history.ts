import {
  type Bill,
  decimal,
  type Interest,
  type Liquidation,
  type Loan,
  type NumberKind,
  type Purse,
  type Repayment,
  text,
} from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { type PageRequest, page } from '../../shared/pages.js';
import type { ContextOf, Handlers, ResponseOf } from '../operations.js';
import { CROSSED, ISOLATED, isIsolated, type MarginKind } from './margin-kind.js';
import { endsOf } from './order.js';

type History = 'borrow' | 'repay' | 'interest' | 'liquidation';
/** An entry of a history of the crossed account without its moments; one of an isolated account names the pair as well. */
type View<Of extends History> = Omit<
  EntryOf<ResponseOf<`margin.crossed.${Of}History`>['resultList']>,
  'cTime' | 'uTime'
>;

/** A record of a purse. */
interface Entry {
  readonly seq: number;
  readonly purse: Purse;
  readonly at: number;
  readonly coin?: string;
}

type HistoryRequest = PageRequest & { coin?: string };

const moments = ({ at }: { at: number }) => ({ cTime: String(at), uTime: String(at) });

/** A page of an account's records of one purse, of one coin or of all. */
function historyPage<Request extends HistoryRequest, Where extends object, Item extends Entry, Shown extends object>(
  context: RequestContext<Request>,
  kind: MarginKind<NoInfer<Request>, Where>,
  number: NumberKind,
  items: readonly Item[],
  view: (context: RequestContext, item: Item) => Shown,
  only?: string,
) {
  const purse = kind.purse(context);
  const coin = context.request.coin?.toUpperCase();
  const keep = (one: Item) =>
    one.purse === purse &&
    (coin === undefined || one.coin === coin) &&
    (only === undefined || context.id(number, one) === only);
  const found = page(context, number, items, ({ at }) => at, keep).items;
  return {
    resultList: found.map((one) => ({ ...kind.where(purse), ...view(context, one), ...moments(one) })),
    ...endsOf(found, (one) => context.id(number, one)),
  };
}

const loanView = (context: RequestContext, loan: Loan): View<'borrow'> => ({
  loanId: context.id('loan', loan),
  coin: loan.coin,
  borrowAmount: loan.amount,
  borrowType: loan.how === 'auto' ? 'auto_loan' : 'manual_loan',
});

const REPAY_TYPES = { auto: 'auto_repay', manual: 'manual_repay', liquidation: 'liq_repay' } as const;

const repaymentView = (context: RequestContext, one: Repayment): View<'repay'> => ({
  repayId: context.id('repay', one),
  coin: one.coin,
  repayAmount: text(decimal(one.interest).plus(one.principal)),
  repayType: REPAY_TYPES[one.how],
  repayInterest: one.interest,
  repayPrincipal: one.principal,
});

const interestView = (context: RequestContext, one: Interest): View<'interest'> => ({
  interestId: context.id('interest', one),
  loanCoin: one.coin,
  interestCoin: one.coin,
  dailyInterestRate: one.rate,
  interestAmount: one.amount,
  interstType: one.first ? 'first' : 'scheduled',
});

const liquidationView = (context: RequestContext, one: Liquidation): View<'liquidation'> => ({
  liqId: context.id('loan', one),
  liqStartTime: String(one.at),
  liqEndTime: String(one.at),
  liqRiskRatio: one.risk,
  totalAssets: one.assets,
  totalDebt: one.debt,
  liqFee: '0',
});

const FLOWS: Readonly<Partial<Record<Bill['kind'], string>>> = {
  deposit: 'transfer_in',
  'transfer-in': 'transfer_in',
  'transfer-out': 'transfer_out',
  borrow: 'borrow',
  repay: 'repay',
  'exchange-in': 'exchange_in',
  'exchange-out': 'exchange_out',
  compensate: 'compensate',
};

const flowOf = ({ kind, amount }: Bill) => FLOWS[kind] ?? (amount.startsWith('-') ? 'deal_out' : 'deal_in');

type FlowView = EntryOf<ResponseOf<'margin.crossed.financialRecords'>['resultList']>;

const flowView = (context: RequestContext, bill: Bill): FlowView => ({
  marginId: context.id('bill', bill),
  amount: bill.amount,
  coin: bill.coin,
  balance: bill.balance,
  fee: bill.fee,
  marginType: flowOf(bill),
  ...moments(bill),
});

function flows<Request extends HistoryRequest & { marginType?: string }, Where extends object>(
  context: RequestContext<Request>,
  kind: MarginKind<NoInfer<Request>, Where>,
) {
  const purse = kind.purse(context);
  const { coin, marginType } = context.request;
  const keep = (bill: Bill) =>
    bill.wallet === purse &&
    (coin === undefined || bill.coin === coin.toUpperCase()) &&
    (marginType === undefined || flowOf(bill) === marginType);
  const { items } = page(context, 'bill', context.account.bills, ({ at }) => at, keep);
  return {
    resultList: items.map((bill) => ({ ...kind.where(purse), ...flowView(context, bill) })),
    ...endsOf(items, (bill) => context.id('bill', bill)),
  };
}

type LiquidationOrders = 'margin.crossed.liquidationOrder' | 'margin.isolated.liquidationOrder';
type SwapView = EntryOf<ResponseOf<LiquidationOrders>['resultList']>;
type Swap = Liquidation['swaps'][number];

const swapView = (context: RequestContext, one: Swap): SwapView => ({
  orderId: context.id('loan', one),
  fromCoin: one.from,
  toCoin: one.to,
  fromSize: one.gave,
  toSize: one.got,
  ...moments(one),
});

/** What liquidations swapped; they send no orders to the market. */
function swaps(context: ContextOf<LiquidationOrders>, mine: (purse: Purse) => boolean) {
  const { type, fromCoin, toCoin } = context.request;
  const all = context.account.liquidations.flatMap((one) => (mine(one.purse) ? one.swaps : []));
  const keep = (one: Swap) =>
    (fromCoin === undefined || one.from === fromCoin.toUpperCase()) &&
    (toCoin === undefined || one.to === toCoin.toUpperCase());
  const { items } = page(context, 'loan', type === 'swap' ? all : [], ({ at }) => at, keep);
  const ends = endsOf(items, (one) => context.id('loan', one));
  return { resultList: items.map((one) => swapView(context, one)), idLessThan: ends.minId, ...ends };
}

/** What the crossed account borrowed, paid and was charged, v2. */
const crossed: Handlers = {
  'margin.crossed.borrowHistory': (context) =>
    historyPage(context, CROSSED, 'loan', context.account.loans, loanView, context.request.loanId),
  'margin.crossed.repayHistory': (context) =>
    historyPage(context, CROSSED, 'repay', context.account.repayments, repaymentView, context.request.repayId),
  'margin.crossed.interestHistory': (context) =>
    historyPage(context, CROSSED, 'interest', context.account.interests, interestView),
  'margin.crossed.financialRecords': (context) => flows(context, CROSSED),
  'margin.crossed.liquidationHistory': (context) =>
    historyPage(context, CROSSED, 'loan', context.account.liquidations, liquidationView),
  'margin.crossed.liquidationOrder': (context) => swaps(context, (purse) => purse === CROSSED.purse(context)),
};

/** The same of the isolated accounts. */
const isolated: Handlers = {
  'margin.isolated.borrowHistory': (context) =>
    historyPage(context, ISOLATED, 'loan', context.account.loans, loanView, context.request.loanId),
  'margin.isolated.repayHistory': (context) =>
    historyPage(context, ISOLATED, 'repay', context.account.repayments, repaymentView, context.request.repayId),
  'margin.isolated.interestHistory': (context) =>
    historyPage(context, ISOLATED, 'interest', context.account.interests, interestView),
  'margin.isolated.financialRecords': (context) => flows(context, ISOLATED),
  'margin.isolated.liquidationHistory': (context) =>
    historyPage(context, ISOLATED, 'loan', context.account.liquidations, liquidationView),
  'margin.isolated.liquidationOrder': (context) => {
    const symbol = context.request.symbol?.toUpperCase();
    const named = (purse: Purse) => symbol === undefined || ISOLATED.where(purse).symbol === symbol;
    return swaps(context, (purse) => isIsolated(purse) && named(purse));
  },
};

export const marginHistory: Handlers = { ...crossed, ...isolated };
