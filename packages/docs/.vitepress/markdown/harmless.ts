import type { MarkdownRenderer } from 'vitepress';

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
    const { html } = md.options;
    md.set({ html: false }).disable('image');
    try {
      // Vue looks for expressions before it reads entities.
      return render(source, env).replaceAll('{{', '&#123;&#123;');
    } finally {
      md.set({ html }).enable('image');
    }
  };
}

/** Language and label of a fence, which VitePress writes into HTML as they are. */
const infoOf = (info: string): string => /^[\w+#]*(?: \[[\w .+#]*\])?/.exec(info)?.[0] ?? '';
