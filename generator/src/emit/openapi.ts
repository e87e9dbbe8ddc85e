import type { Api } from '../model/types.js';
import type { EmittedFile } from './files.js';

/** `openapi.json`: the description in one document, internal references only. */
export function emitOpenapi(api: Api): EmittedFile {
  return { path: 'openapi.json', text: `${JSON.stringify(api.document, null, 1)}\n` };
}
