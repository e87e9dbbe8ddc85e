import { escapeHtml } from '../../src/highlight/highlight.js';
import { fieldId } from '../../src/site/field-id.js';
import { codeOf, inline, type State, type Table, type Token } from './html.js';

interface Node {
  name: string;
  cells: Map<string, Token>;
  inner: Node[];
}

/** A request with more fields than this starts folded. */
const MANY = 60;

/** A field table as a list that nests and folds; without scripts it folds too. */
export function fieldList(table: Table, direction: 'request' | 'answer', state: State): string {
  const roots: Node[] = [];
  const path: Node[] = [];
  for (const row of table.rows) {
    const cells = new Map(table.head.map((name, index) => [name, row[index]] as const).filter(hasToken));
    const node: Node = { name: codeOf(row[0]), cells, inner: [] };
    while (path.length && !holds(path.at(-1)?.name ?? '', node.name)) path.pop();
    (path.at(-1)?.inner ?? roots).push(node);
    path.push(node);
  }
  const open = table.rows.length <= MANY;
  return `<div class="fields">${roots.map((node) => field(node, '', direction, open, state)).join('')}</div>`;
}

const hasToken = (pair: readonly [string, Token | undefined]): pair is readonly [string, Token] =>
  pair[1] !== undefined;
const holds = (parent: string, child: string): boolean =>
  child.startsWith(`${parent}.`) || child.startsWith(`${parent}[`);

function field(node: Node, parent: string, direction: 'request' | 'answer', open: boolean, state: State): string {
  const { name, cells, inner } = node;
  const short = parent && holds(parent, name) ? name.slice(parent.length).replace(/^(\[\])*\./, '') : name;
  const id = fieldId(direction, name);
  const extra = (cells.get('Field')?.children ?? []).some(({ type, content }) => type === 'text' && content.trim())
    ? inline(cells.get('Field'), state).replace(/<code[\s\S]*?<\/code>/, '')
    : '';
  const parts = [
    `<a class="field-name" href="#${id}" title="${escapeHtml(name)}"><code v-pre>${escapeHtml(short)}</code></a>`,
    extra && `<span class="field-title">${extra}</span>`,
    `<span class="field-type">${inline(cells.get('Type'), state)}</span>`,
    cells.has('In') && `<span class="field-in">in ${inline(cells.get('In'), state)}</span>`,
    presence(cells, state),
  ].filter(Boolean);
  const text = inline(cells.get('Description'), state);
  const below = inner.map((child) => field(child, name, direction, open, state)).join('');
  const fold = below
    ? `<details${open ? ' open' : ''}><summary>${inner.length} field${inner.length === 1 ? '' : 's'} of <code v-pre>${escapeHtml(short)}</code></summary><div class="fields">${below}</div></details>`
    : '';
  return `<div class="field" id="${id}"><div class="field-head">${parts.join(' ')}</div>${text ? `<div class="field-text">${text}</div>` : ''}${fold}</div>`;
}

/** Requests say what must be there, answers what may be missing. */
function presence(cells: Map<string, Token>, state: State): string {
  const required = cells.get('Required')?.content;
  if (required !== undefined) return required === 'yes' ? '<span class="field-req">required</span>' : '';
  const absence = inline(cells.get('May be'), state);
  return absence ? `<span class="field-opt">may be ${absence}</span>` : '';
}
