import type { MockSnapshot } from '@bitget-spec/mock';

/** What the exchange holds in the end. */
export interface Books {
  /** The numbers of orders, by price. */
  orders: ReadonlyMap<string, string[]>;
  /** The numbers of transfers and withdrawals, by amount. */
  moved: ReadonlyMap<string, string[]>;
  /** Coins of which there are more or fewer than came in. */
  unbalanced: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads what the mock's snapshot shows. @throws TypeError if that has another form than it had */
export function booksOf({ engine }: MockSnapshot): Books {
  if (!engine) throw new TypeError('[simulate] the mock shows no books');
  const accounts = listOf(engine.accounts).map(fieldsOf);
  const orders = new Map<string, string[]>();
  for (const order of listOf(engine.orders).map(fieldsOf))
    note(orders, (Number(order.ticks) / 100).toFixed(2), `${order.clientOid}`);
  const moved = new Map<string, string[]>();
  for (const account of accounts) {
    for (const one of [...listOf(account.transfers), ...listOf(account.movements)].map(fieldsOf))
      note(moved, Number(one.amount).toFixed(3), `${one.clientOid}`);
  }
  return { orders, moved, unbalanced: unbalanced(accounts, engine) };
}

/** A wallet's cash and the house's, against what came from outside; in units of 10^-20, exact. */
function unbalanced(accounts: readonly Fields[], { house, outside }: Fields): string[] {
  const sums = new Map<string, bigint>();
  const add = (coin: string, amount: bigint) => sums.set(coin, (sums.get(coin) ?? 0n) + amount);
  for (const { wallets } of accounts) {
    for (const [name, balance] of listOf(wallets).map(listOf))
      add(`${name}`.split(':')[1] ?? '', amountOf(fieldsOf(balance).cash));
  }
  for (const [coin, amount] of listOf(house).map(listOf)) add(`${coin}`, amountOf(amount));
  for (const [coin, amount] of listOf(outside).map(listOf)) add(`${coin}`, -amountOf(amount));
  return [...sums].flatMap(([coin, sum]) => (sum === 0n ? [] : [`${coin}: ${sum}e-20 more than came in`]));
}

const PLACES = 20;

function amountOf(value: unknown): bigint {
  const text = `${fieldsOf(value).$}`;
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d{1,20}))?$/.exec(text) ?? [];
  if (whole === '') throw new TypeError(`[simulate] "${text}" is no amount`);
  return BigInt(`${sign}${whole}${part.padEnd(PLACES, '0')}`);
}

function note(map: Map<string, string[]>, key: string, number: string): void {
  map.set(key, [...(map.get(key) ?? []), number]);
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new TypeError("[simulate] the mock's snapshot has another form than it had");
  return value;
}

const fieldsOf = (value: unknown): Fields => Object(value);
