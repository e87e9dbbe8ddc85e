import { NO_PIECES, type Pieces } from '../model/pieces.js';
import type { Sockets } from '../model/sockets/types.js';
import type { Api } from '../model/types.js';
import type { Profile } from '../profiles/index.js';
import { emitAsyncapi } from './asyncapi.js';
import { emitCalls } from './calls.js';
import { emitChannelTypes } from './channel-types.js';
import { emitChannels } from './channels.js';
import { emitClient } from './client.js';
import { emitCore } from './core.js';
import { emitDocs } from './docs/docs.js';
import { emitErrors } from './errors.js';
import type { EmittedFile } from './files.js';
import { emitIndex } from './index-file.js';
import { emitMock } from './mock.js';
import { emitOpenapi } from './openapi.js';
import { emitOperations } from './operations.js';
import { emitPackage, type PackageInfo } from './package.js';
import { emitPaths } from './paths.js';
import type { PrinterOf, TypePrinter } from './print/type-printer.js';
import { emitRoutes } from './routes.js';
import { emitSocket } from './socket.js';
import { emitTypes } from './types.js';
import { emitValidators } from './validators.js';

/** Every emitter of the package, by what it makes. Each reads the model alone and knows no other. */
const EMITTERS: Record<string, (api: Api, types: TypePrinter, pieces: Pieces) => EmittedFile> = {
  types: emitTypes,
  paths: emitPaths,
  client: emitClient,
  routes: emitRoutes,
  operations: (api, _types, pieces) => emitOperations(api, pieces),
  mock: (api, _types, pieces) => emitMock(api, pieces),
  index: emitIndex,
  openapi: emitOpenapi,
};

/** Those that not every profile has. */
const EXTRA: Record<Profile['emitters'][number], (api: Api, pieces: Pieces) => EmittedFile> = {
  core: emitCore,
  calls: emitCalls,
  validators: emitValidators,
};

export type Timer = <T>(name: string, work: () => T) => T;

/** The npm package of one API. */
export function emitApi(
  api: Api,
  info: PackageInfo,
  time: Timer,
  printerOf: PrinterOf,
  pieces = NO_PIECES,
): EmittedFile[] {
  const types = printerOf(api);
  const files = Object.entries(EMITTERS).map(([name, emit]) => time(name, () => emit(api, types, pieces)));
  return [
    ...files,
    ...time('errors', () => emitErrors(api)),
    ...api.profile.emitters.map((name) => time(name, () => EXTRA[name](api, pieces))),
    ...time('channels', () => emitSockets(api, printerOf)),
    ...emitPackage(api, info),
  ];
}

/** What the description of its sockets becomes, where it has one. */
const emitSockets = (api: Api, printerOf: PrinterOf): EmittedFile[] =>
  api.sockets
    ? [
        emitChannels(api.sockets),
        emitChannelTypes(api, api.sockets, printerOf),
        emitSocket(api, api.sockets),
        emitAsyncapi(api.sockets),
      ]
    : [];

/** Source files of the sockets. */
const SOCKET_FILES: Record<string, (api: Api, sockets: Sockets, printerOf: PrinterOf) => EmittedFile> = {
  channels: (_, sockets) => emitChannels(sockets),
  'channel-types': emitChannelTypes,
  socket: emitSocket,
};

/** One source file of the package by its name, `types`, for those who need no more; undefined where it has none. */
export function emitFile(api: Api, name: string, printerOf: PrinterOf): EmittedFile | undefined {
  const extra = api.profile.emitters.find((word) => word === name);
  if (extra) return EXTRA[extra](api, NO_PIECES);
  if (name === 'errors') return emitErrors(api)[0];
  if (api.sockets && Object.hasOwn(SOCKET_FILES, name)) return SOCKET_FILES[name]?.(api, api.sockets, printerOf);
  return name !== 'openapi' && Object.hasOwn(EMITTERS, name)
    ? EMITTERS[name]?.(api, printerOf(api), NO_PIECES)
    : undefined;
}

/** The pages of one API, paths relative to the docs folder. */
export const emitPages = (api: Api, time: Timer): EmittedFile[] => time('docs', () => emitDocs(api));
