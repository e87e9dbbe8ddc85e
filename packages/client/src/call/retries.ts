import type { Codes } from '@bitget-spec/contract';
import { isOf } from '@bitget-spec/contract/codes';
import { BitgetError, InvalidResponseError, NetworkError, PENALTY_SECONDS, RateLimitError } from '../errors/errors.js';
import { eventOf } from '../transport/send-once.js';
import { budgetOf } from './budget.js';
import { notify } from './hooks.js';
import { sleep } from './scope.js';
import type { CallContext, Next, Runtime, Stage } from './stage.js';

/** How a call is tried again. */
export interface RetryOptions {
  /** Times a call is tried again at most. @default 3 */
  times?: number | undefined;
  /** The first wait is at most this, each further one at most twice the one before, milliseconds. @default 250 */
  baseMs?: number | undefined;
  /** No wait is longer; a call that would have to wait longer (`Retry-After`) ends. @default 10_000 */
  maxMs?: number | undefined;
  /**
   * Retries in hand for all calls of this process to the host, whichever client makes them; ten responses give one back.
   * Each time-out takes one as well, tried again or not. Infinity for as many as you like.
   * @default 20
   */
  budget?: number | undefined;
  /** @default the client's system's */
  random?: (() => number) | undefined;
}

/**
 * Tries again what proves that nothing was taken (429), and reads that failed on the way or inside the exchange.
 * Waits grow exponentially, with full jitter. A write whose outcome is not certain is never sent again.
 */
export function retries(options: RetryOptions = {}): Stage {
  return { name: 'retries', wrap: (next, runtime) => retried(next, runtime, options) };
}

function retried(next: Next, runtime: Runtime, options: RetryOptions): Next {
  const { codes, hooks, system, tick } = runtime;
  const { times = 3, baseMs = 250, maxMs = 10_000, budget: size = 20, random = () => system.random() } = options;
  const budget = budgetOf(size, system, runtime.baseUrl);
  let pausedUntil = 0;

  return async function send(context: CallContext): Promise<unknown> {
    for (let tried = 0; ; tried++) {
      const left = pausedUntil - tick();
      if (left > 0) throw paused(context, left);
      try {
        const data = await next(context);
        budget.give();
        return data;
      } catch (error) {
        context.scope.check();
        if (isTimeOut(error)) budget.lose();
        const limited = error instanceof RateLimitError;
        const after = limited || error instanceof InvalidResponseError ? (error.retryAfter ?? 0) : 0;
        if (limited && after >= PENALTY_SECONDS) pausedUntil = Math.max(pausedUntil, tick() + after * 1000);
        const delayMs = Math.max(after * 1000, random() * Math.min(maxMs, baseMs * 2 ** tried));
        if (tried >= times || delayMs > maxMs || !mayRetry(error, context, codes) || !budget.take()) throw error;
        context.turnedAway ||= limited;
        notify(hooks.onRetry, () => ({ ...eventOf(context), error, delayMs }));
        await sleep(context.scope, delayMs);
      }
    }
  };
}

/** Whether somebody lost patience: we, the platform while it connected or read, a gateway, or the exchange. */
function isTimeOut(error: unknown, depth = 4): boolean {
  const { code, status, cause } = Object(error);
  return (
    /^(timeout|40010|ETIMEDOUT|UND_ERR_\w+_TIMEOUT)$/.test(`${code}`) ||
    /^(408|504)$/.test(`${status}`) ||
    (depth > 0 && cause !== undefined && isTimeOut(cause, depth - 1))
  );
}

function mayRetry(error: unknown, { route }: CallContext, codes: Codes): boolean {
  if (error instanceof RateLimitError) return error.code === '429' && (route.effect === 'read' || !error.sent);
  if (route.effect !== 'read') return false;
  if (error instanceof NetworkError) return true;
  if (error instanceof InvalidResponseError) return (error.status ?? 0) >= 500 || error.status === 200;
  return error instanceof BitgetError && (isOf(codes, 'unknown', error.code) || (error.status ?? 0) >= 500);
}

function paused({ route }: CallContext, leftMs: number): RateLimitError {
  const retryAfter = Math.ceil(leftMs / 1000);
  const what = `the exchange asked for a pause of the whole IP address, ${retryAfter} s of it are left`;
  return new RateLimitError(what, 'wait; nothing was sent', {
    operation: route.key,
    code: 'paused',
    retryAfter,
    sent: false,
  });
}
