import { callPath, isVersion, keyOf } from '@bitget-spec/contract/names';

/** What the URL of one of the exchange's endpoints says about it. */
export interface UrlName {
  /** `v3`. */
  api: string;
  /** Path of the spec file below `spec/`, `v3/trade/place-order.yaml`. */
  file: string;
  /** `['trade', 'placeOrder']`. */
  call: string[];
  /** `tradePlaceOrder`. */
  operationId: string;
  /** `v3:trade.placeOrder`. */
  key: string;
}

/** A word of a URL that can name a file and a call; `..`, quotes and braces can not. */
const PLAIN = /^[A-Za-z][\w-]*$/;

/**
 * Derives every name from the URL; nothing else spells one. The version segment names the API wherever
 * it stands: `/api/v3/trade/place-order`, `/api/mix/v1/account/accounts`.
 * @returns undefined for a URL that is not one of the exchange's
 */
export function nameOf(path: string): UrlName | undefined {
  const segments = path.split('/').filter(Boolean);
  const version = segments.findIndex(isVersion);
  if (segments[0] !== 'api' || version < 1 || !segments.every((segment) => PLAIN.test(segment))) return undefined;
  const api = segments[version] as string;
  const rest = segments.slice(1).filter((_, index) => index !== version - 1);
  if (!rest.length) return undefined;
  const call = callPath(rest.join('/'));
  return {
    api,
    file: `${api}/${rest.join('/')}.yaml`,
    call,
    operationId: camelJoin(call),
    key: keyOf(api, call),
  };
}

/** `['trade', 'placeOrder']` → `tradePlaceOrder`. */
export const camelJoin = (words: string[]): string =>
  words.map((word, index) => (index ? capitalize(word) : word)).join('');

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Any name as an identifier in PascalCase: `list-pets` → `ListPets`, `Foo.Bar` → `FooBar`. */
export function typeName(name: string): string {
  const joined = name
    .split(/[^A-Za-z0-9_$]+/)
    .filter(Boolean)
    .map(capitalize)
    .join('');
  return /^[A-Za-z_$]/.test(joined) ? joined : `_${joined}`;
}

/** Any name as an identifier in camelCase. */
export function memberName(name: string): string {
  const pascal = typeName(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}
