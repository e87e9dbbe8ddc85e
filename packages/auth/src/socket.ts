import type { Credentials } from './credentials.js';
import { Signer } from './signer.js';

/** One entry of `args` in a socket's `{ op: 'login', args: [ … ] }`. Holds the passphrase: don't log it. */
export interface LoginArg {
  apiKey: string;
  passphrase: string;
  timestamp: string;
  sign: string;
}

/**
 * What a private socket wants at login: a signature over `timestamp + "GET" + "/user/verify"`.
 * @param seconds Unix time in **seconds**, where REST takes milliseconds: `Math.floor(clock.now() / 1000)`
 */
export async function socketLogin(credentials: Credentials | Signer, seconds: number): Promise<LoginArg[]> {
  const signer = credentials instanceof Signer ? credentials : new Signer(credentials);
  if (signer.loading) await signer.loading;
  const timestamp = `${seconds}`;
  const sign = await signer.sign({ timestamp, method: 'GET', path: '/user/verify' });
  return [{ ...signer.identity(), timestamp, sign }];
}
