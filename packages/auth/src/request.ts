import { signedQuery } from './query.js';
import type { SignedParts } from './string-to-sign.js';

/**
 * A Request that remembers a body given as a string, so that signing it needs no clone:
 * `createClient({ Request: SignableRequest })`. Everything else is the platform's.
 */
export class SignableRequest extends Request {
  readonly #text: string | undefined;

  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(input, init);
    if (typeof init?.body === 'string') this.#text = init.body;
  }

  /** openapi-fetch asks whether what a middleware returns is `instanceof` this class: any Request will do. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Request;
  }

  /** The body of a request if it was given as a string. */
  static textOf(request: Request): string | undefined {
    return #text in request ? request.#text : undefined;
  }
}

/** What a signature over this request covers. Reads a clone of a body that isn't remembered. */
export async function signableParts(request: Request): Promise<Omit<SignedParts, 'timestamp'>> {
  const body = request.body === null ? '' : (SignableRequest.textOf(request) ?? (await request.clone().text()));
  const [, path = '/', query = ''] = /^\w+:\/\/[^/?#]*([^?#]*)\??([^#]*)/.exec(request.url) ?? [];
  return { method: request.method, path, query: signedQuery(query), body };
}
