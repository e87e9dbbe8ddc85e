import type { Clock } from '@bitget-spec/auth';
import type { Route } from '@bitget-spec/contract';
import { pagingOf } from '@bitget-spec/contract/routes/paging';
import type { CallOptions } from '../call/call-options.js';
import type { Call } from '../call/stage.js';
import { counted } from '../errors/counted.js';
import { BitgetError } from '../errors/errors.js';
import { type FetchPage, type Fields, walkPages } from './walk-pages.js';

/** Settings of a walk through all pages. */
export interface PagesOptions extends CallOptions {
  /** Ends after so many records. @default all */
  maxItems?: number | undefined;
  /** Throws when there are more pages than this, since something must be wrong. @default 1_000 */
  maxPages?: number | undefined;
}

/** A time range wider than the operation takes: 43111 is a general parameter error, which histories give for it. */
const TOO_WIDE = /^(43111|00001)$/;

const DAY_MS = 86_400_000;

/** One walk per time window, the newest first, as the exchange lists. */
export async function* walkRanges(
  call: Call,
  route: Route,
  clock: Clock,
  args: Fields,
  options: PagesOptions,
): AsyncGenerator<unknown> {
  const { maxItems = Infinity, maxPages = 1_000, ...callOptions } = options;
  const paging = pagingOf(route);
  const left = { items: maxItems, pages: maxPages, signal: options.signal };
  const fetchPage: FetchPage = async (request) => {
    if (left.pages-- <= 0) {
      throw new BitgetError(`more than ${counted(maxPages, 'page')}`, 'narrow the request, or raise maxPages', {
        operation: route.key,
        code: 'too-many-pages',
      });
    }
    return call(request, callOptions);
  };
  const windowMs = (paging?.windowDays ?? 0) * DAY_MS;
  const span = spanOf(args, windowMs, clock);
  if (!span) return yield* bounded(walkPages(fetchPage, paging, args), left);
  const once = onceAtBorders();
  for (let { end, windowMs } = span; left.items > 0; ) {
    const start = Math.max(span.start, end - windowMs);
    const request = { ...args, startTime: `${start}`, endTime: `${end}` };
    const before = left.items;
    try {
      yield* bounded(once(walkPages(fetchPage, paging, request), start), left);
      if (start <= span.start) return;
      end = start + 1;
    } catch (error) {
      const tooWide = error instanceof BitgetError && TOO_WIDE.test(error.code) && left.items === before;
      if (!tooWide || windowMs < span.windowMs) throw error;
      windowMs /= 2; // once
    }
  }
}

/** The time range to be split; undefined where the call takes none, or none was given. */
function spanOf({ startTime, endTime }: Fields, windowMs: number, clock: Clock) {
  const start = Number(startTime);
  const end = endTime === undefined ? clock.now() : Number(endTime);
  if (!windowMs || startTime === undefined || !(start <= end)) return undefined;
  return { start, end, windowMs };
}

/**
 * Windows share a millisecond, since no page says which of their bounds belong to them: whichever do, nothing falls
 * between two. What then comes twice is of one of the border's times, and is the same in every field.
 */
function onceAtBorders() {
  let seen = new Set<string>();
  return async function* once(records: AsyncGenerator<unknown>, start: number): AsyncGenerator<unknown> {
    const now = new Set<string>();
    for await (const record of records) {
      const text = JSON.stringify(record);
      if (text.includes(`${start}`) || text.includes(`${start + 1}`)) now.add(text);
      if (!seen.has(text)) yield record;
    }
    seen = now;
  };
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
