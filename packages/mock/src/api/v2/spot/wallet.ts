import { type Account, type Movement, memberOf } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { depositAddress, movementFacts, movements, transactionOf, withdrawn } from '../../shared/movements.js';
import { coinsBetween, moved } from '../../shared/transfers.js';
import type { ContextOf, Handlers, ResponseOf } from '../operations.js';

type DepositView = EntryOf<ResponseOf<'spot.wallet.depositRecords'>> &
  EntryOf<ResponseOf<'spot.wallet.subaccountDepositRecords'>>;
type WithdrawalView = EntryOf<ResponseOf<'spot.wallet.withdrawalRecords'>>;

function depositView(context: RequestContext, account: Account, one: Movement): DepositView & { clientOid: string } {
  return {
    ...movementFacts(context, account, one),
    tradeId: transactionOf(one),
    clientOid: one.clientOid,
    tag: one.tag,
    confirm: '1',
    cTime: String(one.at),
    uTime: String(one.at),
  };
}

function withdrawalView(context: RequestContext, one: Movement): WithdrawalView {
  const fee = one.fee === '0' ? '0' : `-${one.fee}`;
  return { ...depositView(context, context.account, one), confirm: '1', fee };
}

function deposits(
  context: ContextOf<'spot.wallet.depositRecords' | 'spot.wallet.subaccountDepositRecords'>,
  account: Account,
) {
  return movements(context, account, 'deposit').map((one) => depositView(context, account, one));
}

/** Spot wallet: transfers, deposits and withdrawals, v2. */
export const spotWallet: Handlers = {
  'spot.wallet.transfer': (context) => moved(context, context.account, context.account),
  'spot.wallet.subaccountTransfer': (context) => {
    const { account, request } = context;
    return moved(context, memberOf(account, request.fromUserId), memberOf(account, request.toUserId));
  },
  'spot.wallet.transferCoinInfo': coinsBetween,
  'spot.wallet.depositAddress': (context) => depositAddress(context, context.account),
  'spot.wallet.subaccountDepositAddress': (context) =>
    depositAddress(context, memberOf(context.account, context.request.subUid)),
  'spot.wallet.depositRecords': (context) => deposits(context, context.account),
  'spot.wallet.subaccountDepositRecords': (context) =>
    deposits(context, memberOf(context.account, context.request.subUid)),
  'spot.wallet.withdrawal': (context) => withdrawn(context, 'spot'),
  'spot.wallet.cancelWithdrawal': ({ engine, account, request }) => {
    engine.cancelWithdrawal(account, { orderId: request.orderId });
    return 'success';
  },
  'spot.wallet.withdrawalRecords': (context) =>
    movements(context, context.account, 'withdraw').map((one) => withdrawalView(context, one)),
};
