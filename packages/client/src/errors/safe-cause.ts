/** What was thrown, in short: its message, and the code of what lies deepest under it (`fetch failed: ECONNREFUSED`). */
export function briefly(thrown: unknown): string {
  let code = '';
  for (let under = thrown; under instanceof Error; under = under.cause) code = Object(under).code ?? code;
  const message = thrown instanceof Error ? thrown.message : `${thrown}`;
  return code && !message.includes(code) ? `${message}: ${code}` : message;
}

/** A copy of what was thrown, and of its causes, of which nothing but name, code and redacted text is kept. */
export function safeCause(thrown: unknown, redact: (text: string) => string, depth = 4): unknown {
  if (!(thrown instanceof Error)) return thrown && redact(typeof thrown === 'object' ? 'an object' : String(thrown));
  const { name, message, stack = '' } = thrown;
  const copy = new Error(redact(message));
  copy.name = redact(name);
  copy.stack = redact(stack);
  if (depth && thrown.cause) copy.cause = safeCause(thrown.cause, redact, depth - 1);
  // A custom fetch may hang the whole request on its errors: of the rest, Node's short codes (ECONNRESET) alone are kept.
  return 'code' in thrown ? Object.assign(copy, { code: redact(`${thrown.code}`) }) : copy;
}
