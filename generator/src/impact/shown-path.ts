import { relative } from 'node:path';

/** A path as reports have it, from the working directory. */
export const shownPath = (path: string): string => relative('', path).replaceAll('\\', '/');
