import { credentialsError } from './credentials.js';
import type { Sign } from './sign.js';
import { importHmacKey, signWith } from './web-crypto.js';

/** HMAC-SHA256 through Web Crypto. */
export const hmacSign = (secret: string): Sign => signWith(() => importHmacKey(secret));

/** RSASSA-PKCS1-v1_5 with SHA-256 through Web Crypto. Its code loads with the first signature: few keys are RSA. */
export const rsaSign = (pem: string): Sign =>
  signWith(async () => (await import('./rsa.js')).importRsaKey(pem, credentialsError));
