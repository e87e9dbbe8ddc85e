import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enriched } from './enrich.js';
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

/**
 * Puts guides and generated pages into one folder. `only` keeps a few folders of generated pages (`v2/mix`), for a
 * quick look while working on the theme.
 */
export function assemble({ root, docs, src }: Places, only: string[] = []): Page[] {
  rmSync(src, { recursive: true, force: true });
  mkdirSync(src, { recursive: true });
  const generated = join(root, 'generated/docs');
  const keep = (path: string): boolean => {
    const inner = path.slice(generated.length + 1).replaceAll('\\', '/');
    if (!only.length || !inner || inner.endsWith('index.md') || !/^v\d/.test(inner)) return true;
    return only.some((folder) => inner === folder || inner.startsWith(`${folder}/`) || folder.startsWith(`${inner}/`));
  };
  cpSync(generated, src, { recursive: true, filter: keep });
  renameSync(join(src, 'index.md'), join(src, 'reference.md'));
  cpSync(join(docs, 'guides'), join(src, 'guides'), { recursive: true });
  cpSync(join(docs, 'pages'), src, { recursive: true });
  const assets = join(docs, 'public');
  if (existsSync(assets)) cpSync(assets, join(src, 'public'), { recursive: true });
  cpSync(join(root, 'spec'), join(src, 'public/spec'), { recursive: true, filter: (path) => !path.endsWith('.md') });
  writeFileSync(join(src, 'changelog.md'), changelog(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')));
  for (const [file, text] of enriched(pagesIn(src))) writeFileSync(join(src, file), text);
  return pagesIn(src);
}

const changelog = (text: string): string =>
  `---\ntitle: "Changelog"\ndescription: "What changed in the description of the API and in the packages."\n---\n\n${text}`;
