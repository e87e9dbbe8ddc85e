import type { Api } from '../model/types.js';
import { key, string } from './print/quote/index.js';

/** The codes of each call as literal types, and the guard that knows them. */
export function errorCodes(api: Api): string {
  const rows = api.operations.map(
    ({ key: name, errors }) => `  ${key(name)}: ${errors.map(string).join(' | ') || 'never'};`,
  );
  return `/** Business codes to expect of each call, by its key. */
export interface ErrorCodes {
${rows.join('\n')}
}

/** True for an error of this client; of one call, and with its codes, where its key is given. */
export const isBitgetError: ErrorGuard<ErrorCodes> = errorGuard;
`;
}
