import { NO_PIECES } from '../model/pieces.js';
import type { Schema } from '../model/schema/kinds.js';
import type { Api } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { lean, namesIn, withUsed } from './lean.js';
import { JsonText, jsonInTemplate } from './print/quote/index.js';

/**
 * `validators.ts`: the schema of every response, for `drift()` of the client. Data, not code: compiled by Ajv they are
 * several megabytes that take seconds to make, and a reader of schemas holds a response against one in microseconds.
 */
export function emitValidators(api: Api, pieces = NO_PIECES): EmittedFile {
  const responses: Record<string, JsonText> = {};
  const used: string[] = [];
  for (const operation of api.operations) {
    const { schema } = operation.response;
    if (!schema) continue;
    const { json, names } = pieces.of('validators', operation, () => schemaText(schema));
    responses[operation.key] = new JsonText(json);
    used.push(...names);
  }
  const all = Object.fromEntries([...api.schemas].map(([name, schema]) => [name, lean(schema.json, SILENT)]));
  const text = `${header(api.source)}
import type { ResponseSchemas } from '@bitget-spec/client/runtime';

// Text, as in mock.ts: a call's schema is read with all others, in about a millisecond.
const data = JSON.parse(\`${jsonInTemplate({ schemas: withUsed(all, used), responses })}\`) as ResponseSchemas;

/** By the operation's key, the schema of its response; references are \`#/schemas/Name\`. */
export const { schemas, responses } = data;
`;
  return { path: 'src/validators.ts', text };
}

/** A schema as JSON, and the names of those that it leads to. */
function schemaText({ json: schema }: Schema): { json: string; names: string[] } {
  const bare = lean(schema, SILENT);
  return { json: JSON.stringify(bare), names: namesIn(bare) };
}

/** What a check of responses does not read. */
const SILENT = new Set(['title', 'default', 'examples', 'x-accepts', 'x-usual', 'x-null-when', 'format']);
