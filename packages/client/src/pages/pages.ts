import type { Route } from '@bitget-spec/contract';
import { loadWalk } from '#later';
import { copyOf } from '../call/copy.js';
import type { Call, Runtime, Stage } from '../call/stage.js';
import type { PagesOptions } from './walk-ranges.js';

/** Gives each call that pages a member `pages`: all its records, one by one, a page fetched when it is needed. */
export function pages(): Stage {
  return {
    name: 'pages',
    extend(call, route, { clock }) {
      // The row is read when first used: most programs page few of the calls.
      const walk = (args: Fields = {}, options: PagesOptions = {}) =>
        walkLater(call, route, clock, copyOf(args), options);
      Object.assign(call, { pages: walk });
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** The walk's code loads with the first: a page that lists nothing does without. */
async function* walkLater(
  call: Call,
  route: () => Route,
  clock: Runtime['clock'],
  args: Fields,
  options: PagesOptions,
) {
  const { walkRanges } = await loadWalk();
  yield* walkRanges(call, route(), clock, args, options);
}
