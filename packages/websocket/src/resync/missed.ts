import type { CancelScope } from '@bitget-spec/client/socket-resync';
import type { Push } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';

/** What one stream missed, as REST tells it. */
export interface Missed {
  /** Takes note of what the stream brought, so that nothing of it is brought again. */
  note(item: Fields): void;
  /** What there was before the stream is to be read, in the background, and until it is read. */
  begin(): void;
  /** Ends that. */
  stop(): void;
  /**
   * Reads what happened in the last `agoMs`, which takes some seconds, since REST lags.
   * @param held what has come meanwhile, which grows
   * @throws what REST throws
   */
  fetch(agoMs: number, held: readonly Push[], scope: CancelScope): Promise<Missing>;
  /** Whether an item that came meanwhile is not known by now. */
  isNews(item: Fields): boolean;
}

export interface Missing {
  /** As one push, oldest first; undefined where nothing is missing. */
  items?: Fields[] | undefined;
  /** Whether this is all. */
  continuous: boolean;
  /** Why something could not be read. */
  error?: unknown;
  /** What has come meanwhile goes before. */
  last?: true;
}

/** How late REST may show what happened, and the first push of a stream may come. */
export const LAG_MS = 2_000;
