import type { MarkdownRenderer } from 'vitepress';
import { escapeHtml } from '../../src/highlight/highlight.js';
import { codeOf, html, inline, type State, type Table, tableAt } from './html.js';

/**
 * The error catalogue, the shared names: rows get an anchor, so that a link leads to `errors.html#40762`, and a box
 * above filters them. A catalogue of five columns is a list of entries, which a phone can show too.
 */
export function referenceRows(md: MarkdownRenderer): void {
  md.core.ruler.push('reference-rows', (state) => anchor(state as unknown as State));
}

const FILTERS: Record<string, string> = {
  'errors.md': 'Find a code or words of its message',
  'scalars.md': 'Find a name',
  'limits.md': 'Find a call',
  'aliases.md': 'Find a path',
};

function anchor(state: State): void {
  const file = state.env.relativePath ?? '';
  const label = FILTERS[file];
  if (!label) return;
  const first = state.tokens.findIndex(({ type, tag }) => type === 'heading_close' && tag === 'h1');
  state.tokens.splice(first + 4, 0, html(state, `<FilterRows label="${label}" />`));
  for (let index = 0; index < state.tokens.length; index++) {
    const table = tableAt(state.tokens, index);
    if (!table) continue;
    if (file === 'errors.md' && table.head[0] === 'Code') {
      state.tokens.splice(index, table.end - index, html(state, errorEntries(table, state)));
    } else if (file === 'scalars.md' && table.head[0] === 'Name') {
      state.tokens.splice(index, table.end - index, html(state, named(table, state)));
    } else index = table.end - 1;
  }
}

function errorEntries({ head, rows }: Table, state: State): string {
  const items = rows.map((row) => {
    const at = (name: string) => row[head.indexOf(name)];
    const code = codeOf(row[0]);
    const [meaning, hint, where] = ['Meaning', 'What to do', 'Products'].map((name) => inline(at(name), state));
    const message = codeOf(at('Message of the exchange'));
    const head2 = `<div class="error-head">${inline(row[0], state)} <span v-pre>${escapeHtml(message)}</span></div>`;
    const text = [meaning && `<p>${meaning}</p>`, hint && `<p class="error-hint">${hint}</p>`].filter(Boolean).join('');
    return `<div class="error" data-row id="${escapeHtml(code)}">${head2}${text}${where ? `<p class="error-where">${where}</p>` : ''}</div>`;
  });
  return `<div class="errors" data-part>${items.join('')}</div>`;
}

function named({ head, rows }: Table, state: State): string {
  const line = rows.map((row) => {
    const cells = row.map((cell) => `<td>${inline(cell, state)}</td>`).join('');
    return `<tr id="${escapeHtml(codeOf(row[0]))}">${cells}</tr>`;
  });
  const heads = head.map((words) => `<th scope="col">${escapeHtml(words)}</th>`).join('');
  return `<table tabindex="0"><thead><tr>${heads}</tr></thead><tbody>${line.join('')}</tbody></table>`;
}
