import type { MarkdownOptions } from 'vitepress';
import { escapeHtml, highlight } from '../../src/highlight/highlight.js';
import { harmlessPages } from './harmless.js';
import { operationPages } from './operation.js';
import { referenceRows } from './rows.js';

/** Pages that nobody wrote by hand. */
const isGenerated = (file: string): boolean => !/^(guides\/|index\.md$|changelog\.md$)/.test(file);

/** How pages become HTML. */
export const markdownOptions: MarkdownOptions = {
  attrs: { disable: true },
  // Their titles would be HTML.
  gfmAlerts: false,
  highlight: (text, language) =>
    `<pre v-pre tabindex="0"><code>${language ? highlight(text.trimEnd(), language) : escapeHtml(text)}</code></pre>`,
  config: (md) => {
    md.use(operationPages);
    md.use(referenceRows);
    harmlessPages(md, isGenerated);
  },
};
