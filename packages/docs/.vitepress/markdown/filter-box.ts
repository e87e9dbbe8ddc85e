import type { MarkdownRenderer } from 'vitepress';

const LABELS: Record<string, string> = { 'limits.md': 'Find a call', 'aliases.md': 'Find a path' };

/** Puts a box that filters rows below the first paragraph of the pages that are mostly tables. */
export function filterBox(md: MarkdownRenderer): void {
  md.core.ruler.push('filter-box', ({ tokens, env, Token }) => {
    const label = LABELS[env?.relativePath ?? ''];
    const end = tokens.findIndex(({ type }) => type === 'paragraph_close');
    if (!label || end < 0) return;
    const box = new Token('html_block', '', 0);
    box.content = `<FilterRows label="${label}" />`;
    tokens.splice(end + 1, 0, box);
  });
}
