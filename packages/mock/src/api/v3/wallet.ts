import {
  type Account,
  coinsOf,
  EngineError,
  type Movement,
  maxTransferOut,
  memberOf,
  type Purse,
  type Transfer,
  text,
  ZERO,
} from '../../engine/index.js';
import type { Ask, Handlers } from '../context.js';
import { money } from '../shared/order-fields.js';
import { depositAddress, moved, movements, movementView, purseNamed, sent, walletNamed } from '../v2/spot/account.js';
import { unifiedCoins } from './account.js';

/** v3's names of deposits and withdrawals. */
function recordView(ask: Ask, account: Account, one: Movement) {
  const { tradeId, cTime, uTime, ...view } = movementView(ask, account, one);
  const record = { ...view, recordId: tradeId, createdTime: cTime, updatedTime: uTime };
  return one.kind === 'withdraw' ? { ...record, fee: one.fee } : record;
}

function free(ask: Ask, wallet: Purse): string {
  return money(maxTransferOut(ask.world, ask.account, wallet, ask.need('coin').toUpperCase()));
}

function subTransfer(ask: Ask, source: Account, target: Account) {
  const done = ask.engine.transfer(source, target, {
    coin: ask.need('coin'),
    amount: ask.need('amount'),
    from: purseNamed(ask, 'fromType'),
    to: purseNamed(ask, 'toType'),
    clientOid: ask.text('clientOid'),
  });
  return { transferId: ask.id('transfer', done), clientOid: done.clientOid };
}

const subView = (sub: Account) => ({
  subUid: sub.uid,
  username: sub.name,
  status: sub.frozen ? 'freeze' : 'normal',
  note: sub.note,
  createdTime: String(sub.createdAt),
  updatedTime: String(sub.createdAt),
});

/** Transfers, deposits, withdrawals and sub-accounts, v3. */
export const v3Wallet: Handlers = {
  'v3:account.maxTransferable': (ask) => ({
    coin: ask.need('coin'),
    maxTransfer: free(ask, 'uta'),
    borrowMaxTransfer: free(ask, 'uta'),
  }),
  'v3:account.maxWithdrawal': (ask) => {
    const total = (['p2p', 'spot', 'uta'] as const).reduce((sum, wallet) => sum.plus(free(ask, wallet)), ZERO);
    return {
      coin: ask.need('coin'),
      otcMaxWithdrawal: free(ask, 'p2p'),
      spotMaxWithdrawal: free(ask, 'spot'),
      utaMaxWithdrawal: free(ask, 'uta'),
      totalMaxWithdrawal: text(total),
    };
  },
  'v3:account.transfer': (ask) => moved(ask, ask.account, ask.account),
  'v3:account.transferableCoins': (ask) => {
    const allowed = coinsOf(walletNamed(ask, 'toType'));
    return coinsOf(walletNamed(ask, 'fromType')).filter((coin) => allowed.includes(coin));
  },
  'v3:account.subTransfer': (ask) =>
    subTransfer(ask, memberOf(ask.account, ask.need('fromUserId')), memberOf(ask.account, ask.need('toUserId'))),
  'v3:account.subMasterTransfer': (ask) => {
    const { parent } = ask.account;
    if (!parent) throw new EngineError('not-own-sub', ask.account.uid);
    return subTransfer(ask, ask.account, parent);
  },
  'v3:account.subTransferRecord': (ask) => {
    const [coin, sub, oid, role] = [ask.text('coin'), ask.text('subUid'), ask.text('clientOid'), ask.text('role')];
    const own = ask.account.uid;
    const keep = (one: Transfer) =>
      one.fromUid !== one.toUid &&
      (coin === undefined || one.coin === coin.toUpperCase()) &&
      (sub === undefined || one.fromUid === sub || one.toUid === sub) &&
      (role === undefined || (role === 'initiator' ? one.fromUid : one.toUid) === own) &&
      (oid === undefined || one.clientOid === oid);
    const { items, more } = ask.page('transfer', ask.account.transfers, ({ at }) => at, keep);
    const last = items.at(-1);
    return {
      list: items.map((one) => ({
        transferId: ask.id('transfer', one),
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
      })),
      cursor: more && last ? ask.id('transfer', last) : '',
    };
  },
  'v3:account.subUnifiedAssets': (ask) => {
    const wanted = ask.text('subUid');
    return ask.account.subs
      .filter((sub) => wanted === undefined || sub.uid === wanted)
      .map((sub, index) => ({
        subUid: sub.uid,
        cursor: String(index + 1),
        assets: unifiedCoins(ask, sub).map(({ view }) => view),
      }));
  },
  'v3:account.depositAddress': (ask) => depositAddress(ask, ask.account),
  'v3:account.subDepositAddress': (ask) => depositAddress(ask, memberOf(ask.account, ask.need('subUid'))),
  'v3:account.depositRecords': (ask) =>
    movements(ask, ask.account, 'deposit').map((one) => recordView(ask, ask.account, one)),
  'v3:account.subDepositRecords': (ask) => {
    const sub = memberOf(ask.account, ask.need('subUid'));
    return movements(ask, sub, 'deposit').map((one) => recordView(ask, sub, one));
  },
  'v3:account.withdrawal': (ask) => sent(ask, 'uta'),
  'v3:account.withdraw': (ask) => sent(ask, 'uta'),
  'v3:account.cancelWithdrawal': (ask) => {
    ask.engine.cancelWithdrawal(ask.account, { orderId: ask.text('orderId'), clientOid: ask.text('clientOid') });
    return 'success';
  },
  'v3:account.withdrawalRecords': (ask) =>
    movements(ask, ask.account, 'withdraw').map((one) => recordView(ask, ask.account, one)),

  'v3:user.createSub': (ask) => {
    const sub = ask.engine.openSub(ask.account, `${ask.need('username')}@virtual-bitget.com`, ask.text('note') ?? '');
    return subView(sub);
  },
  'v3:user.freezeSub': (ask) => {
    const sub = memberOf(ask.account, ask.need('subUid'));
    ask.engine.configure(sub, { frozen: ask.text('operation') === 'freeze' });
    return {};
  },
  'v3:user.subList': (ask) => ({
    list: ask.account.subs.map((sub) => ({ ...subView(sub), accountMode: 'UNIFIED', type: 'VIRTUAL_CHILD' })),
    hasNext: false,
    cursor: '',
  }),
};
