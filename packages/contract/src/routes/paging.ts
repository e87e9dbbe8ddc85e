import { PAGING_STYLES, type PagingStyle } from '../vocabulary.js';
import { valuesOf } from './read.js';
import type { Route, RoutePaging } from './types.js';

/** The parameter that carries a page, unless the line says otherwise. */
export const usualParameter = (style: PagingStyle): string => (style === 'page' ? 'pageNo' : style);

/** How an operation pages, `cursor:data.cursor,limit,100,90,param`; undefined for one that does not. */
export function pagingOf(route: Pick<Route, 'words'>): RoutePaging | undefined {
  const [text = ''] = valuesOf(route, 'page');
  const [style = '', rest = ''] = text.split(':');
  if (!isStyle(style)) return undefined;
  const [next = '', limit = '', max, days, param] = rest.split(',');
  return {
    style,
    next,
    limit,
    max: Number(max) || undefined,
    windowDays: Number(days) || undefined,
    param: param || usualParameter(style),
  };
}

const isStyle = (word: string): word is PagingStyle => PAGING_STYLES.some((style) => style === word);
