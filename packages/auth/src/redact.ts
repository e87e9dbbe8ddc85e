/** A run of base64, as the lines of a PEM, which others may break elsewhere. */
const RUN = /(?:\\[nr])*([A-Za-z0-9+/]{16,}=*)/g;

/** Fields of an echoed body that hold somebody's secret: those of a sub-account's new key, say. */
const FIELDS = /("\w*(?:passphrase|password|secret)\w*\\*"\s*:\s*\\*")(?:[^"\\]|\\.)*/gi;

export const redactFields = (text: string): string => text.replace(FIELDS, '$1[redacted]');

/** Text without the secrets, as they are and as JSON and URLs write them. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  let clean = redactFields(text.replaceAll('\\/', '/'));
  for (const secret of secrets) {
    if (!secret) continue;
    const body = secret.replace(/\\n|\s/g, '');
    if (secret.includes('-----BEGIN')) clean = clean.replace(RUN, (run, part) => (body.includes(part) ? HIDDEN : run));
    const escaped = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, ''));
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), escaped]) clean = clean.replaceAll(form, HIDDEN);
  }
  return clean;
}

const HIDDEN = '[redacted]';
