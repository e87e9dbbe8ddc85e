import { hmacSign, rsaSign } from '#hmac';
import { type Credentials, checkCredentials, rsaPem } from './credentials.js';
import { type SignedParts, stringToSign } from './string-to-sign.js';

type Redact = typeof import('./redact.js').redact;

/** Until the other is there, which knows all encodings: nothing has been sent by then that could come back encoded. */
const redactPlain: Redact = (text, secrets) =>
  secrets.reduce<string>((clean, secret) => (secret ? clean.replaceAll(secret, '[redacted]') : clean), text);

const HIDDEN = '[@bitget-spec/auth signer, credentials hidden]';

/** Holds credentials where neither `util.inspect` nor JSON can see them. */
export class Signer {
  readonly #credentials: Credentials;
  readonly #sign: (text: string) => string | Promise<string>;
  #redact = redactPlain;
  /** What a request waits for before it shows its secrets to anybody: that they can be redacted. Undefined once they can. */
  loading: Promise<void> | undefined;

  /** @throws CredentialsError when a setting is empty or the PEM can't be used (outside Node: at the first signature). */
  constructor({ apiKey, secretKey, passphrase }: Credentials) {
    this.#credentials = { apiKey, secretKey, passphrase };
    checkCredentials(this.#credentials);
    const pem = rsaPem(secretKey);
    this.#sign = pem ? rsaSign(pem) : hmacSign(secretKey);
    // begun at once, since what can't be loaded when the network is down is needed then
    this.loading = import('./redact.js').then(
      ({ redact }) => this.#ready(redact),
      () => this.#ready(() => '[hidden, since redact.js could not be loaded]'),
    );
  }

  #ready(redact: Redact): void {
    this.#redact = redact;
    this.loading = undefined;
  }

  /** The signature, base64; at once in Node, a promise elsewhere. */
  sign(parts: SignedParts): string | Promise<string> {
    return this.#sign(stringToSign(parts));
  }

  /** What the exchange wants to see beside a signature. */
  identity(): { apiKey: string; passphrase: string } {
    const { apiKey, passphrase } = this.#credentials;
    return { apiKey, passphrase };
  }

  /** The text without the key, the secret, the passphrase and `more`, in whatever way it writes them. */
  redact(text: string, more?: string): string {
    const { apiKey, secretKey, passphrase } = this.#credentials;
    return this.#redact(text, [secretKey, passphrase, apiKey, more]);
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }
}
