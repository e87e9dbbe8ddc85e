/**
 * Names a call by its URL: `trade/place-order` → `['trade', 'placeOrder']`. A version segment, as v1 has
 * it in the middle, is dropped. The generator derives its names with this same function.
 */
export const callPath = (path: string): string[] =>
  path
    .split('/')
    .filter((segment) => segment && !/^v\d+$/.test(segment))
    .map((segment) =>
      segment.replace(/[-_]+(.)|^./g, (first, letter?: string) => letter?.toUpperCase() ?? first.toLowerCase()),
    );
