import { listOf, objectOf, textOf } from '../../load/json.js';
import type { Api, Operation } from '../../model/types.js';
import type { EmittedFile } from '../files.js';
import { code, inline, pageLink } from '../print/quote/index.js';
import { type ApiPages, relativeLink } from './api-pages.js';
import { limitShort } from './facts.js';
import { brief, frontMatter, page, table, titleText } from './markdown.js';

/** One folder of pages. */
interface Folder {
  /** `spot/trade`, empty at the top. */
  path: string;
  calls: Operation[];
  folders: Set<string>;
}

/** `index.md` of the API and of every folder of calls. */
export function indexPages(pages: ApiPages): EmittedFile[] {
  const folders = foldersOf(pages);
  return [...folders.values()].map((folder) =>
    folder.path ? groupPage(folder, folders, pages) : apiPage(folder, folders, pages),
  );
}

function foldersOf(pages: ApiPages): Map<string, Folder> {
  const folders = new Map<string, Folder>([['', { path: '', calls: [], folders: new Set() }]]);
  const open = (path: string): Folder => {
    const known = folders.get(path);
    if (known) return known;
    const made: Folder = { path, calls: [], folders: new Set() };
    folders.set(path, made);
    open(path.split('/').slice(0, -1).join('/')).folders.add(path);
    return made;
  };
  for (const operation of pages.api.operations) {
    open(pages.page(operation).split('/').slice(0, -1).join('/')).calls.push(operation);
  }
  return folders;
}

function apiPage(top: Folder, folders: Map<string, Folder>, pages: ApiPages): EmittedFile {
  const { api } = pages;
  const groups = [...folders.values()].filter(({ path, calls }) => path && calls.length);
  const servers = api.servers.map((url) => `- ${code(url)}`);
  const text = page(
    frontMatter(
      { title: titleText(api.title), description: brief(api.description || api.title), spec: api.source },
      api.source,
    ),
    `# ${inline(api.title)}`,
    pages.prose(api.description, 'index.md'),
    `Version ${code(api.version)}, ${count(api.operations.length)}.`,
    servers.length ? `Base URL:\n\n${servers.join('\n')}` : '',
    groups.length ? `## Groups\n\n${groupTable(groups, 'index.md', pages)}` : '',
    top.calls.length ? `## Calls\n\n${callTable(top.calls, 'index.md', pages)}` : '',
  );
  return { path: 'index.md', text };
}

function groupPage(folder: Folder, folders: Map<string, Folder>, pages: ApiPages): EmittedFile {
  const { api } = pages;
  const from = `${folder.path}/index.md`;
  const inner = [...folder.folders].flatMap((path) => folders.get(path) ?? []);
  const about = tagText(folder, api);
  const name = titleOf(folder);
  const calls = folder.calls.length;
  const all = [...folders.values()].filter(({ path }) => path.startsWith(`${folder.path}/`) || path === folder.path);
  const total = all.reduce((sum, { calls }) => sum + calls.length, 0);
  const description = brief(about || `${name}: ${count(total)} of ${api.title}`);
  const text = page(
    frontMatter({ title: titleText(`${name} (${api.name})`), description, spec: api.source }, api.source),
    `# ${inline(name)}`,
    pages.prose(about, from),
    `${count(total)} of ${pageLink(api.title, relativeLink(from, 'index.md'))}.`,
    calls ? callTable(folder.calls, from, pages) : '',
    inner.length ? `## Groups\n\n${groupTable(inner, from, pages)}` : '',
  );
  return { path: from, text };
}

const count = (calls: number): string => `${calls} call${calls === 1 ? '' : 's'}`;

/** Groups are called as in the client, `spot.trade`; those of other documents by their tag. */
function titleOf({ path, calls }: Folder): string {
  return calls[0]?.tags[0] ?? path.replaceAll('/', '.');
}

function tagText({ calls }: Folder, { document }: Api): string {
  const name = calls[0]?.tags[0];
  const tag = listOf(document.tags)
    .map(objectOf)
    .find((candidate) => candidate.name === name);
  return name ? (textOf(tag?.description)?.trim() ?? '') : '';
}

function groupTable(groups: Folder[], from: string, pages: ApiPages): string {
  const rows = groups.map((group) => [
    pageLink(titleOf(group), relativeLink(from, `${group.path}/index.md`)),
    group.calls.length ? String(group.calls.length) : '',
    pages.inline(tagText(group, pages.api), from),
  ]);
  const plain = rows.every(([, , about]) => !about);
  return table(
    plain ? ['Group', 'Calls'] : ['Group', 'Calls', 'What for'],
    plain ? rows.map((row) => row.slice(0, 2)) : rows,
  );
}

function callTable(calls: Operation[], from: string, pages: ApiPages): string {
  const { signs } = pages.api.profile.client;
  const rows = calls.map((operation) => {
    const url = `${operation.method.toUpperCase()} ${operation.path}`;
    const name = pageLink(operation.summary || operation.id, relativeLink(from, pages.page(operation)));
    const link = `${name}${operation.deprecated ? ' (deprecated)' : ''}`;
    const facts = [
      inline(operation.limits?.map(limitShort).join(', ') ?? 'unknown'),
      operation.effect,
      operation.signed ? 'yes' : 'no',
    ];
    return [link, code(url), ...(signs ? facts : [])];
  });
  return table(['Call', 'URL', ...(signs ? ['Limit', 'Effect', 'Signed'] : [])], rows);
}
