import { type Account, addressOf, chainOf, knownCoin, type Movement, type Purse } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import { type PageRequest, page } from './pages.js';
import type { OrderNames } from './references.js';

/** What both APIs say of a deposit or a withdrawal. */
export function movementFacts(context: RequestContext, account: Account, one: Movement) {
  const own = addressOf(account, one.coin);
  const out = one.kind === 'withdraw';
  return {
    orderId: context.id('movement', one),
    coin: one.coin,
    type: one.kind,
    dest: one.inner ? 'internal_transfer' : 'on_chain',
    size: one.amount,
    status: one.status,
    toAddress: out ? one.address : own,
    fromAddress: out ? own : 'mock-outside',
    chain: one.chain,
  };
}

/** The number of a movement on its chain. */
export const transactionOf = ({ seq }: Movement) => `mock-transaction-${seq}`;

type MovementsRequest = PageRequest & OrderNames & { coin?: string };

/** Deposits or withdrawals of an account, as a list operation asks for them. */
export function movements(
  context: RequestContext<MovementsRequest>,
  account: Account,
  kind: Movement['kind'],
): Movement[] {
  const { coin, orderId, clientOid } = context.request;
  const keep = (one: Movement) =>
    one.kind === kind &&
    (coin === undefined || one.coin === coin.toUpperCase()) &&
    (orderId === undefined || context.id('movement', one) === orderId) &&
    (clientOid === undefined || one.clientOid === clientOid);
  return page(context, 'movement', account.movements, ({ at }) => at, keep).items;
}

export function depositAddress({ request }: RequestContext<{ coin: string; chain?: string }>, account: Account) {
  const coin = knownCoin(request.coin);
  const { chain } = chainOf(coin, request.chain);
  return { address: addressOf(account, coin), chain, coin, tag: '', url: '' };
}

/** What a withdrawal says. */
interface WithdrawalFields {
  coin: string;
  chain?: string;
  address: string;
  tag?: string;
  size: string;
  clientOid?: string;
  transferType: 'on_chain' | 'internal_transfer';
}

/** Sends money outside from a wallet. */
export function withdrawn(context: RequestContext<WithdrawalFields>, wallet: Purse) {
  const { coin, chain, address, tag, size, clientOid, transferType } = context.request;
  const done = context.engine.withdraw(context.account, {
    coin,
    chain,
    address,
    tag,
    amount: size,
    clientOid,
    inner: transferType === 'internal_transfer',
    wallet,
  });
  return { orderId: context.id('movement', done), clientOid: done.clientOid };
}
