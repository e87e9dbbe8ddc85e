import type { StreamEvent } from './events.js';
import type { Queue } from './queue.js';

/** The loops over a stream. */
export interface Reading {
  /** What ended the stream, until a loop has thrown it. */
  readonly error: unknown;
  /** Something waits to be read. */
  wake(): void;
  /** What waits is still read where an error ended the stream, and then the error is thrown. */
  end(error: unknown): void;
  /** A loop over what is picked of each event; leaving it ends the stream. */
  iterate<T>(pick: (event: StreamEvent) => readonly T[]): AsyncIterableIterator<T>;
}

/** @param onLeft a loop was left */
export function createReading(queue: Queue, onLeft: () => void): Reading {
  const readers = new Set<() => void>();
  let error: unknown;
  let ended = false;
  /** Ended by the program, which then gets nothing more: not even what a push holds besides. */
  let closed = false;

  const wake = () => {
    for (const reader of readers) reader();
    readers.clear();
  };

  const read = async (): Promise<IteratorResult<StreamEvent, undefined>> => {
    for (;;) {
      const event = queue.take();
      if (event) return { value: event, done: false };
      if (ended) {
        const thrown = error;
        error = undefined;
        if (thrown !== undefined) throw thrown;
        return { value: undefined, done: true };
      }
      await new Promise<void>((resolve) => readers.add(resolve));
    }
  };

  return {
    get error() {
      return error;
    },
    wake,
    end(thrown) {
      ended = true;
      closed = thrown === undefined;
      error = thrown;
      wake();
    },
    iterate<T>(pick: (event: StreamEvent) => readonly T[]) {
      let picked: readonly T[] = [];
      let at = 0;
      const iterator: AsyncIterableIterator<T> = {
        async next() {
          while (at >= picked.length || closed) {
            const { value, done } = await read();
            if (done || !value) return { value: undefined, done: true };
            // of several `next` that wait, another may have picked by now
            picked = at < picked.length ? [...picked.slice(at), ...pick(value)] : pick(value);
            at = 0;
          }
          return { value: picked[at++] as T, done: false };
        },
        async return() {
          onLeft();
          return { value: undefined, done: true };
        },
        [Symbol.asyncIterator]: () => iterator,
      };
      return iterator;
    },
  };
}
