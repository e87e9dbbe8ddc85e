import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';
import type { MarkdownToHtml } from '../pages/markdown.js';

/**
 * Pages that are made from descriptions are text: no HTML, no image, no expression of Vue. The generator quotes them so
 * already; here nothing depends on that, since what slips through would run in the build and in every reader's browser.
 */
export function harmlessPages(md: MarkdownRenderer, isGenerated: (file: string) => boolean): void {
  md.core.ruler.push('plain-fences', ({ tokens, env }) => {
    if (isGenerated(env?.relativePath ?? ''))
      for (const token of tokens) if (token.type === 'fence') token.info = infoOf(token.info);
  });
  const render = md.render.bind(md);
  md.render = (source, env) => {
    if (!isGenerated(env?.relativePath ?? '')) return render(source, env);
    // Vue looks for expressions before it reads entities.
    return asText(md, () => render(source, env)).replaceAll('{{', '&#123;&#123;');
  };
}

/** Renders Markdown of a description for a page that is made from data. Front matter, which is code to some, is text here. */
export const descriptionRenderer = (md: MarkdownRenderer, env: MarkdownEnv): MarkdownToHtml => ({
  block: (text) => asText(md, () => md.renderer.render(md.parse(text, env), md.options, env)),
  line: (text) => asText(md, () => md.renderer.render(md.parseInline(text, env), md.options, env)),
});

/** No HTML and no image of the source is rendered as such. */
function asText(md: MarkdownRenderer, render: () => string): string {
  const { html } = md.options;
  md.set({ html: false }).disable('image');
  try {
    return render();
  } finally {
    md.set({ html }).enable('image');
  }
}

/** Language and label of a fence, which VitePress writes into HTML as they are. */
const infoOf = (info: string): string => /^[\w+#]*(?: \[[\w .+#]*\])?/.exec(info)?.[0] ?? '';
