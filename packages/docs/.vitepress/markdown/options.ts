import type { MarkdownOptions, MarkdownRenderer } from 'vitepress';
import { escapeHtml, highlight } from '../../src/highlight/highlight.js';
import { type DataPage, renderPage } from '../pages/render.js';
import { filterBox } from './filter-box.js';
import { harmlessPages } from './harmless.js';

/** Pages that nobody wrote by hand. */
const isGenerated = (file: string): boolean => !/^(guides\/|index\.md$)/.test(file);

/** How pages become HTML: those of `pages` from their data, all others from their Markdown. */
export const markdownOptions = (pages: DataPage[]): MarkdownOptions => ({
  attrs: { disable: true },
  // Their titles would be HTML.
  gfmAlerts: false,
  highlight: (text, language) =>
    `<pre v-pre tabindex="0"><code>${language ? highlight(text.trimEnd(), language) : escapeHtml(text)}</code></pre>`,
  config: async (md) => {
    md.use(filterBox);
    harmlessPages(md, isGenerated);
    await dataPages(md, pages);
  },
});

/** Renders pages from their data, which takes the place of what stands in their files. */
async function dataPages(md: MarkdownRenderer, pages: DataPage[]): Promise<void> {
  const rendered = new Map(
    await Promise.all(pages.map(async (page) => [page.file, await renderPage(page, md)] as const)),
  );
  md.core.ruler.push('data-page', ({ tokens, env, Token }) => {
    const page = rendered.get(env?.relativePath ?? '');
    if (!page) return;
    const token = new Token('html_block', '', 0);
    token.content = page.html;
    tokens.splice(0, tokens.length, token);
    env.links = page.links;
  });
}
