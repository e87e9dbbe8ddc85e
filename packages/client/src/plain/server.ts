import type { PlainServer } from './route.js';

/**
 * The URL of a server with its variables.
 * @throws RangeError for a value that it does not allow
 */
export function baseOf({ url, variables = {} }: PlainServer, given: Readonly<Record<string, string>> = {}): string {
  return url.replace(/\{([^{}]+)\}/g, (placeholder, name: string) => {
    const variable = variables[name];
    if (!variable) return given[name] ?? placeholder;
    const value = given[name] ?? variable.default;
    if (variable.enum && !variable.enum.includes(value))
      throw new RangeError(
        `[@bitget-spec/client] serverVariables.${name} cannot be "${value}": use one of ${variable.enum.join(', ')}.`,
      );
    return value;
  });
}
