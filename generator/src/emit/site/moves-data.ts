import type { PageMove } from '@bitget-spec/contract';
import { titleText } from '../docs/markdown.js';
import { pageJson } from '../docs/page-json.js';
import type { EmittedFile } from '../files.js';
import type { Atlas } from './atlas.js';
import { placeOf, successorOf } from './moves-pages.js';

/** `moves.json`: what takes the place of each operation in another API, and where that is said. */
export function movesData(atlas: Atlas): EmittedFile {
  const pagesOf = (keys: string[]) => keys.flatMap((key) => atlas.entry(key)?.page ?? []);
  const moves = atlas.apis.flatMap((api): PageMove[] => [
    ...(api.retired?.calls ?? []).flatMap(({ from, to }) => {
      const old = atlas.at(from);
      return old ? [{ from: old.page, to: pagesOf(to), page: `migration/${api.name}.md` }] : [];
    }),
    ...api.moves.flatMap((move) => {
      const old = atlas.entry(move.from);
      const { page, heading } = placeOf(move, api, atlas);
      const place = { api: successorOf(api), page, heading: titleText(heading) };
      return old ? [{ from: old.page, to: pagesOf(move.to), ...place }] : [];
    }),
  ]);
  return { path: 'moves.json', text: pageJson(moves) };
}
