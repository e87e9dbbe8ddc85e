import { type AccountFacts, type KnownKey, knownKey } from '../core/authenticate.js';
import { type Check, checkFields, flag, listOf, oneOf, text } from '../core/field-checks.js';
import { isRecord } from '../core/schema.js';
import { LONGEST_AMOUNT } from '../engine/index.js';
import type { MockAccount } from '../types.js';

/** An account as control calls take it: without secrets it gets those of the test keys. */
export type AccountSettings = Omit<MockAccount, 'secretKey' | 'passphrase'> &
  Partial<Pick<MockAccount, 'secretKey' | 'passphrase'>>;

/** The API keys of an exchange. */
export interface Accounts {
  /**
   * Makes a key known, or gives a known one other settings. What it holds stays.
   *
   * @throws TypeError that names the field and what it must be
   */
  add(account: AccountSettings): AccountFacts;
  /** The keys, without their secrets. */
  list(): AccountFacts[];
  /** @returns whether there was such a key */
  remove(apiKey: string): boolean;
}

export function accountsOf(keys: Map<string, KnownKey>): Accounts {
  return {
    add(account) {
      const key = knownKey(checkedAccount(account));
      keys.set(key.account.apiKey, key);
      return { ...key.account };
    },
    list: () => [...keys.values()].map(({ account }) => ({ ...account })),
    remove: (apiKey) => keys.delete(apiKey),
  };
}

const name: Check = (value) =>
  typeof value === 'string' && /^[\w-]{1,128}$/.test(value) ? undefined : 'up to 128 letters, digits, - and _';
const right: Check = (value) =>
  typeof value === 'string' && /^(\*|[\w-]+):(read|write)$/.test(value) ? undefined : 'like trade:write or *:read';
const amount: Check = (value) =>
  typeof value === 'string' && value.length <= LONGEST_AMOUNT && /^\d+(\.\d+)?$/.test(value)
    ? undefined
    : `a decimal as text, of at most ${LONGEST_AMOUNT} characters`;
const amounts: Check = (value) => (isRecord(value) ? undefined : 'amounts by coin: { "USDT": "1000" }');
const WALLETS = 'spot p2p usdt_futures coin_futures usdc_futures crossed_margin isolated_margin/BTCUSDT uta'.split(' ');

const FIELDS: Readonly<Record<string, Check>> = {
  apiKey: name,
  secretKey: text,
  passphrase: text,
  mode: oneOf('classic', 'unified'),
  demo: flag,
  permissions: listOf(right),
  ips: listOf(text),
  balances: (value) => (isRecord(value) ? undefined : 'amounts by wallet and coin: { "uta": { "USDT": "1000" } }'),
};

/** An account that came from anywhere. @throws TypeError that names the field and what it must be */
function checkedAccount(account: unknown, place = ''): MockAccount {
  if (!isRecord(account)) throw new TypeError(`[mock] ${place || 'an account'} must be an object: { apiKey, … }`);
  const at = place === '' ? '' : `${place}.`;
  checkFields(account, FIELDS, at);
  if (account.apiKey === undefined) throw new TypeError(`[mock] ${at}apiKey must be given`);
  if (isRecord(account.balances)) checkBalances(account.balances, `${at}balances.`);
  return { secretKey: 'test-secret', passphrase: 'test-passphrase', ...account } as MockAccount;
}

function checkBalances(balances: Record<string, unknown>, place: string): void {
  // Isolated margin keeps a wallet for each pair, so any pair's name will do.
  const pairs = Object.keys(balances).filter((name) => /^isolated_margin\/\w+$/.test(name));
  const wallets = Object.fromEntries([...WALLETS, ...pairs].map((wallet) => [wallet, amounts]));
  checkFields(balances, wallets, place);
  for (const [wallet, coins] of Object.entries(balances)) {
    const checks = Object.fromEntries(Object.keys(coins ?? {}).map((coin) => [coin, amount]));
    checkFields(coins ?? {}, checks, `${place}${wallet}.`);
  }
}

/** The accounts in a text of JSON: a list of them. @throws TypeError, SyntaxError */
export function accountsIn(json: string): MockAccount[] {
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) throw new TypeError('[mock] accounts must be a list: [{ "apiKey": "…" }]');
  return list.map((account, index) => checkedAccount(account, `[${index}]`));
}
