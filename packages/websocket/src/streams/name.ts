import type { Arg } from './events.js';
import { textOf } from './text.js';

/** Parts that name a stream; `default` stands for all, and for a part that is left out. */
const PARTS = ['instType', 'topic', 'channel', 'symbol', 'instId', 'coin', 'interval'];

const part = (value: unknown) => (value === undefined || value === 'default' ? '' : textOf(value).toLowerCase());

/** The same for all spellings of a name: the exchange repeats it in its own. */
export const keyOf = (arg: Arg): string => PARTS.map((name) => part(arg[name])).join('|');

/** Whether what came may be of a stream: a part that is missing says nothing. */
export const isAlike = (came: Arg, arg: Arg): boolean =>
  PARTS.every((name) => !part(came[name]) || !part(arg[name]) || part(came[name]) === part(arg[name]));
