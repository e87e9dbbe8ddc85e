import type { Fact, Limit, Paging } from '@bitget-spec/contract';
import type { Operation } from '../../model/types.js';
import { code, inline, webLink } from '../print/quote/index.js';
import type { ApiPages } from './api-pages.js';
import { kindNames } from './known-from.js';

export const EFFECT_LABELS: Record<Operation['effect'], string> = {
  read: 'reads only',
  write: 'changes settings or state',
  order: 'places, changes or cancels orders',
  funds: 'moves funds',
};

const FIDELITY: Record<Operation['fidelity'], string> = {
  stateful: 'stateful, what you do shows in later responses',
  validated: 'validated, made-up data that fits the schema',
};

export const EVIDENCE_LABELS: Record<string, string> = {
  documented: 'official documentation',
  live: 'live responses',
  client: 'maintained clients',
};

/** What a caller should know before the first call, a line each. What a document does not say has no line. */
export function facts(operation: Operation, { api }: ApiPages): Fact[] {
  const { limits, permission, account, effect, signed, why, paging, evidence, knownFrom, link, request, response } =
    operation;
  const types = [request.typeName, response.typeName].filter((name) => name !== undefined).map(code);
  const own: [string, string | undefined][] = [
    ['Limit', limits?.length ? inline(limits.map(limitWords).join('; ')) : 'unknown, no source states one'],
    [
      'Permission',
      permission === 'none' ? 'none' : permission === 'unknown' ? 'unknown, no source states one' : code(permission),
    ],
    ['Account', account === 'any' ? 'any' : inline(`${account} account`)],
    ['Effect', why?.effect ? `${EFFECT_LABELS[effect]}. ${inline(why.effect)}` : EFFECT_LABELS[effect]],
    ['Signed', signed ? 'yes, with your API key' : 'no, public'],
    ['Order id', orderIdWords(operation)],
    ['Paging', paging && inline(pagingWords(paging))],
    ['In the mock', FIDELITY[operation.fidelity]],
    [
      'Known from',
      knownFrom
        ? kindNames(knownFrom.operation, api)
        : evidence.map((source) => EVIDENCE_LABELS[source] ?? inline(source)).join(', '),
    ],
  ];
  const all: [string, string | undefined][] = [
    ...(api.profile.client.signs
      ? own
      : [['Credentials', signed ? 'needed' : undefined] as [string, string | undefined]]),
    ['Types', types.join(', ')],
    ['Official page', link && webLink(linkText(link), link)],
  ];
  return all.flatMap(([name, value]) => (value ? [{ name, value }] : []));
}

function orderIdWords({ orderId, why }: Operation): string | undefined {
  if (!orderId) return why?.orderId && `none. ${inline(why.orderId)}`;
  return why?.lookup
    ? `${code(orderId)}, by which no call finds what became of an attempt. ${inline(why.lookup)}`
    : `${code(orderId)}, to look an attempt up by when its response was lost`;
}

/** Host and last word of a URL, enough to know where it leads. */
export const linkText = (url: string): string => url.replace(/^https?:\/\/(www\.)?/, '').replaceAll(/[[\]<>{}`]/g, '');

const BY = { uid: ' per user', ip: ' per IP address', unknown: ', per user or per IP address is not stated' };

/** `10 requests a second per user`. */
export function limitWords({ count, seconds, by, when }: Limit): string {
  const span = seconds === 1 ? 'a second' : seconds === 60 ? 'a minute' : `in ${seconds} seconds`;
  return `${count} request${count === 1 ? '' : 's'} ${span}${BY[by]}${when ? ` (${code(when)})` : ''}`;
}

/** `10/s per uid`, for lists. */
export function limitShort({ count, seconds, by, when }: Limit): string {
  const span = seconds === 1 ? 's' : `${seconds} s`;
  return `${count}/${span}${by === 'unknown' ? '' : ` per ${by === 'ip' ? 'IP' : 'user'}`}${when ? ` (${when})` : ''}`;
}

/** How to walk through a list. */
function pagingWords({ style, next, param, page, limit, max, windowDays }: Paging): string {
  const value = next ? code(next) : 'the number of the last entry';
  const ways: Record<Paging['style'], string> = {
    idLessThan: `pass ${value} as ${code(param ?? 'idLessThan')} for the next, older page`,
    cursor: `pass ${value} as ${code(param ?? 'cursor')} for the next page`,
    page: `${code(page ?? param ?? 'page')} counts the pages from 1`,
    window: `move ${code('startTime')} and ${code('endTime')}${next ? `, back to ${value} where a page is full` : ''}`,
  };
  return [
    ways[style],
    limit && max
      ? `at most ${max} entries a page (${code(limit)})`
      : limit
        ? `${code(limit)} sets the length of a page`
        : '',
    windowDays ? `at most ${windowDays} days from ${code('startTime')} to ${code('endTime')}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}
