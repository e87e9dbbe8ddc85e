import type { JsonObject } from '../load/json.js';
import type { Api } from '../model/types.js';
import { type EmittedFile, header } from './files.js';
import { lean, withUsed } from './lean.js';
import { jsonInTemplate } from './print/quote/index.js';

/**
 * `validators.ts`: the schema of every response, for `drift()` of the client. Data, not code: compiled by Ajv they are
 * several megabytes that take seconds to make, and a reader of schemas holds a response against one in microseconds.
 */
export function emitValidators(api: Api): EmittedFile {
  const responses: Record<string, JsonObject> = {};
  for (const { key, response } of api.operations)
    if (response.schema) responses[key] = lean(response.schema.json, SILENT);
  const all = Object.fromEntries([...api.schemas].map(([name, schema]) => [name, lean(schema.json, SILENT)]));
  const text = `${header(api.source)}
import type { ResponseSchemas } from '@bitget-spec/client/runtime';

// Text, as in mock.ts: a call's schema is read with all others, in about a millisecond.
const data = JSON.parse(\`${jsonInTemplate({ schemas: withUsed(all, Object.values(responses)), responses })}\`) as ResponseSchemas;

/** By the operation's key, the schema of its response; references are \`#/schemas/Name\`. */
export const { schemas, responses } = data;
`;
  return { path: 'src/validators.ts', text };
}

/** What a check of responses does not read. */
const SILENT = new Set(['title', 'default', 'examples', 'x-accepts', 'x-usual', 'x-null-when', 'format']);
