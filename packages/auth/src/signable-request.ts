import { textOf, withText } from './request.js';

/** The DOM's RequestInfo and URL, which Node's types do not name. */
type Input = ConstructorParameters<typeof Request>[0];

/**
 * A Request that remembers a body given as a string, so that signing it needs no clone:
 * `createClient({ Request: SignableRequest })`. Everything else is the platform's.
 */
export class SignableRequest extends Request {
  constructor(input: Input, init?: RequestInit) {
    super(input, init);
    withText(this, init?.body);
  }

  /** openapi-fetch asks whether what a middleware returns is `instanceof` this class: any Request will do. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Request;
  }

  /** The body of a request if it was given as a string. */
  static textOf(request: object): string | undefined {
    return textOf(request);
  }
}
