import { type Decimal, decimal, text } from './decimal.js';
import { type Chain, COINS, INSTRUMENTS } from './instruments.js';
import { maxTransferOut } from './loans.js';
import type { Account, Movement, Transfer } from './records.js';
import { EngineError, type Purse, type WalletName } from './types.js';
import { changeHold, fromHouse, fromOutside, isPurse, nextSeq, note, openAccount, seqOf, type World } from './world.js';

const FUTURES_COINS: Readonly<Record<string, readonly string[]>> = {
  usdt_futures: ['USDT'],
  usdc_futures: ['USDC'],
  coin_futures: ['BTC', 'ETH', 'XRP'],
};

/** The two coins of an isolated margin account; none of a pair that does not exist. */
function pairOf(wallet: string): readonly string[] | undefined {
  const [, symbol] = wallet.split('/');
  if (symbol === undefined) return undefined;
  const pair = INSTRUMENTS.find((known) => known.category === 'SPOT' && known.symbol === symbol);
  return pair ? [pair.base, pair.quote] : [];
}

/** Coins that a wallet can keep. */
export function coinsOf(wallet: WalletName | Purse): readonly string[] {
  return pairOf(wallet) ?? FUTURES_COINS[wallet] ?? COINS.map(({ coin }) => coin);
}

/** Digits of an amount, more than any coin has: sums of longer ones take ever longer to reckon with. */
export const LONGEST_AMOUNT = 40;

/** @throws EngineError `bad-amount` */
export function amountOf(amount: string): Decimal {
  if (amount.length > LONGEST_AMOUNT || !/^\d+(\.\d+)?$/.test(amount))
    throw new EngineError('bad-amount', amount.slice(0, LONGEST_AMOUNT));
  const value = decimal(amount);
  if (value.lte(0)) throw new EngineError('bad-amount', amount);
  return value;
}

/** @throws EngineError `unknown-coin` */
export function knownCoin(name: string): string {
  const coin = COINS.find((known) => known.coin === name.toUpperCase());
  if (!coin) throw new EngineError('unknown-coin', name);
  return coin.coin;
}

/** Money from outside. */
export function deposit(world: World, account: Account, wallet: Purse, coin: string, amount: string): Movement {
  if (!isPurse(wallet)) throw new EngineError('unknown-wallet', wallet);
  const name = knownCoin(coin);
  if (!coinsOf(wallet).includes(name)) throw new EngineError('unknown-coin', `${coin} in ${wallet}`);
  const value = amountOf(amount);
  const balance = fromOutside(world, account, wallet, name, value);
  note(world, account, {
    kind: 'deposit',
    wallet,
    coin: name,
    amount: value,
    balance: balance.cash,
    category: undefined,
    symbol: '',
  });
  const movement: Movement = {
    seq: nextSeq(world, 'movement'),
    kind: 'deposit',
    coin: name,
    amount: text(value),
    fee: '0',
    chain: COINS.find((known) => known.coin === name)?.chains[0]?.chain ?? '',
    address: addressOf(account, name),
    tag: '',
    inner: false,
    clientOid: '',
    wallet,
    status: 'success',
    at: world.now,
  };
  account.movements.push(movement);
  return movement;
}

/** A deposit address of the account's own: always the same, and no one's on any chain. */
export function addressOf(account: Account, coin: string): string {
  return `mock-${coin.toLowerCase()}-${account.uid}`;
}

export interface TransferRequest {
  coin: string;
  amount: string;
  from: Purse;
  to: Purse;
  clientOid?: string | undefined;
}

/**
 * Moves money between wallets, of one account or of two of a family.
 *
 * @throws EngineError `transfer-same`, `transfer-coin`, `transfer-too-much`, `duplicate`
 */
export function transfer(world: World, source: Account, target: Account, request: TransferRequest): Transfer {
  const coin = knownCoin(request.coin);
  const value = amountOf(request.amount);
  const { from, to, clientOid = '' } = request;
  if (source === target && from === to) throw new EngineError('transfer-same');
  if (!coinsOf(from).includes(coin) || !coinsOf(to).includes(coin)) throw new EngineError('transfer-coin', coin);
  if (clientOid !== '' && source.transfers.some((done) => done.clientOid === clientOid)) {
    throw new EngineError('duplicate', clientOid);
  }
  if (value.gt(maxTransferOut(world, source, from, coin))) throw new EngineError('transfer-too-much');
  const gone = fromHouse(world, source, from, coin, value.negated());
  const base = { coin, category: undefined, symbol: '' };
  note(world, source, { ...base, kind: 'transfer-out', wallet: from, amount: value.negated(), balance: gone.cash });
  const come = fromHouse(world, target, to, coin, value);
  note(world, target, { ...base, kind: 'transfer-in', wallet: to, amount: value, balance: come.cash });
  const done: Transfer = {
    seq: nextSeq(world, 'transfer'),
    coin,
    amount: text(value),
    from,
    to,
    fromUid: source.uid,
    toUid: target.uid,
    clientOid,
    at: world.now,
  };
  source.transfers.push(done);
  if (target !== source) target.transfers.push(done);
  return done;
}

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
export const WITHDRAWAL_DELAY = 60_000;

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

/** @throws EngineError `withdraw-chain` */
export function chainOf(coin: string, name: string | undefined): Chain {
  const chains = COINS.find((known) => known.coin === coin)?.chains ?? [];
  const chain =
    name === undefined || name === ''
      ? chains[0]
      : chains.find((known) => known.chain.toLowerCase() === name.toLowerCase());
  if (!chain) throw new EngineError('withdraw-chain', name ?? '');
  return chain;
}

/** Opens a virtual sub-account, empty. */
export function openSub(world: World, parent: Account, name: string, note: string): Account {
  const number = parent.subs.length + 1;
  const uid = String(BigInt(parent.uid) + 1_000_000_000n + BigInt(number));
  return openAccount(world, `${parent.key}#${uid}`, parent.view, { parent, uid, name, note });
}

/** An account of the family by its user number. @throws EngineError `not-own-sub` */
export function memberOf(account: Account, uid: string): Account {
  const head = account.parent ?? account;
  const found = [head, ...head.subs].find((member) => member.uid === uid);
  if (!found) throw new EngineError('not-own-sub', uid);
  return found;
}
