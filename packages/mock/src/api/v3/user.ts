import { type Account, memberOf } from '../../engine/index.js';
import type { Handlers } from './operations.js';

const subView = (sub: Account) => ({
  subUid: sub.uid,
  username: sub.name,
  status: sub.frozen ? 'freeze' : 'normal',
  note: sub.note,
  createdTime: String(sub.createdAt),
  updatedTime: String(sub.createdAt),
});

/** Virtual sub-accounts, v3. */
export const user: Handlers = {
  'user.createSub': ({ engine, account, request }) =>
    subView(engine.openSub(account, `${request.username}@virtual-bitget.com`, request.note ?? '')),
  'user.freezeSub': ({ engine, account, request }) => {
    engine.configure(memberOf(account, request.subUid), { frozen: request.operation === 'freeze' });
    return {};
  },
  'user.subList': ({ account }) => ({
    list: account.subs.map((sub) => ({ ...subView(sub), accountMode: 'UNIFIED', type: 'VIRTUAL_CHILD' })),
    hasNext: false,
    cursor: '',
  }),
};
