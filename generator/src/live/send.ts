import { setTimeout as sleep } from 'node:timers/promises';
import { type Signer, setHeaders, systemClock, wireQuery } from '@bitget-spec/auth';
import type { JsonObject } from '../load/json.js';

export interface SendOptions {
  /** `https://api.bitget.com` */
  baseUrl: string;
  /** Signs the request. */
  signer?: Signer | undefined;
  /** Demo trading, with a demo key. */
  demo?: boolean | undefined;
  fetch?: typeof fetch | undefined;
}

/** What came back: valid JSON as it was written, or why there is none. */
export type Sent = { text: string } | { unreachable: string };

/** Where a GET goes: the query as the exchange expects it, sorted and percent-encoded. */
export function urlOf(path: string, query: JsonObject, baseUrl: string): string {
  const wire = wireQuery(query);
  return `${baseUrl.replace(/\/+$/, '')}${path}${wire && '?'}${wire}`;
}

/** Sends a GET. Busy servers are asked once more. */
export async function send(url: string, options: SendOptions, again = true): Promise<Sent> {
  try {
    // Headers with keys would follow a redirect, to whatever host it names.
    const init = {
      signal: AbortSignal.timeout(15_000),
      headers: { accept: 'application/json' },
      redirect: 'error',
    } as const;
    const request = new Request(url, init);
    await setHeaders(request, options.signer, { demo: options.demo }, systemClock);
    const response = await (options.fetch ?? fetch)(request);
    const busy = response.status === 429 || response.status >= 500;
    if (again && busy) {
      await sleep(1000 * Math.min(10, Number(response.headers.get('retry-after')) || 1));
      return send(url, options, false);
    }
    const text = await response.text();
    if (busy) return { unreachable: `HTTP ${response.status}` };
    return isJson(text) ? { text } : { unreachable: `HTTP ${response.status} without JSON` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
    return { unreachable: cause || (error instanceof Error ? error.message : String(error)) };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
