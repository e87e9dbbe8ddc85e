import type { Paging } from '@bitget-spec/contract';
import type { Move } from '../../model/types.js';
import { targetsOf } from './paths.js';

/** The field of a request that says which page. */
export const carrierOf = (paging: Paging | undefined): string | undefined =>
  paging && (paging.style === 'page' ? (paging.page ?? paging.param) : (paging.param ?? CARRIERS[paging.style]));

const CARRIERS: Partial<Record<Paging['style'], string>> = { idLessThan: 'idLessThan', cursor: 'cursor' };

/** Why code that walks the pages of one operation cannot walk those of the other; undefined where it can. */
export function pagesOn(
  path: string,
  to: string,
  { response }: Move,
  old: Paging | undefined,
  now: Paging | undefined,
): string | undefined {
  if (!old || !now || path !== carrierOf(old) || to !== carrierOf(now))
    return `it is not known that \`${path}\` of v2 and \`${to}\` of v3 say the same: walk the pages anew`;
  if ((old.style === 'page') !== (now.style === 'page'))
    return `\`${path}\`: pages are counted in ${old.style === 'page' ? 'v2' : 'v3'} only, so walk them anew`;
  const [before, after] = [positionOf(old.next), positionOf(now.next)];
  if (before === undefined && after === undefined) return undefined;
  const targets = before === undefined ? [] : targetsOf(before, response);
  return targets.length === 1 && targets[0] === after
    ? undefined
    : `\`${path}\`: v2 goes on from \`${before}\` of the response before, v3 from \`${after}\`, so walk the pages anew`;
}

/** Where in a response, as the lists of the folder `migration` write it: `[].orderId` of `data[-1].orderId`. */
const positionOf = (next: string | undefined): string | undefined =>
  next?.replace(/^data\.?/, '').replaceAll('[-1]', '[]');
