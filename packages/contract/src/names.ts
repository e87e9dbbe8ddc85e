/**
 * Names an operation by its URL: `trade/place-order` → `['trade', 'placeOrder']`. A version segment, as v1 has it in
 * the middle, is dropped.
 */
export const callPath = (path: string): string[] =>
  path
    .split('/')
    .filter((segment) => segment && !isVersion(segment))
    .map((segment) =>
      segment.replace(/[-_]+(.)|^./g, (first, letter?: string) => letter?.toUpperCase() ?? first.toLowerCase()),
    );

/** The API that a path belongs to, wherever the version stands: `v3`; undefined without one. */
export const apiOf = (path: string): string | undefined => path.split('/').find(isVersion);

/** An operation's name across all APIs: `v3:trade.placeOrder`. */
export const keyOf = (api: string | undefined, call: readonly string[]): string =>
  `${api ? `${api}:` : ''}${call.join('.')}`;

/** True for `v3`. */
export const isVersion = (segment: string): boolean => /^v\d+$/.test(segment);
