import { signedQuery } from './query.js';
import type { SignedParts } from './string-to-sign.js';

/** As much of a Request as a signature needs. */
export interface Signable {
  readonly url: string;
  readonly method: string;
  /** The body itself where it is text; of anything else that is not null, a clone is read. */
  readonly body: unknown;
  clone(): { text(): Promise<string> };
}

/** What a signature over this request covers. Reads a clone of a body that isn't remembered. */
export async function signableParts(request: Signable): Promise<Omit<SignedParts, 'timestamp'>> {
  const body = textOf(request) ?? (await request.clone().text());
  const [, path = '/', query = ''] = /^\w+:\/\/[^/?#]*([^?#]*)\??([^#]*)/.exec(request.url) ?? [];
  return { method: request.method, path, query: signedQuery(query), body };
}

/** Where a request keeps a body that was given as a string. */
const TEXT = Symbol('body');

/** A request that remembers a body given as a string, so that signing and sending it need no clone. */
export function withText<Of extends object>(request: Of, body: unknown): Of {
  // not enumerable: bodies may hold passphrases, and requests are logged
  return typeof body === 'string' ? Object.defineProperty(request, TEXT, { value: body }) : request;
}

/** The body of a request where it is, or was given as, a string; undefined where it has to be read. */
export function textOf(request: { readonly body?: unknown; readonly [TEXT]?: string }): string | undefined {
  const { body, [TEXT]: text = body } = request;
  return body === null ? '' : typeof text === 'string' ? text : undefined;
}
