export type Redact = typeof import('./redact.js').redact;

/** Until the other is there, which knows all encodings: nothing has been sent by then that could come back encoded. */
export const redactAtOnce: Redact = (text, secrets) =>
  secrets.reduce<string>((clean, secret) => (secret ? clean.replaceAll(secret, '[redacted]') : clean), text);

/** What takes its place; undefined where that is the same. */
export const loadRedact = (): Promise<Redact> | undefined =>
  import('./redact.js').then(
    ({ redact }) => redact,
    () => () => '[hidden, since redact.js could not be loaded]',
  );
