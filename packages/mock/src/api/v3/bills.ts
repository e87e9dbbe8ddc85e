import type { Bill } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { EntryOf } from '../operations.js';
import { cursorOf, page } from '../shared/pages.js';
import type { ContextOf, ResponseOf } from './operations.js';

function billType(bill: Bill): string {
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

type BillView = EntryOf<ResponseOf<'account.financialRecords'>['list']>;

const billView = (context: RequestContext, bill: Bill, category: string): BillView => ({
  category,
  id: context.id('bill', bill),
  symbol: bill.symbol,
  coin: bill.coin,
  type: billType(bill),
  amount: bill.amount,
  fee: bill.fee,
  balance: bill.balance,
  ts: String(bill.at),
});

/** A page of what moved in the unified wallet. */
export function billPage(context: ContextOf<'account.financialRecords'>): ResponseOf<'account.financialRecords'> {
  const { category, coin, type } = context.request;
  const keep = (bill: Bill) =>
    bill.wallet === 'uta' &&
    (bill.category ?? 'OTHER') === category &&
    (coin === undefined || bill.coin === coin.toUpperCase()) &&
    (type === undefined || billType(bill) === type);
  const found = page(context, 'bill', context.account.bills, ({ at }) => at, keep);
  return {
    list: found.items.map((bill) => billView(context, bill, category)),
    cursor: cursorOf(context, 'bill', found),
  };
}
