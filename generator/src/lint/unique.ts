import type { Diagnostic } from '../load/diagnostic.js';

/**
 * Each finding once. Both the loader or the model and Redocly's rules may stumble over the same thing: what they say by its key,
 * Redocly's `struct` says by its value. The first one found speaks; our own rules say nothing that another says.
 */
export function unique(problems: Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return problems.filter(({ file, line, column, rule, message }) => {
    const location = `${file}:${line}`;
    const isTheirs = rule !== undefined && !rule.includes('/');
    const finding = `${location}:${column} ${rule} ${message}`;
    if (seen.has(finding) || (isTheirs && seen.has(rule === 'struct' ? location : `${location}:${column}`)))
      return false;
    seen.add(finding);
    if (!rule) seen.add(location).add(`${location}:${column}`);
    return true;
  });
}
