/** What every event of one request says. `call` is the same object from the call's beginning to its end. */
export interface CallEvent {
  /** Stands for the call in a WeakMap: a span for it, say. */
  readonly call: object;
  /** `v3:trade.placeOrder` */
  readonly operation: string;
  /** `POST` */
  readonly method: string;
  /** `/api/v3/trade/place-order` */
  readonly path: string;
  /** 1 for the first request of a call. */
  readonly attempt: number;
}

export interface RequestEvent extends CallEvent {
  readonly url: string;
  /** Adds a header, `traceparent` for example; a signature covers none. */
  setHeader(name: string, value: string): void;
}

export interface ResponseEvent extends CallEvent {
  readonly durationMs: number;
  /** HTTP status; undefined when there was no response. */
  readonly status: number | undefined;
  /** What the call will throw, unless it is tried again. */
  readonly error: unknown;
  /** Requests left by `x-mbx-used-remain-limit`, where the response said so. */
  readonly remaining: number | undefined;
}

export interface RetryEvent extends CallEvent {
  readonly error: unknown;
  readonly delayMs: number;
}

/** A response that does not fit its schema. Sample values are redacted. */
export interface DriftEvent {
  readonly operation: string;
  readonly path: string;
  readonly expected: string;
  readonly got: string;
}

/** Called as things happen. What a hook throws is dropped: watching must not break a trade. */
export interface Hooks {
  /** Before a request leaves, signed. */
  onRequest?: ((event: RequestEvent) => void) | undefined;
  /** After each request, with a response or without. */
  onResponse?: ((event: ResponseEvent) => void) | undefined;
  /** Before the wait that precedes another request for the same call. */
  onRetry?: ((event: RetryEvent) => void) | undefined;
  onDrift?: ((event: DriftEvent) => void) | undefined;
}

/** Calls a hook, whatever it throws. */
export function notify<Event>(hook: ((event: Event) => unknown) | undefined, event: () => Event): void {
  if (!hook) return;
  try {
    const done = hook(event());
    if (done instanceof Promise) done.catch(() => {});
  } catch {
    // dropped, see Hooks
  }
}
