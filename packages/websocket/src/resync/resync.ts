import {
  type CallContext,
  CancelScope,
  type Runtime as RestRuntime,
  walkPages,
} from '@bitget-spec/client/socket-resync';
import { pagingOf } from '@bitget-spec/contract/routes/paging';
import type { Push } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import { itemsOf } from '../streams/queue.js';
import type { Topic } from '../streams/topic.js';
import { createMemory, type Memory } from './memory.js';
import { type EventSource, type Reads, type Source, symbolOf } from './source.js';

/** Reads by REST what a private stream missed. */
export interface Resync {
  /** Takes note of what a stream brought, so that nothing of it is brought again. */
  note(topic: Topic, push: Push): void;
  /** Once, when a stream is live for the first time: what there was before it. */
  begin(topic: Topic): void;
  /** Whether a stream can be resumed. */
  knows(topic: Topic): boolean;
  /**
   * What happened in the last `agoMs`, oldest first; undefined where nothing did, or the stream has said all. It takes some
   * seconds: REST is read twice, since it lags.
   * @param isWanted whether anybody waits for it still
   * @throws what REST throws
   */
  fetch(topic: Topic, agoMs: number, isWanted: () => boolean): Promise<Push | undefined>;
  /** What came meanwhile, less what is known by now; undefined where nothing is left. */
  rest(topic: Topic, push: Push): Push | undefined;
}

/** Clocks may differ, and a push may be late. */
const MARGIN_MS = 5_000;
/** How late REST may show what happened, and the first push of a stream may come. */
const LAG_MS = 2_000;
/** More pages than any gap has. */
const MAX_PAGES = 50;

/** Loaded with the first private stream, those of one API alone. */
const APIS: Readonly<Record<string, () => Promise<{ SOURCES: Readonly<Record<string, Source>> }>>> = {
  '/api/v2/': () => import('./v2.js'),
  '/api/v3/': () => import('./v3.js'),
};

/** @param base what the paths of REST begin with, `/api/v3/` */
export async function loadResync(rest: RestRuntime, base: string): Promise<Resync> {
  const { SOURCES = {} } = (await APIS[base]?.()) ?? {};
  return createResync(rest, base, SOURCES);
}

/** Whether an item is of a stream of one symbol, or of all. */
const isOf = ({ symbol, instId = symbol }: Fields, one: string | undefined) =>
  one === undefined || `${instId}`.toLowerCase() === one.toLowerCase();

function createResync(rest: RestRuntime, base: string, sources: Readonly<Record<string, Source>>): Resync {
  const memories = new WeakMap<Topic, Memory>();
  const begun = new WeakMap<Topic, Promise<void>>();

  const sourceOf = ({ channel }: Topic): Source | undefined => sources[channel.id];

  const eventsOf = (topic: Topic): EventSource | undefined => {
    const source = sourceOf(topic);
    return source && 'since' in source ? source : undefined;
  };

  const memoryOf = (topic: Topic): Memory | undefined => {
    const source = eventsOf(topic);
    const memory = memories.get(topic) ?? (source && createMemory(source));
    if (memory) memories.set(topic, memory);
    return memory;
  };

  const readsOf = (isWanted: () => boolean): Reads => {
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
  };

  return {
    knows: (topic) => sourceOf(topic) !== undefined,
    note(topic, push) {
      const memory = memoryOf(topic);
      if (memory) for (const item of itemsOf(push.data)) memory.note(Object(item));
    },
    begin(topic) {
      const source = eventsOf(topic);
      const memory = memoryOf(topic);
      if (!source?.before || !memory || begun.has(topic)) return;
      const { arg } = topic;
      const reading = source
        .before(
          readsOf(() => topic.followers.size > 0),
          arg,
        )
        .then((items) => {
          // what the stream has brought is newer
          for (const item of items) if (isOf(item, symbolOf(arg)) && memory.isNews(item)) memory.note(item);
        });
      reading.catch(() => begun.delete(topic));
      begun.set(topic, reading);
    },
    async fetch(topic, agoMs, isWanted) {
      const source = sourceOf(topic);
      const { arg } = topic;
      const reads = readsOf(isWanted);
      const scope = new CancelScope(rest.system);
      if (source && 'state' in source) {
        // its first push says all, and is newer than what REST may show
        await scope.sleep(LAG_MS);
        if (!isWanted() || topic.held?.length) return undefined;
        return { action: 'snapshot', arg, data: await source.state(reads, arg), ts: rest.clock.now() };
      }
      const memory = memoryOf(topic);
      if (!source || !memory) return undefined;
      const from = Math.floor(rest.clock.now() - agoMs - MARGIN_MS);
      if (source.before) {
        const before = begun.get(topic);
        if (!before) throw new Error('what there was before the stream could not be read');
        await before;
      }
      const items = await source.since(reads, from, memory, arg);
      if (isWanted()) await scope.sleep(LAG_MS);
      if (isWanted()) items.push(...(await source.since(reads, from, memory, arg)));
      if (!isWanted()) return undefined; // it will be asked for again
      const fresh: Fields[] = [];
      for (const item of items.sort((one, other) => source.timeOf(one) - source.timeOf(other))) {
        if (!isOf(item, symbolOf(arg)) || !memory.isNews(item)) continue;
        // what is told of nobody can be old, of which nothing was known
        if (memory.find(item) || source.timeOf(item) >= from) fresh.push(item);
        memory.note(item);
      }
      return fresh.length ? { action: 'update', arg, data: fresh, ts: rest.clock.now() } : undefined;
    },
    rest(topic, push) {
      const memory = memoryOf(topic);
      const items = itemsOf(push.data);
      const left = memory ? items.filter((item) => memory.isNews(Object(item))) : items;
      if (left.length === items.length) return push;
      return left.length ? { ...push, data: left } : undefined;
    },
  };
}
