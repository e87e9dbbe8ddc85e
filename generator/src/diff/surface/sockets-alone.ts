import { objectOf, textOf } from '../../load/json.js';
import type { Source } from '../../load/source.js';
import { asyncapiSurface, type Describes } from './asyncapi.js';
import type { Surface } from './types.js';

/** An AsyncAPI document by itself, which no OpenAPI document names. */
export function socketsAlone(source: Source, name: string, describes: Describes): Surface {
  const sockets = asyncapiSurface(source, source.file, describes, false);
  return {
    name,
    version: textOf(objectOf(objectOf(source.root).info).version) ?? '',
    operations: new Map(),
    webhooks: new Map(),
    servers: [],
    schemes: new Map(),
    reader: sockets.reader,
    document: {},
    location: { file: source.file, pointer: '' },
    companions: { aliases: [], exceptions: [], moves: [], stateful: new Set() },
    sockets,
  };
}
