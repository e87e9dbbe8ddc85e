import type { Sign } from './sign.js';

/** An API key of the exchange. Keep it out of source code. */
export interface Credentials {
  /** The key's public name. */
  apiKey: string;
  /** The secret of an HMAC key, or the private key of an RSA key as PEM (PKCS#8 or PKCS#1, not encrypted). */
  secretKey: string;
  /** Chosen when the key was made; not the account's password. */
  passphrase: string;
  /**
   * Makes what signs, from the secret; its name for an RSA key is `rsaSign`, of `@bitget-spec/client/rsa`, where a bundle
   * that is built with the condition `bitget-lean` has no RSA otherwise.
   * @default by the kind of `secretKey`
   */
  sign?: ((secretKey: string) => Sign) | undefined;
}

/** Credentials that can't work. Its message names the setting, never its value. */
export class CredentialsError extends Error {
  override readonly name = 'CredentialsError';
}

/** `[@bitget-spec/auth] what, where: how to mend it` */
export const credentialsError = (what: string, mend: string) =>
  new CredentialsError(`[@bitget-spec/auth] ${what}: ${mend}.`);

const isPem = (text: string) => text.includes('-----BEGIN');

/** The private key as PEM, or undefined for an HMAC secret. Environment files often hold `\n` for line ends. */
export const rsaPem = (secretKey: string) => (isPem(secretKey) ? secretKey.replaceAll('\\n', '\n').trim() : undefined);

/** @throws CredentialsError that names the first setting that is empty, padded or not plain text */
export function checkCredentials(credentials: Credentials): void {
  for (const name of ['apiKey', 'secretKey', 'passphrase'] as const) {
    const value: unknown = credentials[name];
    // fetch would refuse other characters in a header, with an error that quotes the value
    const plain = name === 'secretKey' ? /\S/ : /^[!-~]([ -~]*[!-~])?$/;
    if (typeof value !== 'string' || !plain.test(value) || (value !== value.trim() && !isPem(value)))
      throw credentialsError(
        `credentials.${name} is ${value ? 'padded or not plain text' : 'empty'}`,
        'copy it again as shown when the API key was made',
      );
  }
}
