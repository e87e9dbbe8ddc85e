import { type Account, type Bill, coinsOf, type Purse, type Transfer } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { money } from '../../shared/figures.js';
import { page } from '../../shared/pages.js';
import { inFamily } from '../../shared/transfers.js';
import { walletCoins } from '../../shared/wallets.js';
import type { Handlers, ResponseOf } from '../operations.js';

type SpotAsset = EntryOf<ResponseOf<'spot.account.assets'>>;

function asset(coin: string, cash: string, hold: string, at: number): SpotAsset {
  return { coin, available: cash, frozen: hold, locked: '0', limitAvailable: '0', uTime: String(at) };
}

function spotAssets(account: Account, only: string | undefined, all: boolean, now: number) {
  const held = walletCoins(account, 'spot', only).filter(({ cash }) => all || !cash.isZero());
  const list = held.map(({ coin, cash, hold, updatedAt }) =>
    asset(coin, money(cash.minus(hold)), money(hold), updatedAt),
  );
  if (!all) return list;
  const rest = coinsOf('spot').filter(
    (coin) => (only === undefined || coin === only) && !held.some((one) => one.coin === coin),
  );
  return [...list, ...rest.map((coin) => asset(coin, '0', '0', now))];
}

const SPOT_BILLS: Readonly<Partial<Record<Bill['kind'], readonly [string, string]>>> = {
  deposit: ['deposit', 'DEPOSIT'],
  withdraw: ['withdraw', 'WITHDRAW'],
  'transfer-in': ['transfer', 'TRANSFER_IN'],
  'transfer-out': ['transfer', 'TRANSFER_OUT'],
  buy: ['transaction', 'BUY'],
  sell: ['transaction', 'SELL'],
  'convert-in': ['convert', 'BUY'],
  'convert-out': ['convert', 'SELL'],
};

/** The wallet of a purse, and the pair whose it is on isolated margin. */
function partsOf(purse: Purse): { type: string; symbol: string } {
  const [type = '', symbol = ''] = purse.split('/');
  return { type, symbol };
}

function transferView(context: RequestContext, one: Transfer) {
  return {
    coin: one.coin,
    status: 'Successful',
    toType: partsOf(one.to).type,
    fromType: partsOf(one.from).type,
    size: one.amount,
    ts: String(one.at),
    clientOid: one.clientOid,
    transferId: context.id('transfer', one),
  };
}

function transferRecord(context: RequestContext, one: Transfer): EntryOf<ResponseOf<'spot.account.transferRecords'>> {
  const [toSymbol, fromSymbol] = [partsOf(one.to).symbol, partsOf(one.from).symbol];
  return { ...transferView(context, one), toSymbol, fromSymbol };
}

function familyRecord(context: RequestContext, one: Transfer): EntryOf<ResponseOf<'spot.account.subMainTransRecord'>> {
  const view = transferView(context, one);
  return { ...view, fromUserId: one.fromUid, toUserId: one.toUid, newTransferId: view.transferId };
}

function billView(context: RequestContext, bill: Bill): EntryOf<ResponseOf<'spot.account.bills'>> {
  return {
    cTime: String(bill.at),
    coin: bill.coin,
    groupType: SPOT_BILLS[bill.kind]?.[0] ?? 'other',
    businessType: SPOT_BILLS[bill.kind]?.[1] ?? bill.kind,
    size: bill.amount,
    balance: bill.balance,
    fees: bill.fee,
    billId: context.id('bill', bill),
  };
}

/** Spot account, v2. */
export const spotAccount: Handlers = {
  'spot.account.info': ({ account }) => ({
    userId: account.uid,
    inviterId: '',
    ips: [],
    authorities: ['stow', 'coow', 'smow', 'wwow'],
    parentId: Number(account.parent?.uid ?? account.uid),
    traderType: 'not_trader',
    channelCode: '',
    channel: '',
    regisTime: String(account.createdAt),
  }),

  'spot.account.assets': ({ account, now, request: { coin, assetType } }) =>
    spotAssets(account, coin?.toUpperCase(), assetType === 'all' || coin !== undefined, now),

  'spot.account.bills': (context) => {
    const { coin, groupType, businessType } = context.request;
    const keep = (bill: Bill) => {
      const [group, type] = SPOT_BILLS[bill.kind] ?? [];
      if (bill.wallet !== 'spot' || group === undefined) return false;
      if (coin !== undefined && bill.coin !== coin.toUpperCase()) return false;
      return (groupType === undefined || group === groupType) && (businessType === undefined || type === businessType);
    };
    const { items } = page(context, 'bill', context.account.bills, ({ at }) => at, keep);
    return items.map((bill) => billView(context, bill));
  },

  'spot.account.transferRecords': (context) => {
    const { coin, fromType, clientOid, pageNum = 1, limit = 100 } = context.request;
    const keep = (one: Transfer) =>
      one.coin === coin.toUpperCase() &&
      (fromType === undefined || partsOf(one.from).type === fromType) &&
      (clientOid === undefined || one.clientOid === clientOid);
    const wide = context.with({ ...context.request, limit: pageNum * limit });
    const { items } = page(wide, 'transfer', context.account.transfers, ({ at }) => at, keep);
    return items.slice((pageNum - 1) * limit).map((one) => transferRecord(context, one));
  },

  'spot.account.subMainTransRecord': (context) => {
    const { account, request } = context;
    const { items } = page(context, 'transfer', account.transfers, ({ at }) => at, inFamily(account, request));
    return items.map((one) => familyRecord(context, one));
  },

  'spot.account.subaccountAssets': ({ account, now }) =>
    account.subs.map((sub, index) => ({
      id: String(index + 1),
      userId: sub.uid,
      assetsList: spotAssets(sub, undefined, false, now),
    })),

  'spot.account.deductInfo': ({ account }) => ({ deduct: account.deduct ? 'on' : 'off' }),
  'spot.account.switchDeduct': ({ engine, account, request }) => {
    engine.configure(account, { deduct: request.deduct === 'on' });
    return true;
  },
};
