import type { Limit } from '@bitget-spec/contract';
import { limitWords } from '../docs/facts.js';
import { table } from '../docs/markdown.js';
import type { EmittedFile } from '../files.js';
import { inline } from '../print/quote/index.js';
import type { Atlas, Entry } from './atlas.js';
import { sitePage } from './site-page.js';

const PAGE = 'limits.md';

/** `limits.md`: how often each call may be made, by what is counted. */
export function limitsPage(atlas: Atlas): EmittedFile {
  const scopes: [string, string, (limits: Limit[] | undefined) => boolean][] = [
    ['Per user', 'Counted for all keys of a user together.', (limits) => has(limits, 'uid')],
    ['Per IP address', 'Counted by address, whoever asks.', (limits) => has(limits, 'ip')],
    [
      'Per user or per IP address',
      'The sources name a number but not what is counted.',
      (limits) => has(limits, 'unknown'),
    ],
    ['Unknown', 'No source states a limit.', (limits) => !limits?.length],
  ];
  const sections = scopes.flatMap(([title, about, belongs]) => {
    const entries = atlas.entries.filter(({ operation }) => belongs(operation.limits));
    return entries.length ? [`## ${title}\n\n${about} ${calls(entries.length)}.`, ...byLimit(entries, atlas)] : [];
  });
  return sitePage(
    PAGE,
    'Rate limits',
    'Each call has a limit of its own: a request beyond it is refused with HTTP 429. Above them all, an IP address may send 6,000 requests a minute, and is shut out for five minutes beyond that. The client of this project waits by itself.',
    ...sections,
  );
}

const has = (limits: Limit[] | undefined, by: Limit['by']): boolean =>
  limits?.some((limit) => limit.by === by) ?? false;
const calls = (count: number): string => `${count} call${count === 1 ? '' : 's'}`;

/** A table for each limit, the tightest first. */
function byLimit(entries: Entry[], atlas: Atlas): string[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const words = (entry.operation.limits ?? []).map(limitWords).join('; ');
    groups.set(words, [...(groups.get(words) ?? []), entry]);
  }
  const rate = ([, [first]]: [string, Entry[]]) =>
    Math.min(...(first?.operation.limits ?? []).map(({ count, seconds }) => count / seconds));
  return [...groups]
    .sort((a, b) => rate(a) - rate(b) || (a[0] < b[0] ? -1 : 1))
    .map(([words, group]) => {
      const rows = group.map(({ operation }) => [atlas.link(operation.key, PAGE), inline(operation.summary)]);
      const list = table(['URL', 'Call'], rows);
      return words ? `### ${inline(words)}\n\n${calls(group.length)}.\n\n${list}` : list;
    });
}
