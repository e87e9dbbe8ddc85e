import type { Operation } from '../../model/types.js';
import type { ApiPages } from './api-pages.js';
import { byUse } from './by-use.js';
import { Tags } from './tags.js';

/** One folder of pages. */
export interface Folder {
  /** `spot/trade`, empty at the top. */
  path: string;
  /** As in the client, `spot.trade`; in other documents their tag. */
  name: string;
  /** In words, `Spot orders`. */
  title: string;
  about: string;
  /** The section of groups that it stands in, `Spot`. */
  section: string;
  calls: Operation[];
  /** Paths of the folders in it. */
  folders: Set<string>;
}

/** All folders of an API, the top first, then as the document sorts its tags. */
export function foldersOf(pages: ApiPages): Folder[] {
  const { document, profile } = pages.api;
  const tags = new Tags(document);
  const folders = new Map<string, { calls: Operation[]; folders: Set<string> }>([
    ['', { calls: [], folders: new Set() }],
  ]);
  const open = (path: string): Operation[] => {
    const known = folders.get(path);
    if (known) return known.calls;
    const made = { calls: [], folders: new Set<string>() };
    folders.set(path, made);
    open(parentOf(path));
    folders.get(parentOf(path))?.folders.add(path);
    return made.calls;
  };
  for (const operation of pages.api.operations) open(parentOf(pages.page(operation))).push(operation);
  return [...folders]
    .map(([path, { calls, folders: inner }]): Folder => {
      const tag = calls[0]?.tags[0];
      const name = tag ?? path.replaceAll('/', '.');
      return {
        path,
        name,
        title: tag ? tags.title(tag) : (sectionAbout(path, folders, tags) ?? name),
        about: tag ? tags.about(tag) : '',
        section: tag ? tags.section(tag) : '',
        calls: profile.names === 'url' ? byUse(calls) : calls,
        folders: inner,
      };
    })
    .sort((a, b) => Number(a.path !== '') - Number(b.path !== '') || tags.compare(a.name, b.name));
}

const parentOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** A folder of folders is called as the section that its groups stand in, if that is one. */
function sectionAbout(path: string, folders: Map<string, { calls: Operation[] }>, tags: Tags): string | undefined {
  const inner = [...folders].filter(([other]) => other.startsWith(`${path}/`));
  const sections = new Set(inner.flatMap(([, { calls }]) => calls[0]?.tags[0] ?? []).map((tag) => tags.section(tag)));
  const [section] = sections;
  return path && sections.size === 1 && section ? section : undefined;
}
