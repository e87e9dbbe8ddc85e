import type { RoutePaging } from '@bitget-spec/contract';

export type Fields = Readonly<Record<string, unknown>>;

/** Gets the `data` of one page. */
export type FetchPage = (request: Fields) => Promise<unknown>;

/** The records of all pages of one time window, or of a call that knows no windows. */
export function walkPages(
  fetchPage: FetchPage,
  paging: RoutePaging | undefined,
  args: Fields,
): AsyncGenerator<unknown> {
  if (!paging) return onePage(fetchPage, args);
  const { style, limit, max } = paging;
  // As many at once as there may be: the exchange cuts what is asked beyond that, which would look like the last page.
  const wanted = Number(args[limit]);
  const size = max && !(wanted <= max) ? max : wanted || undefined;
  const request = limit && size && size !== wanted ? { ...args, [limit]: `${size}` } : args;
  if (style === 'page') return byNumber(fetchPage, paging, request, max && size);
  return style === 'window' ? byTime(fetchPage, paging, request, size) : byMark(fetchPage, paging, request);
}

/** Of a call that does not page: the types offer no `pages` there, plain JavaScript does. */
async function* onePage(fetchPage: FetchPage, args: Fields): AsyncGenerator<unknown> {
  yield* listOf(await fetchPage(args));
}

/** Pages by number, up to the first that is not full; up to an empty one where nobody says how long a page may be. */
async function* byNumber(
  fetchPage: FetchPage,
  { param }: RoutePaging,
  args: Fields,
  size = 1,
): AsyncGenerator<unknown> {
  for (let page = Number(args[param]) || 1; ; page++) {
    const records = listOf(await fetchPage({ ...args, [param]: `${page}` }));
    yield* records;
    if (records.length < size) return;
  }
}

/**
 * Pages by the mark that a response gives for the next, up to one without a new mark. A page may be empty and not the
 * last, where the exchange looks for records within a bound of its own.
 */
async function* byMark(fetchPage: FetchPage, { next, param }: RoutePaging, args: Fields): AsyncGenerator<unknown> {
  const fresh = unlikeTheLast();
  for (let request = args; ; ) {
    const data = await fetchPage(request);
    const page = listOf(data);
    const rows = fresh(page);
    const mark = `${at(data, next) ?? ''}`;
    const still = mark === `${request[param]}`; // comes with the last records, or with the same page again
    yield* still ? rows : page;
    if (still || NO_MARK.test(mark)) return;
    request = { ...request, [param]: mark };
  }
}

/** The exchange's ways to say "none". */
const NO_MARK = /^(|0|-1)$/;

/** Pages without new records, until the records of one millisecond are passed over or the range is taken as ended. */
const PATIENCE = 2;

/** Rows of a time range, the newest first; a full response is continued from its oldest row. */
async function* byTime(fetchPage: FetchPage, paging: RoutePaging, args: Fields, size = 1): AsyncGenerator<unknown> {
  const field = `row${paging.next.split('[-1]')[1] || '[0]'}`; // candles begin with their time
  const timeOf = (record: unknown) => Number(at(record, field));
  const fresh = unlikeTheLast();
  let stale = 0;
  for (let request = args, end = Number(args.endTime) || Infinity; ; ) {
    const page = listOf(await fetchPage(request));
    const rows = fresh(page);
    yield* rows.sort((a, b) => timeOf(b) - timeOf(a) || 0);
    stale = rows.length ? 0 : stale + 1;
    // A millisecond is asked for twice: others may lie in it, and whether the bound itself belongs to the range is
    // not said. It moves on by one at least, since a page may be full of that.
    end = Math.min(end - 1, ...rows.map((row) => timeOf(row) + 1));
    if (!paging.limit || page.length < size || stale > PATIENCE || !(end > (Number(args.startTime) || 0))) return;
    request = { ...request, endTime: `${end}` };
  }
}

/** Leaves out what the page before has shown already, the same in every field. */
function unlikeTheLast() {
  let last = new Set<string>();
  return (page: readonly unknown[]): unknown[] => {
    const texts = page.map((record) => JSON.stringify(record));
    const rows = page.filter((_, index) => !last.has(texts[index] ?? ''));
    last = new Set(texts);
    return rows;
  };
}

/** The records of a page: the list, or the list in an object that has some. */
function listOf(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) return data;
  const lists = Object.values(Object(data)).filter(Array.isArray);
  return lists.find((list) => list.length) ?? [];
}

/** The value at `data.list[-1].id`, `data` being the response. */
function at(data: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]]+/g)?.slice(1) ?? [];
  return steps.reduce<unknown>(
    (here, step) => (Array.isArray(here) ? here.at(Number(step)) : Object(here)[step]),
    data,
  );
}
