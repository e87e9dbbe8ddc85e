import { type CallContext, CancelScope, type Runtime as RestRuntime } from '@bitget-spec/client/socket-orders';
import type { Push } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import { itemsOf } from '../streams/queue.js';
import type { Topic } from '../streams/topic.js';
import { createMemory, type Memory } from './memory.js';
import { type ReadAll, SOURCES } from './sources.js';

/** Reads by REST what a private stream missed. */
export interface Resync {
  /** Takes note of what a stream brought, so that nothing of it is brought again. */
  note(topic: Topic, push: Push): void;
  /** Once, when a stream is live for the first time: what there was before it. */
  begin(topic: Topic): void;
  /** Whether a stream can be resumed. */
  knows(topic: Topic): boolean;
  /**
   * What happened in the last `agoMs`, oldest first; undefined where nothing did. It takes some seconds: REST is read twice,
   * since it lags.
   * @param isWanted whether anybody waits for it still
   * @throws what REST throws
   */
  fetch(topic: Topic, agoMs: number, isWanted: () => boolean): Promise<Push | undefined>;
  /** What came meanwhile, less what is known by now; undefined where nothing is left. */
  rest(topic: Topic, push: Push): Push | undefined;
}

/** Clocks may differ, and a push may be late. */
const MARGIN_MS = 5_000;
/** How late REST may show what happened. */
const LAG_MS = 2_000;
const PAGE = 100;
/** More pages than any gap has. */
const MAX_PAGES = 50;

/** Whether an item is of a stream of one symbol, or of all. */
const isOf = (item: Fields, symbol: unknown = 'default') =>
  symbol === 'default' || `${item.symbol}`.toLowerCase() === `${symbol}`.toLowerCase();

/** `base` is what the paths of REST begin with, `/api/v3/`. */
export function createResync(rest: RestRuntime, base: string): Resync {
  const memories = new WeakMap<Topic, Memory>();
  const begun = new WeakMap<Topic, Promise<void>>();

  const sourceOf = ({ channel }: Topic) => (base === '/api/v3/' ? SOURCES[channel.id] : undefined);

  const memoryOf = (topic: Topic): Memory | undefined => {
    const source = sourceOf(topic);
    const memory = memories.get(topic) ?? (source && createMemory(source));
    if (memory) memories.set(topic, memory);
    return memory;
  };

  const readAll =
    (scope: CancelScope): ReadAll =>
    async (path, args) => {
      const route = rest.find('GET', base + path);
      if (!route) throw new Error(`[@bitget-spec/websocket] no GET ${base}${path}, client: give that of the same API.`);
      const all: Fields[] = [];
      let cursor: unknown;
      for (let page = 0; page < MAX_PAGES; page++) {
        const given = { ...args, limit: `${PAGE}`, ...(cursor ? { cursor } : {}) };
        const context: CallContext = { route, args: given, options: {}, scope, attempts: 0 };
        const data = Object(await scope.wait(rest.run(context)));
        const list: Fields[] = Array.isArray(data) ? data : (data.list ?? (data.orderId ? [data] : []));
        all.push(...list);
        if (!list.length || !data.cursor || data.cursor === cursor) return all;
        cursor = data.cursor;
      }
      throw new Error(`[@bitget-spec/websocket] more than ${MAX_PAGES * PAGE} entries, ${path}: read them yourself.`);
    };

  return {
    knows: (topic) => sourceOf(topic) !== undefined,
    note(topic, push) {
      const memory = memoryOf(topic);
      for (const item of itemsOf(push.data)) memory?.note(Object(item));
    },
    begin(topic) {
      const source = sourceOf(topic);
      const memory = memoryOf(topic);
      if (!source?.before || !memory || begun.has(topic)) return;
      const reading = source.before(readAll(new CancelScope(rest.system))).then((items) => {
        // what the stream has brought is newer
        for (const item of items) if (memory.isNews(item)) memory.note(item);
      });
      reading.catch(() => begun.delete(topic));
      begun.set(topic, reading);
    },
    async fetch(topic, agoMs, isWanted) {
      const source = sourceOf(topic);
      const memory = memoryOf(topic);
      if (!source || !memory) return undefined;
      const from = Math.floor(rest.clock.now() - agoMs - MARGIN_MS);
      if (source.before) {
        const before = begun.get(topic);
        if (!before) throw new Error('what there was before the stream could not be read');
        await before;
      }
      const scope = new CancelScope(rest.system);
      const read = () => source.since(readAll(scope), from, memory);
      const items = await read();
      if (isWanted()) await scope.sleep(LAG_MS);
      if (isWanted()) items.push(...(await read()));
      if (!isWanted()) return undefined; // it will be asked for again
      const { arg } = topic;
      const fresh: Fields[] = [];
      for (const item of items.sort((one, other) => source.timeOf(one) - source.timeOf(other))) {
        if (!isOf(item, arg.symbol) || !memory.isNews(item)) continue;
        // what is told of nobody can be old, of which nothing was known
        if (memory.has(item) || source.timeOf(item) >= from) fresh.push(item);
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
