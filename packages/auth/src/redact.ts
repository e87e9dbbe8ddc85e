import { isPem } from './credentials.js';
import { wellFormed } from './query.js';

/** Base64 as in the lines of a PEM, which others may break elsewhere, and its breaks. */
const LINE = /(\\n)?([A-Za-z0-9+/=]{9,})/g;

/** Fields of an echoed body that hold somebody's secret: those of a sub-account's new key, say. */
const FIELDS = /("\w*(?:passphrase|password|secret)\w*\\*"\s*:\s*\\*")(?:[^"\\]|\\.)*/gi;

export const redactFields = (text: string): string => text.replace(FIELDS, '$1[redacted]');

/** Text without the secrets, as they are and as JSON and URLs write them. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  let clean = redactFields(text.replaceAll('\\/', '/'));
  for (const secret of secrets) {
    if (!secret) continue;
    const body = secret.replace(/\s|\\n/g, '');
    if (isPem(secret)) clean = clean.replace(LINE, (run, _, part) => (body.includes(part) ? HIDDEN : run));
    const escaped = encodeURIComponent(wellFormed(secret));
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), escaped]) clean = clean.replaceAll(form, HIDDEN);
  }
  return clean;
}

const HIDDEN = '[redacted]';
