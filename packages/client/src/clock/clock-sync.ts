import { isOf } from '@bitget-spec/contract/codes';
import { notify } from '../call/hooks.js';
import { CancelScope, waitFor } from '../call/scope.js';
import type { Next, Runtime, Stage } from '../call/stage.js';
import { BitgetError } from '../errors/errors.js';
import { eventOf } from '../transport/send-once.js';

/** Longest that the first signed call waits for the server's time. */
const PATIENCE_MS = 5_000;

/**
 * Keeps the client's clock at the exchange's time: measured before the first signed call, and again when the
 * exchange refuses a timestamp, whereupon that call is tried once more. Public calls never wait for it, and a
 * measurement that fails leaves the clock as it is.
 */
export function clockSync(): Stage {
  const clients = new Map<Runtime, Measurements>(); // calls and client.http of one share what was measured
  return {
    name: 'clock',
    http: true,
    wrap(next, runtime) {
      const measurements = clients.get(runtime) ?? measure(next, runtime);
      clients.set(runtime, measurements);
      runtime.syncClock = measurements.once;
      return synced(next, runtime, measurements);
    },
    close() {
      for (const { life } of clients.values()) life.stop(new Error('closed'));
    },
  };
}

interface Measurements {
  life: CancelScope;
  /** Whether there was one, well or not: a server that does not answer is not asked before every call. */
  done: boolean;
  /** @returns whether the clock was set */
  once(this: void): Promise<boolean>;
}

function measure(next: Next, runtime: Runtime): Measurements {
  const life = new CancelScope(runtime.system);
  let measuring: Promise<boolean> | undefined;
  const once = () => {
    measuring ??= measureOnce(next, runtime, life).finally(() => {
      measurements.done = true;
      measuring = undefined;
    });
    return measuring;
  };
  const measurements: Measurements = { life, done: false, once };
  return measurements;
}

function synced(next: Next, { clock, codes, hooks, signer }: Runtime, measurements: Measurements): Next {
  return async (context) => {
    const { route, scope } = context;
    if (!route.signed || !signer) return await next(context);
    if (!measurements.done) await waitFor(scope, measurements.once());
    const { offset } = clock;
    try {
      return await next(context);
    } catch (error) {
      scope.check();
      if (!(error instanceof BitgetError) || !isOf(codes, 'clock', error.code)) throw error;
      // another call may have set the clock meanwhile
      if (clock.offset === offset && !(await waitFor(scope, measurements.once()))) throw error;
      notify(hooks.onRetry, () => ({ ...eventOf(context), error, delayMs: 0 }));
      return await next(context);
    }
  };
}

/** Sets the clock halfway between sending and response: whatever the response says, its envelope holds the time. */
async function measureOnce(next: Next, { clock, system, find, base }: Runtime, scope: CancelScope): Promise<boolean> {
  const route = find('GET', `${base}public/time`);
  if (!route) return false;
  const context = { route, args: undefined, options: { timeoutMs: PATIENCE_MS }, scope, attempts: 0 };
  const before = system.now();
  const time = await next(context).then(
    (data) => Number(Object(context).requestTime) || Number(Object(data).serverTime),
    (error) => (error instanceof BitgetError ? error.requestTime : undefined),
  );
  if (!time) return false;
  clock.offset = Math.round(time - (before + system.now()) / 2);
  return true;
}
