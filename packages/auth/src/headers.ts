import type { Clock } from './clock.js';
import type { AuthOptions } from './options.js';
import { type Signable, signableParts } from './request.js';
import type { Signer } from './signer.js';

/** A request whose headers can be set. */
export interface Signee extends Signable {
  readonly headers: Pick<Headers, 'set'>;
}

/**
 * Sets what the options ask for, and with a signer, the signature over path, query and body exactly as they are sent.
 * The middleware without its defaults, for who has them.
 */
export async function setHeaders(
  request: Signee,
  signer: Signer | undefined,
  { demo, locale, channelApiCode }: AuthOptions,
  clock: Clock,
): Promise<void> {
  const { headers } = request;
  if (demo) headers.set('paptrading', '1');
  if (locale) headers.set('locale', locale);
  if (channelApiCode) headers.set('X-CHANNEL-API-CODE', channelApiCode);
  if (!signer) return;
  if (signer.loading) await signer.loading;
  const parts = await signableParts(request);
  const timestamp = `${Math.round(clock.now())}`;
  const { apiKey, passphrase } = signer.identity();
  headers.set('ACCESS-KEY', apiKey);
  headers.set('ACCESS-SIGN', await signer.sign({ timestamp, ...parts }));
  headers.set('ACCESS-TIMESTAMP', timestamp);
  headers.set('ACCESS-PASSPHRASE', passphrase);
  headers.set('Content-Type', 'application/json');
  if (!locale) headers.set('locale', 'en-US');
}
