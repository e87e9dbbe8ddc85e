import { valuesOf } from './read.js';
import { LOOKUP_KINDS, type Route, type RouteLookup } from './types.js';

/** Whether an attempt that such a lookup does not show is not there. */
export const provesAbsence = ({ kind }: Pick<RouteLookup, 'kind'>): boolean => kind === 'find' || kind === 'scan';

/** Whether a lookup reads a whole list instead of asking for one number. */
export const readsAll = ({ kind }: Pick<RouteLookup, 'kind'>): boolean => kind === 'scan' || kind === 'skim';

/** Where an attempt can be found, those that prove absence first: `find=trade/order-info:clientOid,symbol,kind=all`. */
export const lookupsOf = (route: Pick<Route, 'words'>): RouteLookup[] =>
  LOOKUP_KINDS.flatMap((kind) =>
    valuesOf(route, kind).map((text) => {
      const [below = '', names = ''] = text.split(':');
      const [by = '', ...others] = names.split(',');
      const pairs = others.map((name) => name.split('='));
      return {
        kind,
        below,
        by,
        parameters: pairs.flatMap(([name = '', value]) => (value === undefined ? [name] : [])),
        fixed: Object.fromEntries(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      };
    }),
  );
