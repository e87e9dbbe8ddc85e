import { BitgetError } from './errors.js';
import type { Call } from './feature.js';
import type { PagesOptions } from './pages.js';
import { type Route, wordsOf } from './routes.js';

type Fields = Readonly<Record<string, unknown>>;

interface Paging {
  style: string;
  next: string;
  limit: string;
  max: number | undefined;
  windowMs: number;
  param: string;
}

const DAY_MS = 86_400_000;

/** A time range wider than the operation takes: 43111 is a general parameter error, which histories give for it. */
const TOO_WIDE = /^(43111|00001)$/;

/** `cursor:data.cursor,limit,100,90,param` */
function pagingOf(route: Route): Paging {
  const [word = ''] = wordsOf(route, 'page');
  const [style = '', rest = ''] = word.split(':');
  const [next = '', limit = '', max, days, param] = rest.split(',');
  return {
    style,
    next,
    limit,
    max: Number(max) || undefined,
    windowMs: (Number(days) || 0) * DAY_MS,
    param: param || (style === 'page' ? 'pageNo' : style),
  };
}

/** One walk per time window, the newest first, as the exchange lists. */
export async function* walkWindows(
  call: Call,
  route: Route,
  args: Fields,
  options: PagesOptions,
): AsyncGenerator<unknown> {
  const { maxItems = Infinity, maxPages = 1_000, ...callOptions } = options;
  const paging = pagingOf(route);
  const left = { items: maxItems, pages: maxPages, signal: options.signal };
  const fetch: Fetch = async (request) => {
    if (left.pages-- <= 0) {
      const details = { operation: route.key, code: 'too-many-pages' };
      throw new BitgetError(`more than ${maxPages} pages`, 'narrow the request, or raise maxPages', details);
    }
    return call(request, callOptions);
  };
  const span = spanOf(args, paging);
  if (!span) return yield* bounded(walkPages(fetch, paging, args), left);
  let { end, windowMs } = span;
  while (end >= span.start && left.items > 0) {
    const start = Math.max(span.start, end - windowMs);
    const request = { ...args, startTime: `${start}`, endTime: `${end}` };
    const before = left.items;
    try {
      yield* bounded(walkPages(fetch, paging, request), left);
      end = start - 1;
    } catch (error) {
      const tooWide = error instanceof BitgetError && TOO_WIDE.test(error.code) && left.items === before;
      if (!tooWide || windowMs < paging.windowMs) throw error;
      windowMs /= 2; // once
    }
  }
}

/** The time range to be split; undefined where the call takes none, or none was given. */
function spanOf({ startTime, endTime }: Fields, { windowMs }: Paging) {
  const start = Number(startTime);
  const end = endTime === undefined ? Date.now() : Number(endTime);
  if (!windowMs || startTime === undefined || !(start <= end)) return undefined;
  return { start, end, windowMs };
}

interface Left {
  items: number;
  signal: AbortSignal | undefined;
}

async function* bounded(records: AsyncGenerator<unknown>, left: Left): AsyncGenerator<unknown> {
  if (left.items <= 0) return;
  for await (const record of records) {
    left.signal?.throwIfAborted();
    left.items--;
    yield record;
    if (left.items <= 0) return;
  }
}

type Fetch = (request: Fields) => Promise<unknown>;

function walkPages(fetch: Fetch, paging: Paging, args: Fields): AsyncGenerator<unknown> {
  const { style, limit, max } = paging;
  // as many at once as there may be
  const request = limit && max && args[limit] === undefined ? { ...args, [limit]: `${max}` } : args;
  if (style === 'page') return byNumber(fetch, paging, request);
  return style === 'window' ? byTime(fetch, paging, request) : byMark(fetch, paging, request);
}

/** Pages by number, up to the first that is not full. */
async function* byNumber(fetch: Fetch, { limit, param }: Paging, args: Fields): AsyncGenerator<unknown> {
  const size = Number(args[limit]) || 1;
  for (let page = Number(args[param]) || 1; ; page++) {
    const records = listOf(await fetch({ ...args, [param]: `${page}` }));
    yield* records;
    if (records.length < size) return;
  }
}

/** Pages by the mark that an answer gives for the next, up to one without records or without a new mark. */
async function* byMark(fetch: Fetch, { next, param }: Paging, args: Fields): AsyncGenerator<unknown> {
  for (let request = args; ; ) {
    const data = await fetch(request);
    const records = listOf(data);
    const mark = `${at(data, next) ?? ''}`;
    if (!records.length || mark === `${request[param]}`) return;
    yield* records;
    if (NO_MARK.test(mark)) return;
    request = { ...request, [param]: mark };
  }
}

/** The exchange's ways to say "none". */
const NO_MARK = /^(|0|-1)$/;

/** Rows of a time range, the newest first; a full answer is continued before its oldest row. */
async function* byTime(fetch: Fetch, { limit, max = 0 }: Paging, args: Fields): AsyncGenerator<unknown> {
  const size = Number(args[limit]) || max;
  for (let request = args, before = Infinity; ; ) {
    const page = listOf(await fetch(request));
    const fresh = page.filter((record) => !(timeOf(record) >= before));
    yield* fresh.sort((a, b) => timeOf(b) - timeOf(a) || 0);
    before = Math.min(...fresh.map(timeOf));
    if (page.length < size || !(before > (Number(request.startTime) || 0)) || before === Infinity) return;
    request = { ...request, endTime: `${before}` };
  }
}

/** Candles are rows that begin with their time. */
const timeOf = (record: unknown) => (Array.isArray(record) ? Number(record[0]) : Number.NaN);

/** The records of a page: the list, or the list in an object that has some. */
function listOf(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) return data;
  const lists = Object.values(Object(data)).filter(Array.isArray);
  return lists.find((list) => list.length) ?? [];
}

/** The value at `data.list[-1].id`, `data` being the answer. */
function at(data: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]]+/g)?.slice(1) ?? [];
  return steps.reduce<unknown>(
    (here, step) => (Array.isArray(here) ? here.at(Number(step)) : Object(here)[step]),
    data,
  );
}
