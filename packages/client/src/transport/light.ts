import type { Signable } from '@bitget-spec/auth';
import type { AnyResponse } from './response.js';

/**
 * As much of a Request as signing and sending need, for a transport that can do without the platform's: building
 * that one costs more than all else that the client does.
 */
export class LightRequest implements Signable {
  readonly method: string;
  readonly headers: LightHeaders;
  readonly body: string | null;
  readonly #send: LightSend;

  /** @throws TypeError for a URL that nobody can send to */
  constructor(
    readonly url: string,
    { method, headers, body }: LightInit,
    send: LightSend,
  ) {
    if (!URL.canParse(url)) throw new TypeError('Invalid URL');
    this.method = method;
    this.headers = new LightHeaders(headers);
    this.body = body ?? null;
    this.#send = send;
  }

  /** Rejects when the signal is aborted. */
  send(signal?: AbortSignal): Promise<AnyResponse> {
    return this.#send(this, signal);
  }

  clone(): { text(): Promise<string> } {
    return { text: async () => this.body ?? '' };
  }
}

type LightSend = (request: LightRequest, signal?: AbortSignal) => Promise<AnyResponse>;

/** What a request of the client's own consists of. */
export interface LightInit {
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
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
