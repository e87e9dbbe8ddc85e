import { type Json, listOf, objectOf } from '../load/json.js';
import type { Server } from './types.js';

/** What a list of servers says; where the document is read from the network, their URLs may be relative to it (OpenAPI 3.1, 4.8.5). */
export function serversOf(value: Json | undefined, document?: string): Server[] {
  return listOf(value).flatMap((entry) => {
    const { url, variables } = objectOf(entry);
    return typeof url === 'string' && url ? [{ url: absolute(url, document), variables: variablesOf(variables) }] : [];
  });
}

function absolute(url: string, document: string | undefined): string {
  if (!document || /^(https?:|\{)/i.test(url)) return url;
  // Braces of variables stay as they are.
  return new URL(url, document).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
}

function variablesOf(value: Json | undefined): Server['variables'] {
  const entries = Object.entries(objectOf(value)).map(([name, variable]) => {
    const given = objectOf(variable);
    const words = listOf(given.enum).map(String);
    return [name, { default: String(given.default ?? words[0] ?? ''), ...(words.length && { enum: words }) }] as const;
  });
  return Object.fromEntries(entries);
}

/** The URL with what its variables are by default. */
export const urlOf = ({ url, variables }: Server): string =>
  url.replace(/\{([^{}]+)\}/g, (placeholder, name: string) => variables[name]?.default ?? placeholder);
