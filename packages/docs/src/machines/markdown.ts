import { bodyOf, type Page } from '../site/pages.js';

/** A page as plain Markdown: no front matter, no components, tabs one after the other with their names. */
export function plainMarkdown(page: Page): string {
  return `${bodyOf(page)
    .replaceAll(/^<[A-Z]\w*[^>]*\/?>\n?|^<\/[A-Z]\w*>\n?/gm, '')
    .replaceAll(/^:::[ \t]*code-group[ \t]*\n+/gm, '')
    .replaceAll(/^:::[ \t]*(tip|info|warning|danger|details)[ \t]*(.*)$/gm, (_, _kind, words: string) =>
      words ? `**${words}**` : '',
    )
    .replaceAll(/^:::[ \t]*$\n?/gm, '')
    .replaceAll(/^(`{3,})(\w+) \[([^\]]+)\]$/gm, '$3:\n\n$1$2')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}
