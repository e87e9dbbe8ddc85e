import type { Limit, Lookup, Paging } from '@bitget-spec/contract';
import { canonical, isObject, type Json, type JsonObject, listOf, textOf, textsOf } from '../../load/json.js';
import type { Recorder } from '../change.js';
import { compareEvidence } from './evidence.js';

/** Compares what a trader has to know of an operation or channel, and OpenAPI has no words for. */
export function compareFacts(out: Recorder, base: JsonObject, head: JsonObject): void {
  compareLimits(out, limitsOf(base), limitsOf(head));
  comparePermission(out, textOf(base['x-permission']), textOf(head['x-permission']));
  compareAccount(out, textOf(base['x-account']) ?? 'any', textOf(head['x-account']) ?? 'any');
  compareEffect(out, textOf(base['x-effect']), textOf(head['x-effect']));
  comparePaging(out, pagingOf(base), pagingOf(head));
  compareOrderId(out, textOf(base['x-order-id']), textOf(head['x-order-id']));
  compareLookups(out, lookupsOf(base), lookupsOf(head));
  const [was, now] = [textsOf(base['x-errors']), textsOf(head['x-errors'])];
  for (const name of now) if (!was.includes(name)) out.add('expected-code-added', { name });
  for (const name of was) if (!now.includes(name)) out.add('expected-code-removed', { name });
  if (canonical(base['x-why'] ?? null) !== canonical(head['x-why'] ?? null)) out.add('reason-changed');
  compareEvidence(out, evidenceOf(base), evidenceOf(head));
}

const evidenceOf = (raw: JsonObject): string[] | undefined =>
  raw['x-source'] === undefined ? undefined : textsOf(raw['x-source']);

const limitsOf = (raw: JsonObject): Limit[] | undefined => {
  const value = raw['x-rate-limit'];
  return Array.isArray(value) ? (value as unknown as Limit[]) : undefined;
};

/** Limits are told apart by when they hold, by whom they count and over which span. */
function compareLimits(out: Recorder, base: Limit[] | undefined, head: Limit[] | undefined): void {
  if (!base || !head) {
    if (head) for (const limit of head) out.add('limit-stated', { now: limitWords(limit) });
    else if (base) for (const limit of base) out.add('limit-unstated', { was: limitWords(limit) });
    return;
  }
  let [gone, fresh] = [base, head];
  // Those that are alike find each other before one that is not can take their place.
  for (const alike of LIKENESS)
    for (const limit of fresh) {
      const before = gone.find((other) => alike(other, limit));
      if (!before) continue;
      gone = gone.filter((other) => other !== before);
      fresh = fresh.filter((other) => other !== limit);
      compareLimit(out, before, limit);
    }
  const [before] = gone;
  const [now] = fresh;
  if (before && now && base.length === 1 && head.length === 1) compareLimit(out, before, now);
  else {
    for (const limit of fresh) out.add('limit-stated', { now: limitWords(limit) });
    for (const limit of gone) out.add('limit-unstated', { was: limitWords(limit) });
  }
}

/** Which of several limits became which, the surest way first. */
const LIKENESS: ((one: Limit, other: Limit) => boolean)[] = [
  (one, other) => one.when === other.when && one.by === other.by && one.seconds === other.seconds,
  (one, other) => one.when === other.when && one.by === other.by,
  (one, other) => one.when === other.when,
];

function compareLimit(out: Recorder, base: Limit, head: Limit): void {
  const values = { was: limitWords(base), now: limitWords(head) };
  if (base.when !== head.when)
    out.add('limit-condition-changed', { was: base.when ?? 'always', now: head.when ?? 'always' });
  if (base.by !== head.by) {
    const scopes = { was: `by ${base.by}`, now: `by ${head.by}` };
    if (base.by === 'unknown') out.add('limit-scope-learned', scopes);
    else out.add(head.by === 'unknown' ? 'limit-scope-forgotten' : 'limit-scope-changed', scopes);
  }
  if (base.count === head.count && base.seconds === head.seconds) return;
  // The most that the former limit let through within the new one's span, bursts included.
  const most = base.count * Math.ceil(head.seconds / base.seconds);
  out.add(head.count < most ? 'limit-lowered' : 'limit-raised', values);
}

/** `10 requests in 1 s by uid` */
const limitWords = ({ count, seconds, by, when }: Limit): string =>
  `${count} requests in ${seconds} s by ${by}${when ? ` (${when})` : ''}`;

