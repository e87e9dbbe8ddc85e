import { type Runtime as RestRuntime, sleep } from '@bitget-spec/client/socket-resync';
import type { Arg } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import { itemsOf } from '../streams/queue.js';
import { LAG_MS, type Missed } from './missed.js';
import { readsOf } from './reads.js';
import type { StateSource } from './source.js';

/** Of a stream whose pushes say how things stand. */
export function missedState(source: StateSource, arg: Arg, rest: RestRuntime, base: string): Missed {
  const known = new Map<string, Fields>();
  return {
    note(item) {
      for (const row of source.rowsOf?.(item) ?? [item]) known.set(source.idOf(row), row);
    },
    begin() {},
    stop() {},
    async fetch(_, held, scope) {
      const isWhole = () => source.whole === true && held.length > 0;
      // the first push is newer than what REST may show
      await sleep(scope, LAG_MS);
      if (isWhole() || !source.state) return { continuous: isWhole() };
      const items = await source.state(readsOf(rest, base, scope), arg, {
        known,
        held: () => held.flatMap(({ data }) => itemsOf(data).map(Object)),
      });
      if (isWhole()) return { continuous: true }; // it has come by now
      return { items: source.whole || items.length ? items : undefined, continuous: true, last: true };
    },
    isNews: () => true,
  };
}
