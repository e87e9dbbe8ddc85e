import type { Push, StreamEvent } from './events.js';
import { keyOf } from './name.js';
import { textOf } from './text.js';

/**
 * What becomes of pushes that nobody reads in time. `oldest`: the oldest make room. `latest-per-symbol`: a push takes the place
 * of one that waits, of the same stream and symbols; past the limit the oldest make room. `close`: the stream ends with an error.
 */
export type DropPolicy = 'oldest' | 'latest-per-symbol' | 'close';

/** Events that wait to be read. What is told of a stream is never dropped, only pushes are. */
export interface Queue {
  readonly pushes: number;
  readonly dropped: number;
  /** @returns false where there is no room and none may be made */
  put(event: StreamEvent): boolean;
  take(): StreamEvent | undefined;
  clear(): void;
}

/** A place in the queue, where another event may take its turn. */
interface Place {
  event: StreamEvent;
  key?: string | undefined;
}

export function createQueue(max: number, policy: DropPolicy): Queue {
  let places: Place[] = [];
  const latest = new Map<string, Place>();
  let dropped = 0;
  let pushes = 0;

  const forget = ({ key }: Place) => key !== undefined && latest.delete(key);

  /** The oldest push makes room; that it did is told where it stood. */
  const dropOldest = () => {
    const index = places.findIndex(({ event }) => event.type === 'push');
    const place = places[index];
    if (!place) return;
    forget(place);
    const before = places[index - 1];
    if (before?.event.type === 'dropped') {
      before.event = { type: 'dropped', count: before.event.count + 1 };
      places.splice(index, 1);
    } else places[index] = { event: { type: 'dropped', count: 1 } };
    pushes--;
    dropped++;
  };

  return {
    get pushes() {
      return pushes;
    },
    get dropped() {
      return dropped;
    },
    put(event) {
      if (event.type !== 'push') {
        places.push({ event });
        return true;
      }
      const key = policy === 'latest-per-symbol' ? symbolsOf(event.push) : undefined;
      const place = key === undefined ? undefined : latest.get(key);
      if (place) {
        place.event = event;
        dropped++;
        return true;
      }
      if (pushes >= max) {
        if (policy === 'close') return false;
        dropOldest();
      }
      const added = { event, key };
      if (key !== undefined) latest.set(key, added);
      places.push(added);
      pushes++;
      return true;
    },
    take() {
      const place = places.shift();
      if (!place) return undefined;
      forget(place);
      if (place.event.type === 'push') pushes--;
      return place.event;
    },
    clear() {
      places = [];
      latest.clear();
      pushes = 0;
    },
  };
}

/** The stream and the symbols of a push. */
const symbolsOf = ({ arg, data }: Push) =>
  `${keyOf(arg)} ${itemsOf(data)
    .map((item) => textOf(Object(item).symbol ?? Object(item).instId))
    .join()}`;

/** The entries of a push: its data is a list, or one entry alone. */
export const itemsOf = (data: unknown): readonly unknown[] => (Array.isArray(data) ? data : [data]);
