import type { Account } from '../../engine/index.js';
import type { EntryOf } from '../operations.js';
import type { Handlers, ResponseOf } from './operations.js';

type Created = EntryOf<ResponseOf<'user.createVirtualSubaccount'>['successList']>;
type Listed = EntryOf<ResponseOf<'user.virtualSubaccountList'>['subAccountList']>;

const facts = (sub: Account) => ({
  status: sub.frozen ? 'freeze' : 'normal',
  permList: ['read', 'spot_trade', 'contract_trade'],
  label: sub.note,
  cTime: String(sub.createdAt),
  uTime: String(sub.createdAt),
});

const listed = (sub: Account): Listed => ({ subAccountUid: sub.uid, subAccountName: sub.name, ...facts(sub) });
// The exchange spells these fields so.
const created = (sub: Account): Created => ({ subaAccountUid: sub.uid, subaAccountName: sub.name, ...facts(sub) });

/** Virtual sub-accounts, v2. */
export const user: Handlers = {
  'user.createVirtualSubaccount': ({ engine, account, request }) => {
    const taken = (name: string) => account.subs.some((sub) => sub.name === name);
    const fresh = request.subAccountList.map((name) => `${name}@virtual-bitget.com`);
    const failed = fresh.filter(taken);
    const made = fresh.filter((name) => !taken(name)).map((name) => engine.openSub(account, name, ''));
    return {
      failureList: failed.map((subaAccountName) => ({ subaAccountName })),
      successList: made.map(created),
    };
  },
  'user.virtualSubaccountList': ({ account }) => ({ endId: '0', subAccountList: account.subs.map(listed) }),
};
