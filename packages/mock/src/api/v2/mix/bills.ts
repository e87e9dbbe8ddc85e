import type { Bill } from '../../../engine/index.js';
import { walletOf } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { page } from '../../shared/pages.js';
import type { ContextOf, ResponseOf } from '../operations.js';
import { productOf } from './venues.js';

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

type BillView = EntryOf<ResponseOf<'mix.account.bill'>['bills']>;

const billView = (context: RequestContext, bill: Bill): BillView => ({
  billId: context.id('bill', bill),
  symbol: bill.symbol,
  amount: bill.amount,
  fee: bill.fee,
  feeByCoupon: '',
  businessType: MIX_BILLS[bill.kind] ?? 'unknown',
  coin: bill.coin,
  balance: bill.balance,
  cTime: String(bill.at),
});

/** A page of what moved in the wallet of a product line. */
export function billPage(context: ContextOf<'mix.account.bill'>): ResponseOf<'mix.account.bill'> {
  const { account, request } = context;
  const { coin, businessType, onlyFunding } = request;
  const wallet = walletOf(account, productOf(request));
  const keep = (bill: Bill) =>
    bill.wallet === wallet &&
    (coin === undefined || bill.coin === coin.toUpperCase()) &&
    (businessType === undefined || MIX_BILLS[bill.kind] === businessType) &&
    (onlyFunding !== 'yes' || bill.kind === 'funding');
  const { items } = page(context, 'bill', account.bills, ({ at }) => at, keep);
  const last = items.at(-1);
  return { bills: items.map((bill) => billView(context, bill)), endId: last ? context.id('bill', last) : '' };
}
