import { systemClock } from './clock.js';
import type { Credentials } from './credentials.js';
import type { AuthOptions } from './options.js';
import { type Signable, signableParts } from './request.js';
import { Signer } from './signer.js';

/** The shape of an openapi-fetch middleware, as far as this one needs it. */
export interface AuthMiddleware {
  onRequest(context: { request: Signable & { headers: Pick<Headers, 'set'> }; schemaPath: string }): Promise<void>;
}

/** Signs path, query and body exactly as they are sent. Without credentials it sets the other headers only. */
export function authMiddleware(
  credentials: Credentials | Signer | undefined,
  options: AuthOptions = {},
): AuthMiddleware {
  const { clock = systemClock, demo, locale, channelApiCode, signs = () => true } = options;
  const signer = credentials && !(credentials instanceof Signer) ? new Signer(credentials) : credentials;
  return {
    async onRequest({ request, schemaPath }) {
      const { headers, method } = request;
      if (demo) headers.set('paptrading', '1');
      if (locale) headers.set('locale', locale);
      if (channelApiCode) headers.set('X-CHANNEL-API-CODE', channelApiCode);
      if (!signer || !signs(schemaPath, method)) return;
      const parts = await signableParts(request);
      const timestamp = `${Math.round(clock.now())}`;
      const { apiKey, passphrase } = signer.identity();
      headers.set('ACCESS-KEY', apiKey);
      headers.set('ACCESS-SIGN', await signer.sign({ timestamp, ...parts }));
      headers.set('ACCESS-TIMESTAMP', timestamp);
      headers.set('ACCESS-PASSPHRASE', passphrase);
      headers.set('Content-Type', 'application/json');
      if (!locale) headers.set('locale', 'en-US');
    },
  };
}
