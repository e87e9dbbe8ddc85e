import type { Sockets } from '../model/sockets/types.js';
import type { EmittedFile } from './files.js';

/** `asyncapi.json`: the description of the sockets in one document, internal references only. */
export const emitAsyncapi = ({ document }: Sockets): EmittedFile => ({
  path: 'asyncapi.json',
  text: `${JSON.stringify(document, null, 1)}\n`,
});
