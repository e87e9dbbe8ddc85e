import type { Category, EngineEvent, HoldSide } from '../../engine/index.js';
import { type Source, updateOf } from '../source.js';

/** A position that was taken over. */
interface Taken {
  readonly at: number;
  readonly symbol: string;
  readonly side: HoldSide;
  readonly size: string;
  readonly price: string;
}

/** The positions of a product line that were liquidated, whosever they were. */
export function liquidationSource<Item>(category: Category, write: (position: Taken) => Item): Source<Item[]> {
  return { on: (events) => updateOf(events.flatMap((event) => takenIn(event, category)).map(write)) };
}

function takenIn(event: EngineEvent, category: Category): Taken[] {
  if (event.type !== 'liquidation' || !('category' in event.what)) return [];
  return event.what.category === category ? [{ ...event.what, at: event.at }] : [];
}
