import {
  type CallContext,
  type CancelScope,
  type Runtime as RestRuntime,
  waitFor,
  walkPages,
} from '@bitget-spec/client/socket-resync';
import { isOf } from '@bitget-spec/contract/codes';
import { pagingOf } from '@bitget-spec/contract/routes/paging';
import type { Fields } from '../streams/frames.js';
import type { Reads } from './source.js';

/** More pages than any gap has. */
const MAX_PAGES = 50;
const DAY_MS = 86_400_000;
/** Clocks may differ. */
const SKEW_MS = 10_000;

/**
 * Reads by the client.
 * @param base what the paths of REST begin with, `/api/v3/`
 * @param scope ends what is under way, once nobody waits for it any more
 */
export function readsOf(rest: RestRuntime, base: string, scope: CancelScope): Reads {
  const route = (path: string) => {
    const found = rest.find('GET', base + path);
    if (!found) throw new Error(`[@bitget-spec/websocket] no GET ${base}${path}, client: give that of the same API.`);
    return found;
  };
  const call = (path: string, args: Fields): Promise<unknown> => {
    scope.check();
    const context: CallContext = { route: route(path), args, options: {}, scope, attempts: 0 };
    return waitFor(scope, rest.run(context));
  };
  return {
    now: () => rest.clock.now(),
    async list(path, args = {}) {
      let left = MAX_PAGES;
      const fetchPage = (request: Fields) => {
        if (left-- > 0) return call(path, request);
        throw new Error(`[@bitget-spec/websocket] more than ${MAX_PAGES} pages, ${path}: read them yourself.`);
      };
      const rows: Fields[] = [];
      const paging = pagingOf(route(path));
      const windowMs = (paging?.windowDays ?? Infinity) * DAY_MS - SKEW_MS;
      let endTime: number | undefined; // of the newest none is given: by our clock it may be before the newest row
      for (let end = Math.floor(rest.clock.now()); ; endTime = end) {
        end -= windowMs;
        const isWide = Number(args.startTime) < end;
        const request = { ...args, ...(isWide && { startTime: `${end}` }), ...(endTime && { endTime: `${endTime}` }) };
        for await (const row of walkPages(fetchPage, paging, request)) rows.push(Object(row));
        if (!isWide) break;
      }
      return rows;
    },
    async get(path, args = {}) {
      try {
        return [(await call(path, args)) ?? []].flat().map(Object);
      } catch (error) {
        if (isOf(rest.codes, 'absent', `${Object(error).code}`)) return [];
        throw error;
      }
    },
  };
}
