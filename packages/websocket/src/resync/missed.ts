import { CancelScope, type Runtime as RestRuntime } from '@bitget-spec/client/socket-resync';
import type { Push } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import { itemsOf } from '../streams/queue.js';
import type { Topic } from '../streams/topic.js';
import { createMemory, type Memory } from './memory.js';
import { readsOf } from './reads.js';
import { type EventSource, type Source, symbolOf } from './source.js';

/** What private streams missed, as REST tells it. */
export interface Missed {
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
/** Whether an item is of a stream of one symbol, or of all. */
const isOf = ({ symbol, instId = symbol }: Fields, one: string | undefined) =>
  one === undefined || `${instId}`.toLowerCase() === one.toLowerCase();

/** @param base what the paths of REST begin with, `/api/v3/` */
export function createMissed(rest: RestRuntime, base: string, sources: Readonly<Record<string, Source>>): Missed {
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
      const reads = readsOf(rest, base, () => topic.followers.size > 0);
      const reading = source.before(reads, arg).then((items) => {
        // what the stream has brought is newer
        for (const item of items) if (isOf(item, symbolOf(arg)) && memory.isNews(item)) memory.note(item);
      });
      reading.catch(() => begun.delete(topic));
      begun.set(topic, reading);
    },
    async fetch(topic, agoMs, isWanted) {
      const source = sourceOf(topic);
      const { arg } = topic;
      const reads = readsOf(rest, base, isWanted);
      const scope = new CancelScope(rest.system);
      if (source && 'state' in source) {
        // its first push is newer than what REST may show, and is read after that
        await scope.sleep(LAG_MS);
        if (!isWanted() || (topic.held?.length && !source.always)) return undefined;
        return { action: 'snapshot', arg, data: await source.state(reads, arg, topic.last), ts: rest.clock.now() };
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
