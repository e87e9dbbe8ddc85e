import type { Resolved } from '../../model/schema/resolved.js';

/** Scalars of which one says less than the other, but nothing else. */
const ALIKE = [
  ['Decimal', 'CoinAmount', 'Price'],
  ['TimestampMs', 'DataTime'],
  ['ClientOid', 'ClientOidEcho', 'ClientOidV3'],
  ['IdLessThan', 'EndId', 'Cursor'],
  ['Coin', 'PledgeCoin', 'LoanCoin'],
  ['PageSize', 'Limit'],
];

/** The scalar of the second, where it means something else than that of the first. */
export function unlike({ scalar: before }: Resolved, { scalar: after }: Resolved): string | undefined {
  if (before === after || before === undefined || after === undefined) return undefined;
  return ALIKE.some((names) => names.includes(before) && names.includes(after)) ? undefined : after;
}
