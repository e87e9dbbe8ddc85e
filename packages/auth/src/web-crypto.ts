import type { Sign } from './sign.js';

const utf8 = new TextEncoder();

/** Signs with a key of Web Crypto, which is imported at the first signature, once. */
export function signWith(importKey: () => Promise<CryptoKey>): Sign {
  let key: Promise<CryptoKey> | undefined;
  return async (text) => {
    key ??= importKey();
    const imported = await key;
    const bytes = await crypto.subtle.sign(imported.algorithm.name, imported, utf8.encode(text));
    return btoa(String.fromCharCode(...new Uint8Array(bytes)));
  };
}

/** An HMAC secret as a key of Web Crypto. */
export const importHmacKey = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', utf8.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
