import { existsSync, readFileSync } from 'node:fs';
import type { FindData } from '../find/data.js';
import { printHits } from '../find/print.js';
import { find } from '../find/search.js';
import { UsageError } from '../options.js';
import { ownFile } from '../own-files.js';

/** In a workspace, where `generate` has written it; else what the package brings along. */
const WORKSPACE = 'generated/docs/find.json';
const PACKAGED = ownFile('data/find.json');

/** `bitget-spec find ANYTHING`. @returns 1 where nothing was found */
export async function runFind(args: string[]): Promise<number> {
  const query = args.join(' ').trim();
  if (!query) throw new UsageError('say what to find: a URL, a call, words, a field or an error code');
  const file = [WORKSPACE, PACKAGED].find((path) => existsSync(path));
  if (!file) throw new UsageError(`${WORKSPACE} is missing: run \`npm run generate\` first`);
  const data = JSON.parse(readFileSync(file, 'utf8')) as FindData;
  const hits = find(data, query);
  if (hits.calls.length || hits.aliases.length || hits.errors.length) {
    console.log(printHits(hits, file === WORKSPACE ? 'generated/docs/' : ''));
    return 0;
  }
  console.error(
    `[bitget-spec] nothing matches "${query}"; try the last words of the path, such as place-order, a field such as clientOid, or a code such as 43012`,
  );
  return 1;
}
