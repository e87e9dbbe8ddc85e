import { hmacSign, rsaSign } from '#hmac';
import { loadRedact, redactAtOnce } from '#redact';
import { type Credentials, checkCredentials, rsaPem } from './credentials.js';
import { type SignedParts, stringToSign } from './string-to-sign.js';

const HIDDEN = '[@bitget-spec/auth signer, credentials hidden]';

/** Holds credentials where neither `util.inspect` nor JSON can see them. */
export class Signer {
  readonly #credentials: Credentials;
  readonly #sign: (text: string) => string | Promise<string>;
  #redact = redactAtOnce;
  /** What a request waits for before it shows its secrets to anybody: that they can be redacted. Undefined once they can. */
  loading: Promise<void> | undefined;

  /** @throws CredentialsError when a setting is empty or the PEM can't be used (outside Node: at the first signature). */
  constructor({ apiKey, secretKey, passphrase, sign }: Credentials) {
    this.#credentials = { apiKey, secretKey, passphrase };
    checkCredentials(this.#credentials);
    const pem = rsaPem(secretKey);
    this.#sign = (sign ?? (pem ? rsaSign : hmacSign))(pem ?? secretKey);
    // begun at once, since what can't be loaded when the network is down is needed then
    this.loading = loadRedact()?.then((redact) => {
      this.#redact = redact;
      this.loading = undefined;
    });
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
