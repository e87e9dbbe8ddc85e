import { digits, hashText } from '../../core/hash.js';
import { decimal } from '../decimal.js';
import { STARTING_BALANCES } from '../market/instruments.js';
import type { EngineOptions, Owner, View } from '../types.js';
import { fromOutside, isPurse } from './balances.js';
import type { Account } from './records.js';
import { emptyBooks, type World } from './world.js';

/** Some of the accounts in the order in which they were opened, which a snapshot keeps; a set's own it does not. */
export function inOrder(world: World, some: ReadonlySet<Account>): Account[] {
  if (some.size < 2) return [...some];
  return [...world.accounts.values()].filter((account) => some.has(account));
}

/** The account of a key, opened with the starting balances when it is first seen. */
export function accountOf(world: World, owner: Owner, view: View): Account {
  const id = `${owner.key}/${view}`;
  return world.accounts.get(id) ?? openAccount(world, owner.key, view);
}

/** A number of ten digits for a key, as the exchange numbers its users. */
function uidOf(key: string): string {
  return digits(hashText(key, 0x51ed270b), 10, '7');
}

export interface Opening {
  parent?: Account;
  uid?: string;
  name?: string;
  note?: string;
  /** @default the options' starting balances; none for sub-accounts */
  balances?: EngineOptions['balances'];
}

export function openAccount(world: World, key: string, view: View, opening: Opening = {}): Account {
  const { parent, uid = uidOf(key), name = '', note = '' } = opening;
  const account: Account = {
    id: `${key}/${view}`,
    key,
    view,
    uid,
    family: world.options.sharedBook ? '' : (parent?.family ?? `${key}/${view}`),
    parent,
    name,
    note,
    frozen: false,
    repayMode: 'auto',
    createdAt: world.now,
    wallets: new Map(),
    ...emptyBooks(),
    bills: [],
    positions: new Map(),
    closedPositions: [],
    transfers: [],
    movements: [],
    pending: new Set(),
    quotes: [],
    debts: new Map(),
    loans: [],
    repayments: [],
    interests: [],
    liquidations: [],
    coinLeverages: new Map(),
    subs: [],
    positionModes: new Map(),
    leverages: new Map(),
    marginModes: new Map(),
    assetMode: 'single',
    stp: 'none',
    deduct: false,
    countdown: 0,
  };
  world.accounts.set(account.id, account);
  world.byUid.set(uid, [...(world.byUid.get(uid) ?? []), account]);
  parent?.subs.push(account);
  const balances = opening.balances ?? (parent ? {} : (world.options.balances ?? STARTING_BALANCES));
  for (const [wallet, amounts] of Object.entries(balances)) {
    if (!isPurse(wallet) || (wallet === 'uta') !== (view === 'unified')) continue;
    for (const [coin, amount] of Object.entries(amounts ?? {}))
      fromOutside(world, account, wallet, coin, decimal(amount));
  }
  return account;
}
