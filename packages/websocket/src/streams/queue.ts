import type { Push, StreamEvent } from './events.js';
import { keyOf } from './name.js';
import { textOf } from './text.js';

/**
 * What becomes of pushes that nobody reads in time. `oldest`: the oldest make room. `latest-per-symbol`: a push takes the place
 * of one that waits, of the same stream and symbols; past the limit the oldest make room. `close`: the stream ends with an error. What else waits is dropped the oldest first, past as
 * many as pushes may be.
 */
export type DropPolicy = 'oldest' | 'latest-per-symbol' | 'close';

/** Events that wait to be read: at most so many pushes, and as many others. */
export interface Queue {
  readonly pushes: number;
  /** Pushes and other events that have made room. */
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

  const forget = (place: Place) => {
    const { event, key = '' } = place;
    if (event.type === 'push') pushes--;
    if (latest.get(key) === place) latest.delete(key);
  };

  /** The oldest makes room; that it did is told where it stood. */
  const dropOldest = (push: boolean) => {
    const index = places.findIndex(({ event: { type } }) => type !== 'dropped' && (type === 'push') === push);
    const place = places[index];
    if (!place) return;
    forget(place);
    dropped++;
    // what was dropped on either side of it is told with it
    let [from, size, count] = [index, 1, 1];
    for (const at of [index + 1, index - 1]) {
      const event = places[at]?.event;
      if (event?.type !== 'dropped') continue;
      from = Math.min(from, at);
      size++;
      count += event.count;
    }
    places.splice(from, size, { event: { type: 'dropped', count } });
  };

  return {
    get pushes() {
      return pushes;
    },
    get dropped() {
      return dropped;
    },
    put(event) {
      const push = event.type === 'push';
      // what comes after that must not take a place before it
      if (!push) latest.clear();
      const key = push && policy === 'latest-per-symbol' ? symbolsOf(event.push) : undefined;
      const place = key === undefined ? undefined : latest.get(key);
      if (place) {
        place.event = event;
        dropped++;
        return true;
      }
      if ((push ? pushes : places.length - pushes) >= max) {
        if (push && policy === 'close') return false;
        dropOldest(push);
      }
      const added = { event, key };
      if (key !== undefined) latest.set(key, added);
      places.push(added);
      if (push) pushes++;
      return true;
    },
    take() {
      const place = places.shift();
      if (!place) return undefined;
      forget(place);
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
