import { credentialsError } from './credentials.js';

/** The one error for a key that can't be used; the parser's own message is dropped, since it might quote the key. */
export function badPem(): never {
  throw credentialsError(
    'credentials.secretKey is no RSA private key that can be read',
    'give the whole PEM, PKCS#8 (BEGIN PRIVATE KEY) or PKCS#1 (BEGIN RSA PRIVATE KEY), without a password',
  );
}
