import type { Move, Renames } from '../../model/types.js';
import { relativeLink } from '../docs/api-pages.js';
import { table } from '../docs/markdown.js';
import type { EmittedFile } from '../files.js';
import { code, codes, inline, pageLink } from '../print/quote/index.js';
import { type Atlas, type Entry, urlOf } from './atlas.js';
import type { SiteApi } from './site-api.js';
import { sitePage } from './site-page.js';

/** `migration/v2-v3/`: for each call of one API its counterpart in another, a page for each group of calls. */
export function movesPages(api: SiteApi, atlas: Atlas): EmittedFile[] {
  if (!api.moves.length) return [];
  const other = successorOf(api);
  const folder = folderOf(api);
  const groups = new Map<string, Move[]>();
  for (const move of [...api.moves].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const group = groupOf(move, atlas);
    groups.set(group, [...(groups.get(group) ?? []), move]);
  }
  const names = [...groups.keys()].sort();
  const pages = names.map((name) => groupPage(name, groups.get(name) ?? [], { folder, other, api, atlas }));
  return [indexPage(names, groups, { folder, other, api, atlas }), ...pages];
}

/** Name of the API that the moves lead to. */
export const successorOf = ({ moves }: SiteApi): string =>
  moves.find(({ to }) => to.length)?.to[0]?.split(':')[0] ?? 'nothing';

const folderOf = (api: SiteApi): string => `migration/${api.name}-${successorOf(api)}`;
const groupOf = ({ from }: Move, atlas: Atlas): string => atlas.entry(from)?.operation.tags[0] ?? 'other';

/** Page and heading that say what a move changes. */
export const placeOf = (move: Move, api: SiteApi, atlas: Atlas): { page: string; heading: string } => ({
  page: `${folderOf(api)}/${fileOf(groupOf(move, atlas))}`,
  heading: atlas.entry(move.from)?.operation.summary ?? move.from,
});

interface Context {
  folder: string;
  /** Name of the new API. */
  other: string;
  api: SiteApi;
  atlas: Atlas;
}

const fileOf = (group: string): string => `${group.replaceAll(/[^\w-]+/g, '-')}.md`;
const none = (moves: Move[]): number => moves.filter(({ to }) => !to.length).length;

function indexPage(names: string[], groups: Map<string, Move[]>, { folder, other, api, atlas }: Context): EmittedFile {
  const page = `${folder}/index.md`;
  const rows = names.map((name) => {
    const moves = groups.get(name) ?? [];
    return [pageLink(name, `./${fileOf(name)}`), String(moves.length), String(none(moves))];
  });
  const lost = api.moves.filter(({ to }) => !to.length);
  return sitePage(
    page,
    `From ${api.name} to ${other}`,
    `What takes the place of each call of ${api.name} in ${other}: ${api.moves.length} calls, ${lost.length} of them without a counterpart. What a page does not list keeps its name.`,
    table(['Group', 'Calls', 'Without counterpart'], rows),
    '## Without counterpart',
    table(
      ['Call', 'What to do'],
      lost.map(({ from, note }) => [atlas.link(from, page), note ? atlas.inline(note, page) : '']),
    ),
  );
}

function groupPage(name: string, moves: Move[], { folder, other, api, atlas }: Context): EmittedFile {
  const page = `${folder}/${fileOf(name)}`;
  const overview = moves.map(({ from, to }) => [
    atlas.link(from, page),
    to.map((key) => atlas.link(key, page)).join(' and ') || 'none',
  ]);
  return sitePage(
    page,
    `${name}: from ${api.name} to ${other}`,
    `The calls under ${code(name)} and what takes their place in ${other}. Fields and words that are not listed keep their names.`,
    table([api.name, other], overview),
    ...moves.map((move) => section(move, page, atlas)),
  );
}

function section(move: Move, page: string, atlas: Atlas): string {
  const entry = atlas.entry(move.from);
  const targets = move.to.flatMap((key) => atlas.entry(key) ?? []);
  const set = Object.entries(move.set).map(([field, value]) => `${code(field)}: ${code(value)}`);
  return [
    `## ${inline(entry?.operation.summary ?? move.from)}`,
    `${entry ? titleLink(entry, page) : code(move.from)} → ${targets.map((target) => titleLink(target, page)).join(' and ') || 'none'}`,
    move.note ? atlas.prose(move.note, page) : '',
    set.length ? `Send besides: ${set.join(', ')}.` : '',
    renames('Request', move.fields),
    ...Object.entries(move.enums).map(([field, words]) => renames(`Words of ${code(field)}`, words)),
    renames('Response', move.response),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const titleLink = ({ operation, page }: Entry, from: string): string =>
  `[${code(urlOf(operation))}](${relativeLink(from, page)})`;

function renames(title: string, map: Renames): string {
  const rows = Object.entries(map).map(([before, now]) => [code(before), codes(now) || 'none']);
  return rows.length ? table([title, 'Now'], rows) : '';
}
