import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Oas3Rule } from '@redocly/openapi-core';
import { once } from './once.js';

type Redocly = typeof import('@redocly/openapi-core');

const require = createRequire(import.meta.url);
const lib = once(() => dirname(require.resolve('@redocly/openapi-core')));

/**
 * What a module of Redocly exports, by its path in `lib/`: we depend on one version, so that it stays there. To load the package
 * as a whole, with graphql and two copies of ajv, takes 0.4 s of processor time, four fifths of them for what we never call.
 */
export const redocly = <Name extends keyof Redocly>(path: string): Pick<Redocly, Name> => require(join(lib(), path));

/** How Redocly sets the rules that it has, off or not, by what they are for: `rules`, `oas3_1Rules`. */
export const recommended = (): Record<string, Record<string, unknown>> =>
  require(join(lib(), 'config/recommended-strict.js')).default;

/** Rules in a file of another name. */
const FILES: Record<string, string> = { 'path-parameters-defined': 'path-params-defined' };

/** One of Redocly's rules, for OpenAPI 3 or AsyncAPI 3. */
export function redoclyRule(name: string, folder: 'oas3' | 'async3'): Oas3Rule {
  const paths = [folder, 'common'].map((one) => join(lib(), 'rules', one, `${FILES[name] ?? name}.js`));
  const path = paths.find((one) => existsSync(one));
  const exported = Object.entries<Oas3Rule>(path === undefined ? {} : require(path));
  const [, rule] = exported.find(([word]) => /^[A-Z]/.test(word)) ?? [];
  if (!rule)
    throw new Error(`[bitget-spec] @redocly/openapi-core has no ${paths.join(' or ')}: install the version we name`);
  return rule;
}
