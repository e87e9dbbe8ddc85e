import { type Secrets, spansOf } from './spans.js';

const HIDDEN = '[redacted]';
/** What is longer is cut: nobody reads it, and decoding takes a while. */
const LONGEST = 100_000;
/** A text in a text in a text. */
const DEPTH = 2;

export const redactFields = (text: string): string => redact(text, []);

/**
 * Text without the secrets, however it writes them: as JSON, URLs, forms, HTML, base64 or hexadecimal, or as two of
 * these in one another.
 */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  let clean = '';
  let done = 0;
  // looked at a little further than it is shown, so that no secret is cut in two
  const spans = spansOf(text.slice(0, LONGEST + 10_000), secretsOf(secrets), DEPTH);
  for (const [start, end] of spans.sort(([a], [b]) => a - b)) {
    if (start >= LONGEST) break;
    if (start >= done) clean += text.slice(done, start) + HIDDEN;
    done = Math.max(done, end);
  }
  return clean + text.slice(done, Math.max(done, LONGEST)) + (text.length > LONGEST ? '…' : '');
}

function secretsOf(secrets: readonly (string | undefined)[]): Secrets {
  const given = secrets.filter((secret): secret is string => !!secret);
  const pem = given
    .filter((secret) => secret.includes('-----BEGIN'))
    .join()
    .replace(/\s|\\n/g, '');
  return { texts: [...new Set(given.flatMap((secret) => [secret, bytesOf(secret)]))], pem };
}

/** UTF-8, a character a byte, which is what base64, hexadecimal and URLs are decoded to. */
const bytesOf = (text: string) =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
