/**
 * Undoes percent-encoding as far as it goes: a `%` that encodes nothing stays as it is, as does `+`, which the
 * exchange does not read as a space.
 */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The query's fields, decoded. Of a name given twice the first counts; a name without value counts as absent. */
export function parseQuery(query: string): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.create(null);
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if (equals < 1 || equals === pair.length - 1) continue;
    const name = decode(pair.slice(0, equals));
    if (!(name in fields)) fields[name] = decode(pair.slice(equals + 1));
  }
  return fields;
}
