import type { Clock, Credentials } from '@bitget-spec/auth';
import type { Client } from 'openapi-fetch';

/** How a client reaches the exchange, and as whom. */
export interface ClientOptions {
  /** Needed for signed calls only. An RSA key is given as PEM in `secretKey`. */
  credentials?: Credentials | undefined;
  /** Demo trading; needs a demo key. @default false */
  demo?: boolean | undefined;
  /** @default 'https://api.bitget.com' */
  baseUrl?: string | undefined;
  /**
   * Sends a request; `init` holds what must go with it (`signal`, and `body`, which saves reading the request's
   * stream), so pass both on: `(request, init) => fetch(request, { ...init, dispatcher })`.
   * @default the global fetch, looked up at each call
   */
  fetch?: Fetch | undefined;
  /** Language of the exchange's messages. @default 'en-US' */
  locale?: string | undefined;
  /** A broker's code; sent only when given. */
  channelApiCode?: string | undefined;
  /** Milliseconds a call may take; 0 for no limit. @default 30_000 */
  timeoutMs?: number | undefined;
  /** @default a clock of the client's own, after the machine's */
  clock?: Clock | undefined;
}

export type Fetch = (request: Request, init?: RequestInit) => Promise<Response>;

/** Settings of one call. */
export interface CallOptions {
  /** Ends the call at once with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Sent beside the usual ones. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds this call may take; 0 for no limit. @default the client's */
  timeoutMs?: number | undefined;
}

/** The openapi-fetch client for the paths of an API. */
export type HttpClient<Paths extends object> = Client<Paths>;
