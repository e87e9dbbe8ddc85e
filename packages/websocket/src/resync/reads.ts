import {
  type CallContext,
  CancelScope,
  type Runtime as RestRuntime,
  walkPages,
} from '@bitget-spec/client/socket-resync';
import { pagingOf } from '@bitget-spec/contract/routes/paging';
import type { Fields } from '../streams/frames.js';
import type { Reads } from './source.js';

/** More pages than any gap has. */
const MAX_PAGES = 50;

/**
 * Reads by the client.
 * @param base what the paths of REST begin with, `/api/v3/`
 * @param isWanted whether anybody waits for it still: else nothing more is asked for
 */
export function readsOf(rest: RestRuntime, base: string, isWanted: () => boolean): Reads {
  const scope = new CancelScope(rest.system);
  const route = (path: string) => {
    const found = rest.find('GET', base + path);
    if (!found) throw new Error(`[@bitget-spec/websocket] no GET ${base}${path}, client: give that of the same API.`);
    return found;
  };
  const call = (path: string, args: Fields): Promise<unknown> => {
    if (!isWanted())
      throw new Error('[@bitget-spec/websocket] nobody waits for it, resync: it will be asked for again.');
    const context: CallContext = { route: route(path), args, options: {}, scope, attempts: 0 };
    return scope.wait(rest.run(context));
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
      for await (const row of walkPages(fetchPage, pagingOf(route(path)), args)) rows.push(Object(row));
      return rows;
    },
    get: async (path, args = {}) => [(await call(path, args)) ?? []].flat().map(Object),
  };
}
