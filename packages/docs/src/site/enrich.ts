import { counterparts } from './counterparts.js';
import type { Page } from './pages.js';
import { relativeTo } from './relative.js';

/**
 * Adds to each call's page what only the whole site knows: counterparts in the other APIs and a link to its spec
 * file. It is done to the Markdown, so that the `.md` pages have it too.
 */
export function enriched(pages: Page[]): Map<string, string> {
  const others = counterparts(pages);
  const byFile = new Map(pages.map((page) => [page.file, page]));
  return new Map(
    pages
      .filter(({ operation }) => operation)
      .map((page) => {
        const rows = (others.get(page.file) ?? [])
          .sort((a, b) => (a.api < b.api ? 1 : -1))
          .map(({ api, pages: targets, told }): [string, string] => {
            const links = targets.map((target) => urlLink(byFile.get(target), page.file)).filter(Boolean);
            const what = `[what changes](${relativeTo(page.file, told)})`;
            return [`In ${api}`, `${links.join(', ') || 'no counterpart'}; ${what}`];
          });
        const lines = rows.map(([name, value]) => `| ${name} | ${value} |\n`).join('');
        const spec = (file: string) => `| Spec file | [\`${file}\`](${relativeTo(page.file, file)}) |`;
        const text = page.text.replace(/^\| Spec file \| `([^`]+)` \|$/m, (_, file: string) => lines + spec(file));
        return [page.file, text] as const;
      }),
  );
}

const urlLink = (target: Page | undefined, from: string): string =>
  target ? `[\`${target.method} ${target.url}\`](${relativeTo(from, target.file)})` : '';
