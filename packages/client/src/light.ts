import type { Signable } from '@bitget-spec/auth';

/** A request as the client sees it: one of its own, or the platform's where others look at it. */
export type AnyRequest = LightRequest | Request;

/** What the client asks of an answer: the platform's Response is one. */
export type AnyResponse = Pick<Response, 'ok' | 'status' | 'headers' | 'text'>;

/** Sends a request that is none of the platform's; rejects when the signal is aborted. */
export type Direct = (request: LightRequest, signal?: AbortSignal) => Promise<AnyResponse>;

/**
 * A request that only the client sees. Building the platform's costs as much as all else that the client does, so
 * one is built only where somebody looks at it, middleware of others or a `fetch` of your own, and signed before.
 */
export class LightRequest implements Signable {
  readonly headers: LightHeaders;
  readonly body: string | null;

  constructor(
    readonly url: string,
    readonly method: string,
    headers: Readonly<Record<string, string>>,
    body: string | undefined,
  ) {
    this.headers = new LightHeaders(headers);
    this.body = body ?? null;
  }

  init(): RequestInit {
    return { method: this.method, headers: this.headers.all, body: this.body, redirect: REDIRECT };
  }

  /** The same as one of the platform's. */
  real(): Request {
    return new Request(this.url, this.init());
  }

  clone(): { text(): Promise<string> } {
    return { text: async () => this.body ?? '' };
  }
}

/** Headers by name, whichever way that is written. */
class LightHeaders {
  readonly all: Record<string, string> = {};

  constructor(headers: Readonly<Record<string, string>>) {
    for (const name in headers) this.set(name, headers[name] as string);
  }

  get(name: string): string | null {
    return this.all[name.toLowerCase()] ?? null;
  }

  set(name: string, value: string): void {
    this.all[name.toLowerCase()] = value;
  }
}

/** fetch would carry key and passphrase along to wherever a redirect points. */
export const REDIRECT = 'manual' satisfies RequestRedirect;

/** The global fetch, looked up at each call. */
export const fetchDirect: Direct = (request, signal) =>
  fetch(request.url, { ...request.init(), ...(signal && { signal }) });
