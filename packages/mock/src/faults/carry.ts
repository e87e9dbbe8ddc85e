import { handle } from '../core/handle.js';
import type { MockState } from '../core/state.js';
import type { MockReply, MockRequest, TimeSource } from '../types.js';
import type { Way } from './faults.js';
import type { Timers } from './timers.js';

type Reply = MockReply | Promise<MockReply>;

/** Brings a request to the exchange; rules may have it come late, or twice. */
export function carry(request: MockRequest, state: MockState, clock: TimeSource): Reply {
  const way = state.faults.drawWay(request, state);
  return way
    ? travel(way, (ids) => handle(request, state, clock, ids), state.faults.timers)
    : handle(request, state, clock);
}

async function travel({ late, duplicate, ids }: Way, arrive: (ids: string[]) => Reply, timers: Timers) {
  const passed = (ms: number) => new Promise<void>((resolve) => timers.set(resolve, ms));
  if (late) await passed(late);
  const first = arrive(ids);
  if (!duplicate) return first;
  const again = async () => {
    await first;
    if (duplicate.apart) await passed(duplicate.apart);
    return arrive(ids);
  };
  if (duplicate.duplicate === 'last') return again();
  again().catch((error) => console.error('[mock] an override failed:', error));
  return first;
}
