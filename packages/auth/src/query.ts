/** What a parameter may hold. Arrays are joined by `,`, other objects become JSON; null and undefined are left out. */
export type QueryParams = Readonly<Record<string, unknown>>;

/** encodeURIComponent throws on half a surrogate pair; fetch would send U+FFFD for it, and so do we. */
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd');

const present = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(present) : value !== undefined && value !== null;

function rawValue(value: unknown): string {
  if (Array.isArray(value)) return value.filter(present).map(rawValue).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The URL parser escapes `'` by itself; the others are escaped so that no proxy is tempted to. */
const encode = (text: string) =>
  encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The query as it is sent, in ascending order of the names: `symbol=%24AIUSDT`, never a `+`. No leading `?`; empty when
 * nothing is given.
 */
export const wireQuery = (params: QueryParams): string =>
  Object.keys(params)
    .filter((name) => present(params[name]))
    .sort()
    .map((name) => `${encode(name)}=${encode(rawValue(params[name]))}`)
    .join('&');

/** The query as it is signed, from the query as it is sent: the same order, not percent-encoded. */
export function signedQuery(wire: string): string {
  try {
    return decodeURIComponent(wire);
  } catch {
    return wire; // a stray `%` in a URL made by hand: there is no other form of it to sign
  }
}
