import type { Limit } from '../operation.js';
import type { LimitScope } from '../vocabulary.js';
import type { Route } from './types.js';

/** `10` a second by user, `10/60` a minute, `10/1/ip` by address. */
const LIMIT = /^(\d+)(?:\/(\d+)(?:\/(uid|ip|unknown))?)?$/;

/** The limits of an operation. */
export const limitsOf = ({ words }: Pick<Route, 'words'>): Limit[] =>
  words.flatMap((word) => {
    const [, count, seconds = 1, by = 'uid'] = LIMIT.exec(word) ?? [];
    return count ? [{ count: Number(count), seconds: Number(seconds), by: by as LimitScope }] : [];
  });
