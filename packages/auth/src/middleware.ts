import { systemClock } from './clock.js';
import type { Credentials } from './credentials.js';
import { type Signee, setHeaders } from './headers.js';
import type { AuthOptions } from './options.js';
import { Signer } from './signer.js';

/** The shape of an openapi-fetch middleware, as far as this one needs it. */
export interface AuthMiddleware {
  onRequest(context: { request: Signee; schemaPath: string }): Promise<void>;
}

/** Signs path, query and body exactly as they are sent. Without credentials it sets the other headers only. */
export function authMiddleware(
  credentials: Credentials | Signer | undefined,
  options: AuthOptions = {},
): AuthMiddleware {
  const { clock = systemClock, signs = () => true } = options;
  const signer = credentials && !(credentials instanceof Signer) ? new Signer(credentials) : credentials;
  return {
    onRequest: ({ request, schemaPath }) =>
      setHeaders(request, signs(schemaPath, request.method) ? signer : undefined, options, clock),
  };
}
