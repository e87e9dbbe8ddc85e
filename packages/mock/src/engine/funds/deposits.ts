import { text } from '../decimal.js';
import { COINS } from '../market/instruments.js';
import { fromOutside, isPurse, note } from '../state/balances.js';
import type { Movement } from '../state/fund-records.js';
import { nextSeq } from '../state/numbers.js';
import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';
import { EngineError, type Owner, type Purse, type View } from '../types.js';
import { amountOf, coinsOf, knownCoin } from './coins.js';

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

/**
 * Which purses of a key a deposit reaches: the one that is named, or the main one of each account. A key with both
 * accounts takes a named purse in the one that has it.
 */
export function depositPurses({ mode }: Owner, wallet: Purse | undefined): [View, Purse][] {
  if (mode) return [[mode, wallet ?? mainPurse(mode)]];
  const views: View[] = wallet === undefined ? ['classic', 'unified'] : [wallet === 'uta' ? 'unified' : 'classic'];
  return views.map((view) => [view, wallet ?? mainPurse(view)]);
}

const mainPurse = (view: View): Purse => (view === 'unified' ? 'uta' : 'spot');

/** A deposit address of the account's own: always the same, and no one's on any chain. */
export function addressOf(account: Account, coin: string): string {
  return `mock-${coin.toLowerCase()}-${account.uid}`;
}
