import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of generated/docs/find.json that the site reads. */
export interface FindData {
  calls: { key: string; method: string; path: string; page: string; errors?: string[] }[];
  aliases: { path: string; use: string[]; why?: string }[];
  errors: Record<string, { message: string; meaning?: string; hint?: string }>;
}

export const findData = (root: string): FindData =>
  JSON.parse(readFileSync(join(root, 'generated/docs/find.json'), 'utf8')) as FindData;

/** Effect of each call by key, from the bundled documents. */
export function effectsOf(root: string, apis: string[]): Map<string, string> {
  const effects = new Map<string, string>();
  for (const api of apis) {
    const file = join(root, 'generated', api, 'openapi.json');
    const document = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, Record<string, unknown>> };
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const effect = (operation as { 'x-effect'?: string })?.['x-effect'];
        if (effect) effects.set(`${method.toUpperCase()} ${path}`, effect);
      }
    }
  }
  return effects;
}

/** Codes with those first that most calls expect, and the paths that people look for. */
export function errorsAndAliases({ calls, errors, aliases }: FindData) {
  const named = new Map<string, number>();
  for (const call of calls) for (const code of call.errors ?? []) named.set(code, (named.get(code) ?? 0) + 1);
  const rows = Object.entries(errors).map(([code, { message }]): [string, string] => [code, message]);
  return { errors: rows.sort(([a], [b]) => (named.get(b) ?? 0) - (named.get(a) ?? 0)), aliases };
}
