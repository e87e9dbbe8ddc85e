import type { Api } from '../model/types.js';
import { type EmittedFile, header } from './files.js';

/** `index.ts`: the door of the package. */
export function emitIndex(api: Api): EmittedFile {
  const runtime = api.ours
    ? "export * from '@bitget-spec/client';\n"
    : "export { type CallOptions, HttpError, type PlainOptions } from '@bitget-spec/client/plain';\n";
  const text = `${header(api.source)}${runtime}export * from './client.js';\nexport type { OperationMetadata } from './operations.js';\nexport type { paths } from './paths.js';\nexport type * from './types.js';\n`;
  return { path: 'src/index.ts', text };
}
