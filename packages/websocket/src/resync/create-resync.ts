import type { Runtime as RestRuntime } from '@bitget-spec/client/socket-resync';
import type { Runtime } from '../socket/runtime.js';
import { STRAGGLERS_MS } from '../streams/continuity.js';
import type { Push } from '../streams/events.js';
import { deliver, goLive } from '../streams/topic.js';
import { createMissed } from './missed.js';
import type { Resync } from './resync.js';
import type { Source } from './source.js';

/** Loaded with the first private stream, those of one API alone. */
const APIS: Readonly<Record<string, () => Promise<{ SOURCES: Readonly<Record<string, Source>> }>>> = {
  '/api/v2/': () => import('./v2.js'),
  '/api/v3/': () => import('./v3.js'),
};

/** @param base what the paths of REST begin with, `/api/v3/` */
export async function createResync({ tick, system }: Runtime, rest: RestRuntime, base: string): Promise<Resync> {
  const { SOURCES = {} } = (await APIS[base]?.()) ?? {};
  const { fetch, ...missed } = createMissed(rest, base, SOURCES);
  return {
    ...missed,
    /** First the position of the stream, which is live and held, then the state; what both have is read once. */
    resume(topic, read) {
      const held: Push[] = [];
      topic.held = held;
      const done = (push: Push | undefined, continuous: boolean) => {
        if (topic.held !== held) return; // it was lost again meanwhile
        topic.held = undefined;
        if (push) deliver(topic, push);
        // REST may be ahead of the stream, which then brings what has been read
        topic.settlesAt = tick() + STRAGGLERS_MS;
        for (const one of held) read(topic, one);
        goLive(topic, continuous, 'reconnected');
      };
      const { lostAt = 0, lostTime = Infinity } = topic;
      // one clock stands still while the machine sleeps, the other may be set back
      const agoMs = Math.max(tick() - lostAt, system.now() - lostTime);
      fetch(topic, agoMs, () => topic.held === held && topic.followers.size > 0).then(
        (push) => done(push, true),
        () => done(undefined, false),
      );
    },
  };
}
