import { credentialsError } from './credentials.js';

/** Signs a text, base64. */
export type Sign = (text: string) => string | Promise<string>;

const utf8 = new TextEncoder();

/** HMAC-SHA256 through Web Crypto. */
export const hmacSign = (secret: string): Sign =>
  signWith(() =>
    crypto.subtle.importKey('raw', utf8.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  );

/** RSASSA-PKCS1-v1_5 with SHA-256 through Web Crypto. Its code loads with the first signature: few keys are RSA. */
export const rsaSign = (pem: string): Sign =>
  signWith(async () => (await import('./rsa.js')).importRsaKey(pem, credentialsError));

/** Imports the key at the first signature, once. */
function signWith(importKey: () => Promise<CryptoKey>): Sign {
  let key: Promise<CryptoKey> | undefined;
  return async (text) => {
    key ??= importKey();
    const imported = await key;
    const bytes = await crypto.subtle.sign(imported.algorithm.name, imported, utf8.encode(text));
    return btoa(String.fromCharCode(...new Uint8Array(bytes)));
  };
}
