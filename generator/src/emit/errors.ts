import type { Api } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';

/** `errors.ts`: the catalogue of business codes, under the API's own name; nothing where it has none. */
export function emitErrors(api: Api): EmittedFile[] {
  if (!api.errors) return [];
  return [{ path: 'src/errors.ts', text: `${header(api.source)}export * from '@bitget-spec/errors';\n` }];
}
