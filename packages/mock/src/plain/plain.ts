import { platformSystem, type System } from '@bitget-spec/auth';
import type { PlainMockData } from '@bitget-spec/contract';
import type { FetchInput } from '../hosts/fetch.js';
import { answers } from './operations.js';

export type { PlainMockData, PlainMockOperation, PlainSecurityScheme } from '@bitget-spec/contract';

export interface PlainMockOptions {
  /** Another seed, other data. @default 'bitget' */
  seed?: string;
  /** Moment that dates are made from, Unix milliseconds. @default the platform's clock */
  now?: number;
  /** Time, for tests. @default the platform's */
  system?: System;
}

/** An API that is not the exchange's, offline. */
export interface PlainMock {
  /** Stands in for the global `fetch`: hand it to a client. Any host name will do. */
  fetch: (input: FetchInput, init?: RequestInit) => Promise<Response>;
  /** Serves it over HTTP, in Node. */
  listen(options?: { port?: number; host?: string }): Promise<{ url: string; close(): Promise<void> }>;
}

/**
 * Makes a mock of any API from the `mock` entry of its generated package. It responds below the path of the document's
 * server, refuses requests without the credentials that the document asks for (whether they are there, not whose they are),
 * without required parameters or with a body that breaks its schema, and responds with examples, or with data that keeps the
 * schema. Nothing is kept: what is written is not read back.
 */
export function createMock(
  data: PlainMockData,
  { seed = 'bitget', now, system = platformSystem }: PlainMockOptions = {},
): PlainMock {
  const respond = answers(data, seed, () => now ?? system.now());
  return {
    async fetch(input, init) {
      const request = input instanceof Request && !init ? input : new Request(absolute(input), init);
      request.signal.throwIfAborted();
      return respond(request);
    },
    listen: async (options) => (await import('./listen.js')).listen(respond, options),
  };
}

const absolute = (input: FetchInput): FetchInput =>
  typeof input === 'string' && input.startsWith('/') ? `http://mock.invalid${input}` : input;
