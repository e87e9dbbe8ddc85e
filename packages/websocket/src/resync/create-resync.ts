import { CancelScope, type Runtime as RestRuntime } from '@bitget-spec/client/socket-resync';
import { closedError } from '../socket/errors.js';
import type { Runtime } from '../socket/runtime.js';
import { STRAGGLERS_MS } from '../streams/continuity.js';
import type { Push } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import { itemsOf } from '../streams/queue.js';
import { deliver, goLive, type Topic } from '../streams/topic.js';
import type { Missed, Missing } from './missed.js';
import { missedEvents } from './missed-events.js';
import { missedState } from './missed-state.js';
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
  const all = new WeakMap<Topic, Missed>();

  const missedOf = (topic: Topic): Missed | undefined => {
    const source = SOURCES[topic.channel.id];
    if (!source) return undefined;
    const { arg } = topic;
    const missed =
      all.get(topic) ??
      ('since' in source ? missedEvents(source, arg, rest, base) : missedState(source, arg, rest, base));
    all.set(topic, missed);
    return missed;
  };

  const note = (topic: Topic, push: Push) => {
    const missed = missedOf(topic);
    if (missed) for (const item of itemsOf(push.data)) missed.note(Object(item));
  };

  return {
    knows: ({ channel }) => channel.id in SOURCES,
    note,
    begin: (topic) => missedOf(topic)?.begin(),
    stop(topic) {
      topic.stopReading?.();
      all.get(topic)?.stop();
    },
    /** First the position of the stream, which is live and held, then what REST shows; what both have is read once. */
    resume(topic, read) {
      const scope = new CancelScope(rest.system);
      const held: Push[] = [];
      topic.held = held;
      topic.stopReading = () => {
        topic.held = topic.stopReading = undefined;
        scope.stop(closedError());
      };
      const done = ({ items, continuous, last }: Missing) => {
        if (topic.held !== held) return; // it was lost again meanwhile
        topic.held = topic.stopReading = undefined;
        // REST may be ahead of the stream, which then brings what has been read
        topic.settlesAt = tick() + STRAGGLERS_MS;
        const readHeld = () => {
          for (const one of held) read(topic, one);
        };
        if (last) readHeld();
        if (items) {
          const { arg } = topic;
          const push = { action: last ? 'snapshot' : 'update', arg, data: items.map(defined), ts: rest.clock.now() };
          note(topic, push);
          deliver(topic, push);
        }
        if (!last) readHeld();
        goLive(topic, continuous, 'reconnected');
      };
      const { lostAt = 0, lostTime = Infinity } = topic;
      // one clock stands still while the machine sleeps, the other may be set back
      const agoMs = Math.max(tick() - lostAt, system.now() - lostTime);
      const none: Missing = { continuous: false };
      (missedOf(topic)?.fetch(agoMs, held, scope) ?? Promise.resolve(none)).then(done, () => done(none));
    },
    rest(topic, push) {
      const missed = all.get(topic);
      const items = itemsOf(push.data);
      const left = missed ? items.filter((item) => missed.isNews(Object(item))) : items;
      if (left.length === items.length) return push;
      return left.length ? { ...push, data: left } : undefined;
    },
  };
}

/** A row without what REST does not say. */
const defined = (row: Fields): Fields =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
