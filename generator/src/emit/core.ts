import type { Api } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';

/** `core.ts`: the client without its parts, for bundles that count every byte. */
export function emitCore(api: Api): EmittedFile {
  const text = `${header(api.source)}
import { connectCore, type CoreOptions } from '@bitget-spec/client/core';
import type { Client } from './client.js';
import { routes } from './routes.js';

export type { Client } from './client.js';

/**
 * Makes a client that signs, sends and reads responses, and no more: give it the parts you want as \`use\`
 * (\`clockSync()\`, \`retries()\`, \`outcomes()\`, \`pages()\`, \`signatureReports()\`, \`limiter()\`). Without \`outcomes()\` a lost response to an
 * order throws a \`TimeoutError\` or \`NetworkError\`, and without \`pages()\` no call has \`pages\`.
 */
export function createClient(options: CoreOptions = {}): Client {
  return connectCore<Client>(routes, options);
}
`;
  return { path: 'src/core.ts', text };
}
