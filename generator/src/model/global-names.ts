import { GLOBAL_NAMES } from './global-names-list.js';

let names: ReadonlySet<string> | undefined;

/** What is declared everywhere (`Symbol`, `Error`, `Event`), as the pinned TypeScript knows it. */
export function globalNames(): ReadonlySet<string> {
  names ??= new Set(GLOBAL_NAMES.split(/\s+/));
  return names;
}
