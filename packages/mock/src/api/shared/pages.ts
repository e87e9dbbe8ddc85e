import { refuse } from '../../core/errors.js';
import { type NumberKind, type OrderedRecords, type Page, type PageQuery, pageOf, seqOf } from '../../engine/index.js';
import type { RequestContext } from '../context.js';

/** What list operations ask for a page by. v2 continues at `idLessThan`, v3 at `cursor`. */
export interface PageRequest {
  /** Unix milliseconds, both inclusive. */
  startTime?: string;
  endTime?: string;
  idLessThan?: string;
  cursor?: string | null;
  limit?: string | number;
}

/** One page of a history. @throws Refusal for ranges that are too wide */
export function page<Item extends { seq: number }>(
  context: RequestContext<PageRequest>,
  kind: NumberKind,
  items: readonly Item[],
  at: (item: Item) => number,
  matches?: (item: Item) => boolean,
): Page<Item> {
  return pageAcross(context, kind, [{ items }], at, matches);
}

/** One page of several histories taken together. @throws Refusal for ranges that are too wide */
export function pageAcross<Item extends { seq: number }>(
  context: RequestContext<PageRequest>,
  kind: NumberKind,
  sources: readonly OrderedRecords<Item>[],
  at: (item: Item) => number,
  matches: (item: Item) => boolean = () => true,
): Page<Item> {
  return pageOf(sources, windowOf(context, kind), at, matches);
}

function windowOf(context: RequestContext<PageRequest>, kind: NumberKind): PageQuery {
  const { startTime, endTime, idLessThan, cursor = idLessThan, limit } = context.request;
  const [from, to] = [moment(startTime), moment(endTime)];
  const { paging, errors } = context.call.operation;
  const days = paging?.windowDays;
  if (from !== undefined && to !== undefined) {
    const code = errors.includes('43111') ? '43111' : '00001';
    if (from > to || (days !== undefined && to - from > days * 86_400_000)) throw refuse(code, { about: 'endTime' });
  }
  const until = Math.min(to ?? Number.POSITIVE_INFINITY, context.until);
  return {
    from,
    to: until === Number.POSITIVE_INFINITY ? undefined : until,
    before: cursor ? (seqOf(context.world, kind, cursor) ?? 0) : undefined,
    limit: Number(limit ?? 100),
  };
}

/** Unix milliseconds given as text. */
export function moment(text: string | undefined): number | undefined {
  return text === undefined || !Number.isFinite(Number(text)) ? undefined : Number(text);
}

/** Where the next, older page begins, `''` where there is none: how v3 ends a list. */
export function cursorOf(context: RequestContext, kind: NumberKind, { items, more }: Page<{ seq: number }>): string {
  const last = items.at(-1);
  return more && last ? context.id(kind, last) : '';
}
