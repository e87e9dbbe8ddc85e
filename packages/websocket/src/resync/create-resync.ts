import { CancelScope, type Runtime as RestRuntime } from '@bitget-spec/client/socket-resync';
import type { Routes } from '@bitget-spec/contract';
import { routeLines } from '@bitget-spec/contract/routes/read';
import { closedError, SocketError } from '../socket/errors.js';
import { notify } from '../socket/hooks.js';
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

/** How long what comes may be held back while REST is read. */
const PATIENCE_MS = 15_000;

export async function createResync(runtime: Runtime, rest: RestRuntime, routes: Routes): Promise<Resync> {
  const { base } = routes;
  // a client of named calls may lack those that read what is missing
  for (const line of routeLines(routes)) rest.adopt(base, line);
  const { tick, system, hooks } = runtime;
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

  /** Says why it can't be said that nothing is missing. */
  const report = ({ channel: { id } }: Topic, error: unknown) => {
    const { code = 'unread', message = error } = Object(error);
    const text = runtime.redact(`what ${id} missed could not be read: ${message}`);
    notify(hooks.onNotice, { access: 'private', code: `${code}`, message: text });
  };

  return {
    knows: ({ channel }) => channel.id in SOURCES,
    note,
    begin: (topic) => missedOf(topic)?.begin(),
    stop(topic) {
      topic.stopReading?.();
      topic.held = undefined;
      all.get(topic)?.stop();
    },
    /** First the position of the stream, which is live and held, then what REST shows; what both have is read once. */
    resume(topic, read) {
      topic.stopReading?.();
      const scope = new CancelScope(rest.system);
      /** What came during readings that were ended, which says nothing of what came since. */
      const kept = topic.held ?? [];
      const held: Push[] = [];
      topic.held = held;
      const stop = () => {
        topic.held = [...kept, ...held];
        topic.stopReading = undefined;
        scope.stop(closedError());
      };
      topic.stopReading = stop;
      const done = ({ items, continuous, last, error }: Missing) => {
        if (topic.stopReading !== stop) return; // it was lost again meanwhile
        stop();
        topic.held = undefined;
        if (error !== undefined) report(topic, error);
        // REST may be ahead of the stream, which then brings what has been read
        topic.settlesAt = tick() + STRAGGLERS_MS;
        const readHeld = () => {
          for (const one of [...kept, ...held]) read(topic, one);
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
      const { at, time } = topic.lost ?? { at: 0, time: Infinity };
      // one clock stands still while the machine sleeps, the other may be set back
      const agoMs = Math.max(tick() - at, system.now() - time);
      const missed = missedOf(topic);
      if (!missed) return done({ continuous: false });
      const overdue = () =>
        new SocketError(`REST took more than ${PATIENCE_MS / 1_000} s`, 'read it yourself', {
          code: 'timeout',
          channel: topic.channel.id,
        });
      scope
        .within(PATIENCE_MS, overdue, () => missed.fetch(agoMs, held, scope))
        .then(done, (error) => {
          if (topic.stopReading === stop) missed.begin(); // what there is by now is not known
          done({ continuous: false, error });
        });
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
