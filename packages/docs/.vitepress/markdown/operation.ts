import type { MarkdownRenderer } from 'vitepress';
import { escapeHtml } from '../../src/highlight/highlight.js';
import { fieldList } from './fields.js';
import { codeOf, html, inline, type State, type Table, type Token, tableAt } from './html.js';

/**
 * Lays out the page of a call: what it is, then samples and "try it" at the side, then fields and errors. The Markdown
 * stays what it is for other readers; only its rendering changes.
 */
export function operationPages(md: MarkdownRenderer): void {
  md.core.ruler.push('operation-page', (state) => layOut(state as unknown as State));
}

interface Section {
  /** Words of the heading, empty above the first one. */
  name: string;
  tokens: Token[];
}

function layOut(state: State): void {
  const key = state.env.frontmatter?.operation;
  if (typeof key !== 'string') return;
  const sections = sectionsOf(state.tokens);
  const find = (name: string) => sections.find((section) => section.name === name)?.tokens ?? [];
  const [intro] = sections;
  const side = [...find('Samples'), ...find('Answer sample')];
  const rest = sections.filter(({ name }) => name && name !== 'Samples' && name !== 'Answer sample');
  const tryIt = key.startsWith('v1:') ? '' : `<TryIt operation="${escapeHtml(key)}" />`;
  state.tokens = [
    html(state, '<div class="op-grid"><div class="op-intro">'),
    ...introduced(intro?.tokens ?? [], state),
    html(state, '</div><div class="op-side"><div class="op-sticky">'),
    html(state, tryIt),
    ...side,
    html(state, '</div></div><div class="op-main">'),
    ...rest.flatMap(({ name, tokens }) => tables(tokens, name, state)),
    html(state, '</div></div>'),
  ];
}

function sectionsOf(tokens: Token[]): Section[] {
  const sections: Section[] = [{ name: '', tokens: [] }];
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open' && token.tag === 'h2') {
      sections.push({ name: tokens[index + 1]?.content ?? '', tokens: [] });
    }
    sections.at(-1)?.tokens.push(token);
  }
  return sections;
}

/** The line below the title becomes the endpoint, the table of facts a list. */
function introduced(tokens: Token[], state: State): Token[] {
  const line = tokens.findIndex(({ type, content }) => type === 'inline' && /^`[A-Z]+ \//.test(content));
  const out: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (!token) continue;
    const table = tableAt(tokens, index);
    if (table) {
      out.push(html(state, factList(table, state)));
      index = table.end - 1;
    } else if (index === line - 1) {
      out.push(html(state, endpoint(tokens[line])));
      index = line + 1;
    } else out.push(token);
  }
  return out;
}

function endpoint(token: Token | undefined): string {
  const spans = (token?.children ?? []).filter(({ type }) => type === 'code_inline').map(({ content }) => content);
  const [method = '', path = ''] = (spans[0] ?? '').split(' ');
  const shown = path.split('/').map(escapeHtml).join('/<wbr>');
  return (
    `<div class="endpoint"><span class="method m-${method.toLowerCase()}">${method}</span>` +
    `<code class="endpoint-path" v-pre>${shown}</code><CopyText text="${escapeHtml(path)}" label="Copy the path" /></div>` +
    (spans[1] ? `<p class="endpoint-call"><code v-pre>${escapeHtml(spans[1])}</code></p>` : '')
  );
}

function factList({ rows }: Table, state: State): string {
  const items = rows.map(
    ([name, value]) => `<div><dt>${inline(name, state)}</dt><dd>${inline(value, state)}</dd></div>`,
  );
  return `<dl class="facts">${items.join('')}</dl>`;
}

function tables(tokens: Token[], section: string, state: State): Token[] {
  const out: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const table = tableAt(tokens, index);
    const shown = table && asList(table, section, state);
    if (table && shown) {
      out.push(html(state, shown));
      index = table.end - 1;
    } else if (token) out.push(token);
  }
  return out;
}

function asList(table: Table, section: string, state: State): string | undefined {
  if (table.head[0] === 'Field') return fieldList(table, section === 'Request' ? 'request' : 'answer', state);
  if (table.head[0] === 'Code') return errorList(table, state);
  return undefined;
}

/** Errors as entries: four columns are too many beside the samples. */
function errorList({ head, rows }: Table, state: State): string {
  const at = (row: Token[], name: string) => row[head.indexOf(name)];
  const items = rows.map((row) => {
    const code = codeOf(row[0]);
    const message = codeOf(at(row, 'Message of the exchange'));
    const [meaning, hint] = [at(row, 'Meaning'), at(row, 'What to do')].map((token) => inline(token, state));
    return [
      `<div class="error" id="error-${escapeHtml(code)}"><div class="error-head">${inline(row[0], state)}`,
      message && `<span v-pre>${escapeHtml(message)}</span>`,
      '</div>',
      meaning && `<p>${meaning}</p>`,
      hint && `<p class="error-hint">${hint}</p>`,
      '</div>',
    ]
      .filter(Boolean)
      .join('');
  });
  return `<div class="errors">${items.join('')}</div>`;
}
