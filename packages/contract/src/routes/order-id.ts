import { valuesOf } from './read.js';
import type { OrderIdLocation, Route } from './types.js';

/** Where a call carries the caller's own number; undefined where it takes none. */
export function orderIdOf(route: Pick<Route, 'words'>): OrderIdLocation | undefined {
  const [text] = valuesOf(route, 'id');
  if (!text) return undefined;
  const [list, field] = text.split('[].');
  return field === undefined ? { list: undefined, field: text } : { list, field };
}
