import type { JsonObject } from '../load/json.js';
import type { Api } from '../model/types.js';
import { type EmittedFile, header } from './files.js';
import { lean, withUsed } from './lean.js';
import { jsonInTemplate } from './print/quote/index.js';

/**
 * `validators.ts`: the schema of every answer, for `drift()` of the client. Data, not code: compiled by Ajv they are
 * several megabytes that take seconds to make, and a reader of schemas holds an answer against one in microseconds.
 * Of ours only.
 */
export function emitValidators(api: Api): EmittedFile[] {
  if (!api.ours) return [];
  const answers: Record<string, JsonObject> = {};
  for (const { key, answer } of api.operations) if (answer.schema) answers[key] = lean(answer.schema, SILENT);
  const all = Object.fromEntries([...api.schemas].map(([name, schema]) => [name, lean(schema, SILENT)]));
  const text = `${header(api.source)}
import type { Answers } from '@bitget-spec/client';

// Text, as in mock.ts: a call's schema is read with all others, in about a millisecond.
const data = JSON.parse(\`${jsonInTemplate({ schemas: withUsed(all, Object.values(answers)), answers })}\`) as Answers;

/** By the call's key, what it answers; references are \`#/schemas/Name\`. */
export const { schemas, answers } = data;
`;
  return [{ path: 'src/validators.ts', text }];
}

/** What a check of answers does not read. */
const SILENT = new Set(['title', 'default', 'examples', 'x-accepts', 'x-usual', 'format']);
