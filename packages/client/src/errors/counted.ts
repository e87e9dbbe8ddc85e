/** A number and its noun: `1 decimal`, `2 decimals`. */
export const counted = (count: number | string, one: string, many = `${one}s`): string =>
  `${count} ${`${count}` === '1' ? one : many}`;
