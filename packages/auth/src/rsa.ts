import type { credentialsError } from './credentials.js';

/**
 * The PKCS#8 bytes of an RSA private key in PEM. Web Crypto takes no PKCS#1, so that is wrapped: version 0, the
 * AlgorithmIdentifier rsaEncryption, an octet string (RFC 5208 section 5, RFC 8017 appendix A.1). Lengths take two bytes
 * (X.690 section 8.1), as they do for every key of 512 to 100,000 bits.
 */
function rsaPkcs8(pem: string): Uint8Array<ArrayBuffer> {
  const [, kind, body = '-'] =
    /-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END \1?PRIVATE KEY-----/.exec(pem) ?? [];
  const key = atob(body.replace(/\s/g, ''));
  const size = (length: number) => String.fromCharCode(length >> 8, length & 255);
  const version0AndRsa = atob('AgEAMA0GCSqGSIb3DQEBAQUA');
  const bytes = kind ? `0\x82${size(key.length + 22)}${version0AndRsa}\x04\x82${size(key.length)}${key}` : key;
  return Uint8Array.from(bytes, (char) => char.charCodeAt(0));
}

/**
 * The one error for a key that can't be used; the parser's own message is dropped, since it might quote the key.
 * @throws what `error` makes
 */
export function badPem(error: typeof credentialsError): never {
  throw error(
    'credentials.secretKey is no RSA private key that can be read',
    'give the whole PEM, PKCS#8 (BEGIN PRIVATE KEY) or PKCS#1 (BEGIN RSA PRIVATE KEY), without a password',
  );
}

/**
 * The key for Web Crypto. Imports nothing of the main chunk, so that a bundler's chunk for it shares nothing with that.
 * @throws CredentialsError
 */
export async function importRsaKey(pem: string, error: typeof credentialsError): Promise<CryptoKey> {
  try {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    return await crypto.subtle.importKey('pkcs8', rsaPkcs8(pem), algorithm, false, ['sign']);
  } catch {
    return badPem(error);
  }
}
