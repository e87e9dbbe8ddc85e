import type { Account } from '../../engine/index.js';
import type { Handlers } from '../context.js';

const view = (sub: Account) => ({
  subAccountUid: sub.uid,
  subAccountName: sub.name,
  status: sub.frozen ? 'freeze' : 'normal',
  permList: ['read', 'spot_trade', 'contract_trade'],
  label: sub.note,
  cTime: String(sub.createdAt),
  uTime: String(sub.createdAt),
});

/** Virtual sub-accounts, v2. */
export const v2User: Handlers = {
  'v2:user.createVirtualSubaccount': (ask) => {
    const names = Array.isArray(ask.fields.subAccountList) ? ask.fields.subAccountList.map(String) : [];
    const taken = (name: string) => ask.account.subs.some((sub) => sub.name === name);
    const fresh = names.map((name) => `${name}@virtual-bitget.com`);
    const failed = fresh.filter(taken);
    const made = fresh.filter((name) => !taken(name)).map((name) => ask.engine.openSub(ask.account, name, ''));
    return {
      // The exchange spells these fields so.
      failureList: failed.map((subaAccountName) => ({ subaAccountName })),
      successList: made.map((sub) => {
        const { subAccountUid, subAccountName, ...rest } = view(sub);
        return { subaAccountUid: subAccountUid, subaAccountName: subAccountName, ...rest };
      }),
    };
  },
  'v2:user.virtualSubaccountList': ({ account }) => ({ endId: '0', subAccountList: account.subs.map(view) }),
};
