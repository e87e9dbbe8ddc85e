import { credentialsError } from './credentials.js';
import type { Sign } from './sign.js';
import { importHmacKey, signWith } from './web-crypto.js';

// What `hmac.ts` is where a bundle is built with the condition `bitget-lean`.

/** HMAC-SHA256 through Web Crypto. */
export const hmacSign = (secret: string): Sign => signWith(() => importHmacKey(secret));

/** @throws CredentialsError always: RSA has to be handed in */
export function rsaSign(_pem: string): never {
  throw credentialsError(
    'credentials.secretKey is an RSA key, which is not in this lean bundle',
    'give credentials.sign, rsaSign of @bitget-spec/client/rsa',
  );
}
