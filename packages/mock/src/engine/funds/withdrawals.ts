import { decimal, text } from '../decimal.js';
import { changeHold, fromHouse, fromOutside, note } from '../state/balances.js';
import type { Movement } from '../state/fund-records.js';
import { nextSeq, seqOf } from '../state/numbers.js';
import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';
import { EngineError, type Purse } from '../types.js';
import { amountOf, chainOf, knownCoin } from './coins.js';
import { maxTransferOut } from './loans.js';

export interface WithdrawalRequest {
  coin: string;
  chain: string | undefined;
  address: string;
  tag?: string | undefined;
  amount: string;
  clientOid?: string | undefined;
  inner: boolean;
  wallet: Purse;
}

/**
 * Sends money outside. What is sent is held until the withdrawal leaves, a minute later.
 *
 * @throws EngineError `withdraw-chain`, `withdraw-min`, `insufficient`, `duplicate`
 */
export function withdraw(world: World, account: Account, request: WithdrawalRequest): Movement {
  const coin = knownCoin(request.coin);
  const value = amountOf(request.amount);
  const chain = request.inner ? undefined : chainOf(coin, request.chain);
  const fee = decimal(chain?.withdrawFee ?? '0');
  const { clientOid = '', wallet } = request;
  if (chain?.needTag && !request.tag) throw new EngineError('withdraw-chain', chain.chain);
  if (chain && value.lt(chain.minWithdraw)) throw new EngineError('withdraw-min', chain.minWithdraw);
  if (clientOid !== '' && account.movements.some((done) => done.clientOid === clientOid)) {
    throw new EngineError('duplicate', clientOid);
  }
  if (value.gt(maxTransferOut(world, account, wallet, coin))) throw new EngineError('insufficient');
  const movement: Movement = {
    seq: nextSeq(world, 'movement'),
    kind: 'withdraw',
    coin,
    amount: text(value),
    fee: text(fee),
    chain: chain?.chain ?? '',
    address: request.address,
    tag: request.tag ?? '',
    inner: request.inner,
    clientOid,
    wallet,
    status: 'pending',
    at: world.now,
  };
  changeHold(world, account, wallet, coin, value);
  account.movements.push(movement);
  account.pending.add(movement);
  return movement;
}

/** How long a withdrawal stays pending, in milliseconds. */
const WITHDRAWAL_DELAY = 60_000;

/** Lets withdrawals leave whose time has come. The fee is part of the amount and stays with the house. */
export function sendWithdrawals(world: World, account: Account): void {
  for (const movement of account.pending) {
    if (world.now - movement.at < WITHDRAWAL_DELAY) continue;
    movement.status = 'success';
    account.pending.delete(movement);
    const value = decimal(movement.amount);
    const fee = decimal(movement.fee);
    changeHold(world, account, movement.wallet, movement.coin, value.negated());
    fromOutside(world, account, movement.wallet, movement.coin, value.minus(fee).negated());
    const balance = fromHouse(world, account, movement.wallet, movement.coin, fee.negated());
    note(world, account, {
      kind: 'withdraw',
      wallet: movement.wallet,
      coin: movement.coin,
      amount: value.minus(fee).negated(),
      fee,
      balance: balance.cash,
      category: undefined,
      symbol: '',
    });
  }
}

/** @throws EngineError `no-such-withdrawal`, `withdrawal-done` */
export function cancelWithdrawal(
  world: World,
  account: Account,
  name: { orderId?: string | undefined; clientOid?: string | undefined },
): Movement {
  const seq = name.orderId === undefined ? undefined : seqOf(world, 'movement', name.orderId);
  const movement = account.movements.find(
    (known) =>
      known.kind === 'withdraw' && (known.seq === seq || (name.clientOid && known.clientOid === name.clientOid)),
  );
  if (!movement) throw new EngineError('no-such-withdrawal');
  if (movement.status !== 'pending') throw new EngineError('withdrawal-done');
  movement.status = 'fail';
  account.pending.delete(movement);
  changeHold(world, account, movement.wallet, movement.coin, decimal(movement.amount).negated());
  return movement;
}
