import { CancelScope, type Runtime as RestRuntime, sleep } from '@bitget-spec/client/socket-resync';
import { closedError } from '../socket/errors.js';
import type { Arg } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import { createMemory } from './memory.js';
import { LAG_MS, type Missed } from './missed.js';
import { readsOf } from './reads.js';
import { type EventSource, type Found, symbolOf } from './source.js';

/** Clocks may differ, and a push may be late. */
const MARGIN_MS = 5_000;
/** How long after a failure what there was before a stream is asked for again. */
const AGAIN_MS = 30_000;

/** Of a stream whose pushes say what happened. */
export function missedEvents(source: EventSource, arg: Arg, rest: RestRuntime, base: string): Missed {
  const memory = createMemory(source);
  const symbol = symbolOf(arg)?.toLowerCase();
  let life = new CancelScope(rest.system);
  /** Nothing that may still change is unknown. */
  let begun = !source.before;
  let beginning: Promise<void> | undefined;
  /** Why that could not be read. */
  let failure: unknown;
  /** What REST alone has said, so that none who follows the stream knows of it. */
  const unsaid = new WeakSet<Fields>();

  const isOurs = ({ symbol: of, instId = of }: Fields) => symbol === undefined || `${instId}`.toLowerCase() === symbol;

  const isNews = (item: Fields) => {
    const known = memory.find(item);
    return memory.isNews(item) || (known !== undefined && unsaid.has(known));
  };

  const begin = () => {
    const { before } = source;
    if (!before) return;
    begun = false;
    failure = undefined;
    life.stop(closedError());
    const own = new CancelScope(rest.system);
    life = own;
    const read = async () => {
      await sleep(own, LAG_MS);
      const items = await before(readsOf(rest, base, own), arg);
      own.check();
      for (const item of items) {
        if (!isOurs(item) || !memory.isNews(item)) continue; // what the stream has brought is newer
        memory.note(item);
        unsaid.add(item);
      }
      begun = true;
    };
    beginning = read().catch((error) => {
      if (life === own) failure = error;
      sleep(own, AGAIN_MS).then(
        () => begun || begin(),
        () => {},
      );
    });
  };

  /** What is older goes before; of two states of one item from the same moment, the older one. */
  const inOrder = (one: Fields, other: Fields) => {
    const ms = source.timeOf(one) - source.timeOf(other);
    if (ms || source.idOf(one) !== source.idOf(other)) return ms;
    return Number(source.isNewer(one, other)) - Number(source.isNewer(other, one));
  };

  return {
    note: memory.note,
    begin,
    stop: () => life.stop(closedError()),
    isNews,
    async fetch(agoMs, _, scope) {
      const reads = readsOf(rest, base, scope);
      const from = Math.floor(reads.now() - agoMs - MARGIN_MS);
      await beginning;
      const items: Fields[] = [];
      const read = async () => {
        const found = await source.since(reads, from, memory, arg).catch((error): Found => ({ items: [], error }));
        items.push(...found.items);
        return found;
      };
      await read();
      await sleep(scope, LAG_MS);
      const { lost = [], error } = await read();
      scope.check();
      const fresh: Fields[] = [];
      for (const item of items.sort(inOrder)) {
        if (!isOurs(item) || !isNews(item)) continue;
        // what is told of nobody can be old, of which nothing was known, or nothing else
        if ((memory.find(item) && memory.isNews(item)) || source.timeOf(item) >= from) fresh.push(item);
        memory.note(item);
      }
      for (const item of lost) {
        if (memory.find(item) !== item) continue;
        memory.forget(item);
        const gone = source.goneRow?.(item, reads.now());
        if (!gone) continue;
        fresh.push(gone);
        memory.note(gone);
      }
      const missing = {
        items: fresh.length ? fresh : undefined,
        continuous: begun && error === undefined && !lost.length,
        error: error ?? (begun ? undefined : failure),
      };
      if (error !== undefined) begin();
      else begun = true;
      return missing;
    },
  };
}
