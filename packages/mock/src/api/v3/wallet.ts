import {
  type Account,
  EngineError,
  type Movement,
  maxTransferOut,
  memberOf,
  type Purse,
  type Transfer,
  text,
  ZERO,
} from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { EntryOf } from '../operations.js';
import { money } from '../shared/figures.js';
import { depositAddress, movementFacts, movements, transactionOf, withdrawn } from '../shared/movements.js';
import { cursorOf, page } from '../shared/pages.js';
import { coinsBetween, inFamily, moved } from '../shared/transfers.js';
import type { ContextOf, Handlers, ResponseOf } from './operations.js';

type DepositView = EntryOf<ResponseOf<'account.depositRecords'>> & EntryOf<ResponseOf<'account.subDepositRecords'>>;
type WithdrawalView = EntryOf<ResponseOf<'account.withdrawalRecords'>>;
type TransferView = EntryOf<ResponseOf<'account.subTransferRecord'>['list']>;

function depositView(context: RequestContext, account: Account, one: Movement): DepositView {
  return {
    ...movementFacts(context, account, one),
    recordId: transactionOf(one),
    clientOid: one.clientOid,
    createdTime: String(one.at),
    updatedTime: String(one.at),
  };
}

function withdrawalView(context: RequestContext, one: Movement): WithdrawalView {
  const { clientOid, fee, tag } = one;
  return { ...depositView(context, context.account, one), clientOid, fee, tag, confirm: '1' };
}

function deposits(context: ContextOf<'account.depositRecords' | 'account.subDepositRecords'>, account: Account) {
  return movements(context, account, 'deposit').map((one) => depositView(context, account, one));
}

const transferView = (context: RequestContext, one: Transfer): TransferView => ({
  transferId: context.id('transfer', one),
  fromType: one.from,
  toType: one.to,
  amount: one.amount,
  coin: one.coin,
  fromUserId: one.fromUid,
  toUserId: one.toUid,
  status: 'Successful',
  clientOid: one.clientOid,
  createdTime: String(one.at),
  updatedTime: String(one.at),
  oldTransferId: String(one.seq),
});

function free(context: ContextOf<'account.maxTransferable' | 'account.maxWithdrawal'>, wallet: Purse): string {
  return money(maxTransferOut(context.world, context.account, wallet, context.request.coin.toUpperCase()));
}

/** Transfers, deposits and withdrawals, v3. */
export const wallet: Handlers = {
  'account.maxTransferable': (context) => ({
    coin: context.request.coin,
    maxTransfer: free(context, 'uta'),
    borrowMaxTransfer: free(context, 'uta'),
  }),
  'account.maxWithdrawal': (context) => {
    const total = (['p2p', 'spot', 'uta'] as const).reduce((sum, name) => sum.plus(free(context, name)), ZERO);
    return {
      coin: context.request.coin,
      otcMaxWithdrawal: free(context, 'p2p'),
      spotMaxWithdrawal: free(context, 'spot'),
      utaMaxWithdrawal: free(context, 'uta'),
      totalMaxWithdrawal: text(total),
    };
  },
  'account.transfer': (context) => moved(context, context.account, context.account),
  'account.transferableCoins': coinsBetween,
  'account.subTransfer': (context) => {
    const { account, request } = context;
    return moved(context, memberOf(account, request.fromUserId), memberOf(account, request.toUserId));
  },
  'account.subMasterTransfer': (context) => {
    const { account } = context;
    if (!account.parent) throw new EngineError('not-own-sub', account.uid);
    return moved(context, account, account.parent);
  },
  'account.subTransferRecord': (context) => {
    const { account, request } = context;
    const found = page(context, 'transfer', account.transfers, ({ at }) => at, inFamily(account, request));
    return {
      list: found.items.map((one) => transferView(context, one)),
      cursor: cursorOf(context, 'transfer', found),
    };
  },
  'account.depositAddress': (context) => depositAddress(context, context.account),
  'account.subDepositAddress': (context) => depositAddress(context, memberOf(context.account, context.request.subUid)),
  'account.depositRecords': (context) => deposits(context, context.account),
  'account.subDepositRecords': (context) => deposits(context, memberOf(context.account, context.request.subUid)),
  'account.withdrawal': (context) => withdrawn(context, 'uta'),
  'account.withdraw': (context) => withdrawn(context, 'uta'),
  'account.cancelWithdrawal': ({ engine, account, request }) => {
    engine.cancelWithdrawal(account, { orderId: request.orderId, clientOid: request.clientOid });
    return 'success';
  },
  'account.withdrawalRecords': (context) =>
    movements(context, context.account, 'withdraw').map((one) => withdrawalView(context, one)),
};