function comparePermission(out: Recorder, base: string | undefined, head: string | undefined): void {
  if (base === head || base === undefined || head === undefined) return;
  const values = { was: base, now: head };
  const [area, right] = base.split(':');
  const [newArea, newRight] = head.split(':');
  if (base === 'unknown') out.add('permission-learned', values);
  else if (head === 'unknown') out.add('permission-forgotten', values);
  else if (head === 'none') out.add('permission-lowered', values);
  else if (base === 'none') out.add('permission-required', values);
  else if (area !== newArea) out.add('permission-area-changed', values);
  else out.add(right === 'read' && newRight === 'write' ? 'permission-raised' : 'permission-lowered', values);
}

function compareAccount(out: Recorder, was: string, now: string): void {
  if (was === now) return;
  out.add(was === 'any' ? 'account-narrowed' : now === 'any' ? 'account-widened' : 'account-changed', { was, now });
}

const EFFECTS = ['read', 'write', 'order', 'funds'];

function compareEffect(out: Recorder, was: string | undefined, now: string | undefined): void {
  if (was === now || was === undefined || now === undefined) return;
  if (was === 'read') out.add('effect-raised', { was, now });
  else if (now === 'read') out.add('effect-lowered', { was, now });
  else {
    const raised = was === 'write' && EFFECTS.indexOf(now) > EFFECTS.indexOf(was);
    out.add(raised ? 'effect-raised' : 'effect-changed', { was, now });
  }
}

const pagingOf = (raw: JsonObject): Paging | undefined => {
  const value = raw['x-paging'];
  return isObject(value) ? (value as unknown as Paging) : undefined;
};

function comparePaging(out: Recorder, base: Paging | undefined, head: Paging | undefined): void {
  if (!base || !head) {
    if (head) out.add('paging-added');
    else if (base) out.add('paging-removed');
    return;
  }
  if (base.style !== head.style) out.add('paging-style-changed', { was: base.style, now: head.style });
  if (base.next !== head.next)
    out.add('paging-next-moved', { was: base.next ?? 'nowhere', now: head.next ?? 'nowhere' });
  const carrier = (paging: Paging) => paging.param ?? paging.page ?? 'the usual parameter';
  if (carrier(base) !== carrier(head)) out.add('paging-parameter-changed', { was: carrier(base), now: carrier(head) });
  if (base.limit !== head.limit)
    out.add('page-size-parameter-changed', { was: base.limit ?? 'not said', now: head.limit ?? 'not said' });
  compareNumbers(out, base.max, head.max, 'page-size-lowered', 'page-size-raised');
  compareNumbers(out, base.windowDays, head.windowDays, 'window-shortened', 'window-lengthened');
}

type Less = 'page-size-lowered' | 'window-shortened';
type More = 'page-size-raised' | 'window-lengthened';

/** What is not said is not limited. */
function compareNumbers(
  out: Recorder,
  base: number | undefined,
  head: number | undefined,
  less: Less,
  more: More,
): void {
  const [was, now] = [base ?? Number.POSITIVE_INFINITY, head ?? Number.POSITIVE_INFINITY];
  if (was !== now) out.add(now < was ? less : more, { was: base ?? 'not limited', now: head ?? 'not limited' });
}

function compareOrderId(out: Recorder, was: string | undefined, now: string | undefined): void {
  if (was === now) return;
  if (was === undefined) out.add('order-id-added', { now: now ?? '' });
  else if (now === undefined) out.add('order-id-removed', { was });
  else out.add('order-id-moved', { was, now });
}

const lookupsOf = (raw: JsonObject): Lookup[] => {
  const value: Json | undefined = raw['x-lookup'];
  return (Array.isArray(value) ? value : listOf(value === undefined ? [] : [value])) as unknown as Lookup[];
};

function compareLookups(out: Recorder, base: Lookup[], head: Lookup[]): void {
  for (const lookup of base) {
    const { operation: name } = lookup;
    const other = head.find(({ operation }) => operation === name);
    if (!other) out.add('lookup-removed', { name });
    else compareLookup(out, lookup, other);
  }
  for (const { operation: name } of head)
    if (!base.some(({ operation }) => operation === name)) out.add('lookup-added', { name });
  const [was, now] = [base[0]?.operation, head[0]?.operation];
  if (was !== undefined && now !== undefined && was !== now && base.length === head.length)
    out.add('lookup-reordered', { was, now });
}

function compareLookup(out: Recorder, base: Lookup, head: Lookup): void {
  const name = head.operation;
  if (base.proof !== head.proof && (base.proof === false || head.proof === false))
    out.add(head.proof === false ? 'lookup-proof-lost' : 'lookup-proof-gained', { name });
  const bare = ({ by, filters, also, with: fixed }: Lookup): string =>
    [`by ${by}`, filters === false && 'read whole', also?.join(' '), fixed && canonical({ ...fixed })]
      .filter(Boolean)
      .join(', ');
  if (bare(base) !== bare(head)) out.add('lookup-changed', { name, was: bare(base), now: bare(head) });
}
