import type { Api } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';

/** `index.ts`: the door of the package. */
export function emitIndex(api: Api): EmittedFile {
  const { module, exports = '*' } = api.profile.client;
  const text = `${header(api.source)}export ${exports} from '${module}';\nexport * from './client.js';\nexport type { OperationMetadata } from './operations.js';\nexport type { paths } from './paths.js';\nexport type * from './types.js';\n`;
  return { path: 'src/index.ts', text };
}
