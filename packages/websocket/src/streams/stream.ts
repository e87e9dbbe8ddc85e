import type { StreamStatus } from '../socket/status.js';
import type { Push, StreamEvent } from './events.js';
import type { DropPolicy } from './queue.js';

/** How one stream is read. */
export interface StreamOptions<Item = unknown, P = Push> {
  /** Ends the stream, within the tick. */
  signal?: AbortSignal | undefined;
  /** Called with each entry of each push, instead of a loop. What it throws goes to `onError` and ends nothing. */
  onItem?: ((item: Item, push: P) => unknown) | undefined;
  /** Called with each push, instead of a loop. */
  onPush?: ((push: P) => unknown) | undefined;
  /** Called with whatever else happens to the stream, as it happens: that it is live (`continuous` or not), lost, idle. */
  onEvent?: ((event: Exclude<StreamEvent<P>, { type: 'push' }>) => unknown) | undefined;
  /** Called with what ends the stream, and with what a callback of yours throws. */
  onError?: ((error: unknown) => unknown) | undefined;
  /** Called once it has ended, whatever ended it: with the error, or without one where it was closed. */
  onEnd?: ((error?: unknown) => unknown) | undefined;
  /** Pushes that may wait to be read. @default 1_000 */
  maxQueue?: number | undefined;
  /** What becomes of pushes beyond that. @default 'oldest', of private streams 'close' */
  drop?: DropPolicy | undefined;
  /** Says `idle` when nothing came for so long, milliseconds; no sign of a dead connection. @default never */
  idleMs?: number | undefined;
  /**
   * Makes a push of the text of a frame, faster than JSON.parse; where it can't it gives undefined, or throws, and JSON.parse
   * does it. It must make what JSON.parse would.
   */
  parse?: ((text: string) => P | undefined) | undefined;
}

/**
 * Entries of pushes, in order. Leaving the loop ends the stream; several loops over one stream share what comes.
 * It begins when it is made: what comes before it is read waits.
 */
export interface Stream<Item = unknown, P = Push> extends AsyncIterable<Item> {
  /** Pushes as they came. */
  pushes(): AsyncIterableIterator<P>;
  /** Pushes and all else that happens to the stream, in order. */
  events(): AsyncIterableIterator<StreamEvent<P>>;
  /** Kept once the stream is live; rejected with what ends it before. */
  ready(): Promise<void>;
  /** Asks for the stream anew, so that it begins again with what it begins with. */
  resubscribe(): void;
  status(): StreamStatus;
  /** Ends it, within the tick. */
  close(): void;
}
