import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { channelPages } from './channels.js';
import { type Generated, readGenerated } from './generated.js';
import { operationPages } from './operations.js';
import { type Page, pagesIn } from './pages.js';

/** Folders of the repository that the site is made from. */
export interface Places {
  /** Root of the repository. */
  root: string;
  /** packages/docs. */
  docs: string;
  /** Where the sources are put together: VitePress takes one folder only. */
  src: string;
}

export interface Assembled {
  /** In the order of their files. */
  pages: Page[];
  generated: Generated;
}

/**
 * Puts guides and generated pages into one folder. `only` keeps a few folders of generated pages (`v2/mix`), for a
 * quick look while working on the theme. Pages of operations and channels are rendered from their data: VitePress gets
 * their front matter alone.
 */
export function assemble({ root, docs, src }: Places, only: string[] = []): Assembled {
  rmSync(src, { recursive: true, force: true });
  mkdirSync(src, { recursive: true });
  const folder = join(root, 'generated/docs');
  const keep = (inner: string): boolean => {
    if (!only.length || !inner || inner.endsWith('index.md') || !/^v\d/.test(inner)) return true;
    return only.some((part) => inner === part || inner.startsWith(`${part}/`) || part.startsWith(`${inner}/`));
  };
  const generated = readGenerated(root, keep);
  const fromData = [...operationPages(generated), ...channelPages(generated)];
  const rendered = new Set(fromData.map(({ file }) => file));
  cpSync(folder, src, {
    recursive: true,
    filter: (path) => {
      const inner = path.slice(folder.length + 1).replaceAll('\\', '/');
      return keep(inner) && !inner.endsWith('.json') && !rendered.has(inner);
    },
  });
  renameSync(join(src, 'index.md'), join(src, 'reference.md'));
  cpSync(join(docs, 'guides'), join(src, 'guides'), { recursive: true });
  cpSync(join(docs, 'pages'), src, { recursive: true });
  const assets = join(docs, 'public');
  if (existsSync(assets)) cpSync(assets, join(src, 'public'), { recursive: true });
  cpSync(join(root, 'spec'), join(src, 'public/spec'), { recursive: true, filter: (path) => !path.endsWith('.md') });
  const pages = [...pagesIn(src), ...fromData].sort((a, b) => (a.file < b.file ? -1 : 1));
  for (const { file, text } of fromData) {
    mkdirSync(dirname(join(src, file)), { recursive: true });
    writeFileSync(join(src, file), text.slice(0, text.indexOf('\n---\n') + '\n---\n'.length));
  }
  return { pages, generated };
}
