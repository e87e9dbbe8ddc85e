import type { MarkdownRenderer } from 'vitepress';

export type Token = ReturnType<MarkdownRenderer['parse']>[number];
export interface State {
  tokens: Token[];
  md: MarkdownRenderer;
  env: { frontmatter?: Record<string, unknown>; relativePath?: string };
  Token: new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;
}

/** A piece of HTML as a token of its own. */
export function html(state: State, content: string): Token {
  const token = new state.Token('html_block', '', 0);
  token.content = content;
  return token;
}

/** The HTML of an inline token: links are checked and made relative to the site as anywhere else. */
export const inline = (token: Token | undefined, { md, env }: State): string =>
  token ? md.renderer.renderInline(token.children ?? [], md.options, env) : '';

/** The words of the first code span. */
export const codeOf = (token: Token | undefined): string =>
  token?.children?.find(({ type }) => type === 'code_inline')?.content ?? '';

/** A table as its cells, each an inline token. */
export interface Table {
  head: string[];
  rows: Token[][];
  /** Index of the token after it. */
  end: number;
}

export function tableAt(tokens: Token[], start: number): Table | undefined {
  if (tokens[start]?.type !== 'table_open') return undefined;
  const head: string[] = [];
  const rows: Token[][] = [];
  let inHead = true;
  for (let index = start; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.type === 'thead_close') inHead = false;
    else if (token?.type === 'tr_open' && !inHead) rows.push([]);
    else if (token?.type === 'inline') {
      if (inHead) head.push(token.content);
      else rows.at(-1)?.push(token);
    } else if (token?.type === 'table_close') return { head, rows, end: index + 1 };
  }
  return undefined;
}
