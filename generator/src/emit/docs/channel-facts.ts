import type { Fact, Fidelity, Merge, Push, PushInterval } from '@bitget-spec/contract';
import type { Channel } from '../../model/sockets/types.js';
import { code, inline, webLink } from '../print/quote/index.js';
import type { ApiPages } from './api-pages.js';
import { EFFECT_LABELS, EVIDENCE_LABELS, limitWords, linkText } from './facts.js';

/** What a caller should know before the first subscription or request, a line each. */
export function channelFacts(channel: Channel, { api }: ApiPages): Fact[] {
  const { topics, push, limits, permission, account, effect, orderId, lookups, rest, fidelity, evidence, link, kind } =
    channel;
  const servers = api.sockets?.servers.filter(({ name }) => /private$/i.test(name) === channel.private) ?? [];
  const all: [string, string | undefined][] = [
    ['On the wire', topics.map(code).join(', ')],
    ['Connection', servers.map(({ url }) => code(url)).join(', ')],
    ['Login', channel.private ? 'needed, see `session.login`' : 'not needed'],
    ['First push', push && FIRST[push.first]],
    ['Later pushes', push && mergeWords(push)],
    ['Gaps', push && gapWords(push)],
    ['Interval', push?.intervals && inline(push.intervals.map(intervalWords).join('; '))],
    ['Limit', limits?.length ? inline(limits.map(limitWords).join('; ')) : undefined],
    ['Permission', permission === 'unknown' ? 'unknown, no source states one' : code(permission)],
    ['Account', account === 'any' ? 'any' : inline(`${account} account`)],
    ['Effect', kind === 'trade' ? EFFECT_LABELS[effect] : undefined],
    ['Order id', orderId && `${code(orderId)}, to look an attempt up by when its reply was lost`],
    ['Lookup', lookups?.map(({ operation, by }) => `${code(operation)} by ${code(by)}`).join(', ')],
    ['In REST', rest && `${code(rest)} does the same`],
    ['In the mock', IN_MOCK[fidelity]],
    ['Known from', evidence.map((source) => EVIDENCE_LABELS[source] ?? inline(source)).join(', ')],
    ['Official page', link && webLink(linkText(link), link)],
  ];
  return all.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

const IN_MOCK: Record<Fidelity, string> = {
  stateful: 'stateful, what you do shows in what comes',
  validated: 'acknowledged; an example comes, or nothing',
};

const FIRST: Record<Push['first'], string> = {
  snapshot: 'a snapshot, all there is, on subscribing',
  none: 'none, the stream is silent until something happens',
  unknown: 'unknown, no source states one',
};

const MERGE: Record<Merge, string> = {
  replace: 'take the place of what came before',
  upsert: 'take the place of the entries with the same number, or are new',
  append: 'are new entries',
  levels: 'change the price levels that they name',
};

function mergeWords({ merge, by }: Push): string {
  const numbers = by?.length ? ` (${by.map(code).join(', ')})` : '';
  if (typeof merge === 'string') return `${MERGE[merge]}${numbers}`;
  return Object.entries(merge)
    .map(([topic, one]) => `${code(topic)}: ${MERGE[one]}`)
    .join('; ');
}

function gapWords({ sequence }: Push): string {
  if (!sequence) return 'nothing in a push shows whether one before it is missing';
  const { current, previous } = sequence;
  return previous
    ? `${code(previous)} of a push is ${code(current)} of the one before it`
    : `${code(current)} rises, whether without gaps no source states`;
}

/** `50 ms (books)`. */
function intervalWords({ ms, most, arg }: PushInterval): string {
  const names = Object.values(arg ?? {});
  return `${ms}${most ? ` to ${most}` : ''} ms${names.length ? ` (${names.join(', ')})` : ''}`;
}
