import { own } from './own.js';
import type { PlainServer } from './route.js';

type Given = Readonly<Record<string, string | undefined>>;

/**
 * Checks what the caller says of the servers' variables.
 * @throws RangeError for a name that no server has, or a value that one does not allow
 */
export function checkVariables(given: Given, servers: readonly PlainServer[]): void {
  const known = new Set(servers.flatMap(({ url }) => [...url.matchAll(PLACEHOLDER)].map(([, name = '']) => name)));
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const fix = known.size ? `use ${[...known].join(', ')}` : 'leave it out, the servers have no variables';
    if (!known.has(name)) throw new RangeError(`[@bitget-spec/client] no server has serverVariables.${name}: ${fix}.`);
    for (const { variables = {} } of servers) {
      const words = own(variables, name)?.enum;
      if (words && !words.includes(value))
        throw new RangeError(
          `[@bitget-spec/client] serverVariables.${name} cannot be "${value}": use one of ${words.join(', ')}.`,
        );
    }
  }
}

/** The URL of a server with its variables. */
export const baseOf = ({ url, variables = {} }: PlainServer, given: Given): string =>
  url.replace(
    PLACEHOLDER,
    (placeholder, name: string) => own(given, name) ?? own(variables, name)?.default ?? placeholder,
  );

const PLACEHOLDER = /\{([^{}]+)\}/g;
