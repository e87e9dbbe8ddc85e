import { at, type JsonObject, objectOf } from '../../load/json.js';
import type { Location, Source } from '../../load/source.js';
import type { Channel, Sockets } from '../../model/sockets/types.js';
import type { Api } from '../../model/types.js';

/** What a rule has to say of the description of the sockets, at its line. */
export interface SocketFinding {
  location: Location;
  what: string;
  fix: string;
}

/** A rule over the description of the sockets, where references are followed and what is sent is distinguished from what comes. */
export type SocketRule = (sockets: Sockets, source: Source, api: Api) => SocketFinding[];

/** A place further down. */
export const below = ({ file, pointer }: Location, more: string): Location => ({ file, pointer: pointer + more });

/** A channel as it is written. */
export const rawOf = ({ location }: Channel, source: Source): JsonObject =>
  objectOf(at(source.valueOf(location.file), location.pointer));
