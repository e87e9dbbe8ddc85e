import { distance } from '@bitget-spec/contract/spelling';

/** True where two names are two spellings of one, or one written a little differently: `client_oid` and `clientOid`. */
export function similarNames(one: string, other: string): boolean {
  const [a, b] = [letters(one), letters(other)];
  if (!a || !b) return false;
  if (a === b) return true;
  const [short = '', long = ''] = [a, b].sort((x, y) => x.length - y.length);
  if (short.length >= 4 && (long.startsWith(short) || long.endsWith(short))) return true;
  return distance(a, b) <= Math.floor(long.length / 4);
}

const letters = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
