import { loadWrite } from '#later';
import { closedError } from '../call/connect.js';
import { CancelScope } from '../call/scope.js';
import type { CallContext, Next, Runtime, Stage } from '../call/stage.js';
import { notSent } from '../errors/errors.js';
import type { Intent, OnIntent } from './intent.js';
import type { Resumed, ResumeOptions } from './resume.js';

export interface OutcomeOptions {
  /**
   * How long a placement whose response was lost is looked up, milliseconds; 0 for a single look. "Not placed" is
   * certain no earlier than 30 s and `graceMs` after sending.
   * @default 38_000 and `graceMs`: 40_000 for orders, 68_000 for funds
   */
  waitMs?: number | undefined;
  /**
   * How long after its timestamp expired an order may still turn up in a lookup, milliseconds. Where the client
   * sees lookups lag behind, it waits longer by itself.
   * @default 2_000 for orders, 30_000 for transfers and withdrawals
   */
  graceMs?: number | undefined;
  /** Called with every order, transfer and withdrawal before it is sent: a journal's. */
  onIntent?: OnIntent | undefined;
}

/** Finds out what became of calls that an earlier process announced to `onIntent`. */
export type Resume = (intents: readonly Intent[], options?: ResumeOptions) => Promise<Resumed[]>;

/**
 * Nothing that may have been carried out is ever sent again. Placements get a `clientOid` if they have none; when
 * a response is lost or proves nothing, the order is looked up by it and returned, or the call throws a
 * `NotPlacedError` once that is certain, or an `OutcomeUnknownError`.
 */
export function outcomes({ waitMs, graceMs, onIntent }: OutcomeOptions = {}): Stage {
  let loaded: Awaited<ReturnType<typeof loadWrite>> | undefined;
  const lag = { ms: 0 };
  const lives = new Set<CancelScope>();
  let closed = false;
  const end = (life: CancelScope) => life.stop(closedError('resume', false));
  const write = async (next: Next, runtime: Runtime, context: CallContext) => {
    loaded ??= await load(context);
    const given = { waitMs: context.options.outcomeWaitMs ?? waitMs, graceMs };
    return await loaded.write(next, runtime, context, { given, lag, onIntent });
  };
  const stage: Stage = {
    name: 'outcomes',
    attach(runtime) {
      const resume: Resume = async (intents, options = {}) => {
        const life = new CancelScope(runtime.system);
        lives.add(life);
        if (closed) end(life);
        try {
          const { resumeAll } = await loadWrite();
          return await resumeAll(runtime, life, intents, options, { given: { graceMs }, lag, onIntent });
        } finally {
          lives.delete(life);
        }
      };
      runtime.write = (next, context) => write(next, runtime, context);
      runtime.outcomes = stage;
      return { members: { resume } };
    },
    wrap(next, runtime) {
      if (runtime.outcomes !== stage) return next;
      return async (context) =>
        context.route.effect === 'read' ? await next(context) : await write(next, runtime, context);
    },
    close() {
      closed = true;
      for (const life of lives) end(life);
    },
  };
  return stage;
}

/** Loaded before the first order is sent, not when its response is lost: then the network may be gone for this, too. */
const load = ({ route }: CallContext) =>
  loadWrite().catch((cause: unknown) => {
    throw notSent(route.key, 'a part of the client could not be loaded', 'call again; nothing was sent', cause);
  });
