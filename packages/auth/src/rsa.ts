/** DER: tag, length (short form, or long form with as many bytes as needed), content. X.690 section 8.1. */
function der(tag: number, ...content: number[]): number[] {
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [129, size] : [130, size >> 8, size & 255];
  return [tag, ...length, ...content];
}

/** AlgorithmIdentifier rsaEncryption (1.2.840.113549.1.1.1), NULL. RFC 8017 appendix A.1. */
const RSA_ENCRYPTION = der(0x30, ...der(6, 42, 134, 72, 134, 247, 13, 1, 1, 1), 5, 0);

/**
 * The PKCS#8 bytes of an RSA private key in PEM. Web Crypto takes no PKCS#1, so that is wrapped: RFC 5208 section 5.
 * @throws CredentialsError
 */
function rsaPkcs8(pem: string, badPem: () => never): Uint8Array<ArrayBuffer> {
  const [, kind, body] =
    /-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END \1?PRIVATE KEY-----/.exec(pem) ?? [];
  if (!body) return badPem();
  let bytes: number[];
  try {
    bytes = Array.from(atob(body.replace(/\s/g, '')), (char) => char.charCodeAt(0));
  } catch {
    return badPem();
  }
  return Uint8Array.from(kind ? der(0x30, ...der(2, 0), ...RSA_ENCRYPTION, ...der(4, ...bytes)) : bytes);
}

/**
 * The key for Web Crypto. Imports nothing, so that a bundler's chunk for it shares nothing with the main one.
 * @throws what `badPem` throws
 */
export function importRsaKey(pem: string, badPem: () => never): Promise<CryptoKey> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return crypto.subtle.importKey('pkcs8', rsaPkcs8(pem, badPem), algorithm, false, ['sign']).catch(badPem);
}
