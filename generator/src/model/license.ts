import { type Json, objectOf, textOf } from '../load/json.js';
import type { License } from './types.js';

/** Names that descriptions give to licences, and their SPDX identifiers. */
const KNOWN: [RegExp, string][] = [
  [/^(the )?apache( license)?,?[ -]*(version )?2(\.0)?$/i, 'Apache-2.0'],
  [/^(the )?mit( licen[sc]e)?$/i, 'MIT'],
  [/^(the )?bsd[ -]3/i, 'BSD-3-Clause'],
  [/^cc0/i, 'CC0-1.0'],
];

/** What a document says of its licence (OpenAPI 3.1, 4.8.4). */
export function licenseOf(value: Json | undefined): License | undefined {
  const { name, identifier, url } = objectOf(value);
  if (typeof name !== 'string' || !name) return undefined;
  const spdx = textOf(identifier) ?? KNOWN.find(([pattern]) => pattern.test(name.trim()))?.[1];
  return { name, ...(spdx && { spdx }), ...(typeof url === 'string' && { url }) };
}
