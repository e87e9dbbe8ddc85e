import type { ApiIndex } from '@bitget-spec/contract';
import type { Operation } from '../../model/types.js';
import type { EmittedFile } from '../files.js';
import { code, inline, pageLink } from '../print/quote/index.js';
import { type ApiPages, CHANNELS, relativeLink } from './api-pages.js';
import { limitShort } from './facts.js';
import { type Folder, foldersOf } from './folders.js';
import { brief, frontMatter, page, table, titleText } from './markdown.js';
import { pageJson } from './page-json.js';

/** `index.md` of the API and of every folder of calls, and `index.json`, which says what is where. */
export function indexPages(pages: ApiPages): EmittedFile[] {
  const folders = foldersOf(pages);
  return [
    ...folders.map((folder) => (folder.path ? groupPage(folder, folders, pages) : apiPage(folder, folders, pages))),
    { path: 'index.json', text: pageJson(apiIndex(folders, pages)) },
  ];
}

const groupsAmong = (folders: Folder[]): Folder[] => folders.filter(({ path, calls }) => path && calls.length);

function apiIndex(folders: Folder[], pages: ApiPages): ApiIndex {
  const { api } = pages;
  const groups = groupsAmong(folders);
  const below = (path: string) => `${api.name}/${path}`;
  return {
    title: titleText(api.title),
    sections: [...new Set(groups.map(({ section }) => section))].map((section) => ({
      title: titleText(section),
      groups: groups
        .filter((group) => group.section === section)
        .map(({ name, title, path, calls }) => ({
          name,
          title: titleText(title),
          page: below(`${path}/index.md`),
          operations: calls.map((operation) => below(pages.page(operation))),
        })),
    })),
  };
}

function apiPage(top: Folder, folders: Folder[], pages: ApiPages): EmittedFile {
  const { api } = pages;
  const groups = groupsAmong(folders);
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
    api.sockets
      ? `## Sockets\n\n${pageLink(api.sockets.title, relativeLink('index.md', `${CHANNELS}/index.md`))}: ${api.sockets.channels.length} channels, to follow the market and your account as they move, and to place orders.`
      : '',
    top.calls.length ? `## Calls\n\n${callTable(top.calls, 'index.md', pages)}` : '',
  );
  return { path: 'index.md', text };
}

function groupPage(folder: Folder, folders: Folder[], pages: ApiPages): EmittedFile {
  const { api } = pages;
  const { name, title, about, calls } = folder;
  const from = `${folder.path}/index.md`;
  const inner = folders.filter(({ path }) => folder.folders.has(path));
  const all = folders.filter(({ path }) => path.startsWith(`${folder.path}/`) || path === folder.path);
  const total = all.reduce((sum, { calls }) => sum + calls.length, 0);
  const description = brief(about || `${title}: ${count(total)} of ${api.title}`);
  const inClient = name === title ? '' : `${code(`${api.profile.client.variable}.${name}`)}, `;
  const text = page(
    frontMatter({ title: titleText(`${title} (${api.name})`), description, spec: api.source }, api.source),
    `# ${inline(title)}`,
    pages.prose(about, from),
    `${inClient}${count(total)} of ${pageLink(api.title, relativeLink(from, 'index.md'))}.`,
    calls.length ? callTable(calls, from, pages) : '',
    inner.length ? `## Groups\n\n${groupTable(inner, from, pages)}` : '',
  );
  return { path: from, text };
}

const count = (calls: number): string => `${calls} call${calls === 1 ? '' : 's'}`;

function groupTable(groups: Folder[], from: string, pages: ApiPages): string {
  const rows = groups.map(({ title, path, calls, about }) => [
    pageLink(title, relativeLink(from, `${path}/index.md`)),
    calls.length ? String(calls.length) : '',
    pages.inline(about, from),
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
