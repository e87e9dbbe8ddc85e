import type { Fact, OperationPage } from '@bitget-spec/contract';
import { operationMarkdown } from 'bitget-spec/pages';
import { type Counterpart, counterparts } from './counterparts.js';
import type { Generated } from './generated.js';
import type { Page } from './pages.js';
import { relativeTo } from './relative.js';

/** The pages of operations with what only the whole site knows: counterparts in the other APIs, a link to the spec file. */
export function operationPages({ operations, moves }: Pick<Generated, 'operations' | 'moves'>): Page[] {
  const others = counterparts(moves, (page) => operations.has(page));
  return [...operations].map(([file, page]) => {
    const beside = (others.get(file) ?? [])
      .sort((a, b) => (a.api < b.api ? 1 : -1))
      .map((counterpart) => factOf(counterpart, file, operations));
    const spec = `[\`${page.spec}\`](${relativeTo(file, page.spec)})`;
    const facts = [...page.facts, ...beside];
    return {
      file,
      title: page.title,
      description: page.description,
      operation: { ...page, facts: [...facts, { name: 'Spec file', value: spec }] },
      text: operationMarkdown({ ...page, facts }, spec),
    };
  });
}

function factOf({ api, pages, section }: Counterpart, from: string, operations: Map<string, OperationPage>): Fact {
  const links = pages.map((page) => {
    const { method, path } = operations.get(page) ?? { method: '', path: page };
    return `[\`${method} ${path}\`](${relativeTo(from, page)})`;
  });
  const changes = `[what changes](${relativeTo(from, section)})`;
  return { name: `In ${api}`, value: `${links.join(', ') || 'no counterpart'}; ${changes}` };
}
