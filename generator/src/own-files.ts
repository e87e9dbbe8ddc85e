import { fileURLToPath } from 'node:url';

/**
 * This package, and in it the code that runs: `bundle` as it is published, `dist` in the repository, `src` in its tests. Where others have
 * made it a part of a bundle of theirs, neither is there.
 */
const [, home, code] = /^(.*\/)(bundle|dist|src)\//.exec(import.meta.url) ?? ['', import.meta.url, '.'];

/** A file of this package, `data/find.json`. */
export const ownFile = (path: string): string => fileURLToPath(new URL(path, home));

/** A program of this package, `lint/worker.js`; all of its code without a path. */
export const ownCode = (path = ''): string => ownFile(`${code}/${path}`);
