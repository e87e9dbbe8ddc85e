import { Decimal, text, ZERO } from '../decimal.js';
import type { Purse, WalletName } from '../types.js';
import { balanceEvent } from './events.js';
import type { Balance, Bill } from './fund-records.js';
import { nextSeq } from './numbers.js';
import type { Account } from './records.js';
import type { World } from './world.js';

const WALLETS: readonly string[] = [
  'spot',
  'p2p',
  'usdt_futures',
  'coin_futures',
  'usdc_futures',
  'crossed_margin',
  'isolated_margin',
  'uta',
];

export function isWallet(name: string): name is WalletName {
  return WALLETS.includes(name);
}

const NOTHING: Readonly<Balance> = { cash: ZERO, hold: ZERO, updatedAt: 0 };

export function isPurse(name: string): name is Purse {
  return name.startsWith('isolated_margin') ? /^isolated_margin\/\w+$/.test(name) : isWallet(name);
}

/** A wallet's balance of a coin, to be read: asking opens no wallet, so a request that changes nothing leaves nothing. */
export function balanceIn(account: Account, wallet: Purse, coin: string): Readonly<Balance> {
  return account.wallets.get(`${wallet}:${coin}`) ?? NOTHING;
}

/** A wallet's balance of a coin, to be changed; made empty when there is none. */
function balanceOf(world: World, account: Account, wallet: Purse, coin: string): Balance {
  const key = `${wallet}:${coin}`;
  let balance = account.wallets.get(key);
  if (!balance) {
    balance = { cash: ZERO, hold: ZERO, updatedAt: world.now };
    account.wallets.set(key, balance);
  }
  return balance;
}

/** Cash that nothing stands on. */
export function available(account: Account, wallet: Purse, coin: string): Decimal {
  const { cash, hold } = balanceIn(account, wallet, coin);
  return Decimal.max(cash.minus(hold), ZERO);
}

/** Changes a balance against the house: nothing is made or lost, it changes hands. */
export function fromHouse(world: World, account: Account, wallet: Purse, coin: string, amount: Decimal): Balance {
  const balance = balanceOf(world, account, wallet, coin);
  balance.cash = balance.cash.plus(amount);
  balance.updatedAt = world.now;
  world.house.set(coin, (world.house.get(coin) ?? ZERO).minus(amount));
  world.emit?.(balanceEvent(world.now, account, wallet, coin, balance));
  return balance;
}

/** Money that enters the exchange, or with a minus leaves it. */
export function fromOutside(world: World, account: Account, wallet: Purse, coin: string, amount: Decimal): Balance {
  const balance = balanceOf(world, account, wallet, coin);
  balance.cash = balance.cash.plus(amount);
  balance.updatedAt = world.now;
  world.outside.set(coin, (world.outside.get(coin) ?? ZERO).plus(amount));
  world.emit?.(balanceEvent(world.now, account, wallet, coin, balance));
  return balance;
}

/** Changes what is held of a balance. */
export function changeHold(world: World, account: Account, wallet: Purse, coin: string, by: Decimal): void {
  if (by.isZero()) return;
  const balance = balanceOf(world, account, wallet, coin);
  balance.hold = balance.hold.plus(by);
  world.emit?.(balanceEvent(world.now, account, wallet, coin, balance));
}

/** Writes a change of a balance into the account's history. */
export function note(
  world: World,
  account: Account,
  bill: Omit<Bill, 'seq' | 'at' | 'amount' | 'fee' | 'balance'> & { amount: Decimal; fee?: Decimal; balance: Decimal },
): void {
  account.bills.push({
    seq: nextSeq(world, 'bill'),
    kind: bill.kind,
    wallet: bill.wallet,
    coin: bill.coin,
    amount: text(bill.amount),
    fee: bill.fee === undefined || bill.fee.isZero() ? '0' : text(bill.fee.negated()),
    balance: text(bill.balance),
    category: bill.category,
    symbol: bill.symbol,
    at: world.now,
  });
}
