import type { Fields } from '../streams/frames.js';
import { numberOf } from '../streams/text.js';
import type { Reads, StateSource, Told } from './source.js';

/** What is no amount in a balance. */
const NAMES = new Set(['coin', 'marginCoin', 'symbol', 'id', 'assetsMode']);

/** A balance of which nothing is left: REST does not list it. */
const emptied = (row: Fields): Fields =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, NAMES.has(name) ? value : '0']));

/** Balances as REST shows them, and those that there were as empty; what the stream has brought since is newer. */
export function balancesNow(
  idOf: (row: Fields) => string,
  listed: readonly Fields[],
  known: Told['known'],
  pushed: readonly Fields[],
): Map<string, Fields> {
  const rows = new Map([...known].map(([id, row]) => [id, emptied(row)]));
  for (const row of [...listed, ...pushed]) rows.set(idOf(row), row);
  return rows;
}

/** Whether a balance says nothing new. */
const isSaid = (row: Fields, { uTime, ...known }: Fields = {}) =>
  Object.entries(known).every(([name, value]) => NAMES.has(name) || numberOf(row[name]) === numberOf(value)) &&
  Object.keys(known).length > 0;

/** A stream of balances, a row a coin, of which REST lists all. */
export const balancesBy = (
  idOf: (row: Fields) => string,
  list: (reads: Reads, productType: unknown) => Promise<Fields[]>,
): StateSource => ({
  idOf,
  async state(reads, { coin: wanted = 'default', instType }, { known, held }) {
    const listed = await list(reads, instType);
    const pushed = held();
    const rows = balancesNow(idOf, listed, known, pushed);
    for (const row of pushed) rows.delete(idOf(row)); // it is read as it came
    return [...rows].flatMap(([id, row]) => {
      const isWanted = wanted === 'default' || wanted === (row.coin ?? row.marginCoin);
      if (!isWanted || isSaid(row, known.get(id))) return [];
      return [numberOf(row.uTime) || row.uTime === undefined ? row : { ...row, uTime: `${Math.floor(reads.now())}` }];
    });
  },
});
