import { type Bill, decimal, type NumberKind, type Purse, type Repayment, text } from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import type { MarginSide } from './margin-kind.js';
import { endsOf } from './orders.js';

/** A record of a purse. */
interface Entry {
  readonly seq: number;
  readonly purse: Purse;
  readonly at: number;
  readonly coin?: string;
}

const moments = ({ at }: { at: number }) => ({ cTime: String(at), uTime: String(at) });

/** A page of an account's records of one purse, of one coin or of all. */
function page<Item extends Entry>(
  ask: Ask,
  side: MarginSide,
  kind: NumberKind,
  items: readonly Item[],
  view: (item: Item) => object,
  only?: string,
) {
  const [purse, coin] = [side.purse(ask), ask.text('coin')?.toUpperCase()];
  const keep = (one: Item) =>
    one.purse === purse &&
    (coin === undefined || one.coin === coin) &&
    (only === undefined || ask.id(kind, one) === only);
  const found = ask.page(kind, items, ({ at }) => at, keep).items;
  return {
    resultList: found.map((one) => ({ ...side.where(purse), ...view(one), ...moments(one) })),
    ...endsOf(found, (one) => ask.id(kind, one)),
  };
}

const REPAY_TYPES = { auto: 'auto_repay', manual: 'manual_repay', liquidation: 'liq_repay' } as const;

function repaymentView(ask: Ask, one: Repayment) {
  return {
    repayId: ask.id('repay', one),
    coin: one.coin,
    repayAmount: text(decimal(one.interest).plus(one.principal)),
    repayType: REPAY_TYPES[one.how],
    repayInterest: one.interest,
    repayPrincipal: one.principal,
  };
}

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

function flows(ask: Ask, side: MarginSide) {
  const [purse, coin, type] = [side.purse(ask), ask.text('coin')?.toUpperCase(), ask.text('marginType')];
  const keep = (bill: Bill) =>
    bill.wallet === purse &&
    (coin === undefined || bill.coin === coin) &&
    (type === undefined || flowOf(bill) === type);
  const { items } = ask.page('bill', ask.account.bills, ({ at }) => at, keep);
  return {
    resultList: items.map((bill) => ({
      ...side.where(purse),
      marginId: ask.id('bill', bill),
      amount: bill.amount,
      coin: bill.coin,
      balance: bill.balance,
      fee: bill.fee,
      marginType: flowOf(bill),
      ...moments(bill),
    })),
    ...endsOf(items, (bill) => ask.id('bill', bill)),
  };
}

/** What liquidations swapped; they send no orders to the market. */
function swaps(ask: Ask, side: MarginSide) {
  const [from, to] = [ask.text('fromCoin')?.toUpperCase(), ask.text('toCoin')?.toUpperCase()];
  const symbol = ask.text('symbol')?.toUpperCase();
  const all = ask.account.liquidations.flatMap((one) => {
    const pair = side.where(one.purse).symbol;
    const mine = side.name === 'isolated' ? one.purse.startsWith('isolated_margin') : one.purse === side.purse(ask);
    return mine && (pair === undefined || symbol === undefined || pair === symbol) ? one.swaps : [];
  });
  const wanted = ask.text('type') === 'swap' ? all : [];
  const { items } = ask.page(
    'loan',
    wanted,
    ({ at }) => at,
    (one) => (from === undefined || one.from === from) && (to === undefined || one.to === to),
  );
  const ends = endsOf(items, (one) => ask.id('loan', one));
  return {
    resultList: items.map((one) => ({
      orderId: ask.id('loan', one),
      fromCoin: one.from,
      toCoin: one.to,
      fromSize: one.gave,
      toSize: one.got,
      ...moments(one),
    })),
    idLessThan: ends.minId,
    ...ends,
  };
}

/** What a margin account borrowed, paid and was charged, v2. */
export function marginHistory(side: MarginSide): Handlers {
  const of = `v2:margin.${side.name}`;
  return {
    [`${of}.borrowHistory`]: (ask) =>
      page(
        ask,
        side,
        'loan',
        ask.account.loans,
        (loan) => ({
          loanId: ask.id('loan', loan),
          coin: loan.coin,
          borrowAmount: loan.amount,
          borrowType: loan.how === 'auto' ? 'auto_loan' : 'manual_loan',
        }),
        ask.text('loanId'),
      ),
    [`${of}.repayHistory`]: (ask) =>
      page(ask, side, 'repay', ask.account.repayments, (one) => repaymentView(ask, one), ask.text('repayId')),
    [`${of}.interestHistory`]: (ask) =>
      page(ask, side, 'interest', ask.account.interests, (one) => ({
        interestId: ask.id('interest', one),
        loanCoin: one.coin,
        interestCoin: one.coin,
        dailyInterestRate: one.rate,
        interestAmount: one.amount,
        interstType: one.first ? 'first' : 'scheduled',
      })),
    [`${of}.financialRecords`]: (ask) => flows(ask, side),
    [`${of}.liquidationHistory`]: (ask) =>
      page(ask, side, 'loan', ask.account.liquidations, (one) => ({
        liqId: ask.id('loan', one),
        liqStartTime: String(one.at),
        liqEndTime: String(one.at),
        liqRiskRatio: one.risk,
        totalAssets: one.assets,
        totalDebt: one.debt,
        liqFee: '0',
      })),
    [`${of}.liquidationOrder`]: (ask) => swaps(ask, side),
  };
}
