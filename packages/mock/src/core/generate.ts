import type { MockOperation } from '../types.js';
import type { ValueContext } from './data/value-context.js';
import { hashText } from './hash.js';
import type { Parameters } from './parameters.js';
import type { Route } from './router.js';

// The request's field that asks for a later page, by x-paging style.
const LATER_PAGE: Readonly<Record<string, string>> = { cursor: 'cursor', idLessThan: 'idLessThan', page: 'pageNo' };

/** The `data` that an operation's schema asks for: the same for the same seed, request and time. */
export function generate(route: Route, parameters: Parameters, seed: string, now: number): unknown {
  const { operation } = route;
  const scope: ValueContext = {
    now,
    request: parameters.fields,
    batch: parameters.batch,
    index: 0,
    salt: saltOf(operation, parameters),
    ...pagingOf(operation, parameters),
  };
  return route.make(route.start(hashText(seed)), scope);
}

/** Two orders differ in their `clientOid`, so their order numbers shall. */
function saltOf({ effect }: MockOperation, { fields, batch }: Parameters): number {
  if (effect === 'read') return 0;
  const names = [fields, ...batch].map((entry) => entry.clientOid).filter((name) => typeof name === 'string');
  return names.length === 0 ? 0 : hashText(names.join('\n'));
}

function pagingOf({ paging }: MockOperation, { fields }: Parameters): Pick<ValueContext, 'pastEnd' | 'mark'> {
  if (!paging) return { pastEnd: false, mark: undefined };
  const asked = fields[LATER_PAGE[paging.style] ?? ''];
  const pastEnd = asked !== undefined && !(paging.style === 'page' && Number(asked) <= 1);
  return {
    pastEnd,
    mark: (paging.next ?? '').split('.').at(-1),
  };
}
