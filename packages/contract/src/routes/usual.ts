import type { Effect, PagingStyle } from '../words.js';

// What a line leaves out since it is the usual thing.

/** What a method does, unless the line says otherwise. */
export const usualEffect = (method: string): Effect => (method === 'GET' ? 'read' : 'write');

/** The parameter that carries a page, unless the line says otherwise. */
export const usualParameter = (style: PagingStyle): string => (style === 'page' ? 'pageNo' : style);
