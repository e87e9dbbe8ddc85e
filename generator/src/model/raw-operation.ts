import type { Json, JsonObject } from '../load/json.js';
import type { Location, Source } from '../load/source.js';
import type { Naming } from '../options.js';
import type { Profile } from '../profiles/index.js';
import type { Schema } from './schema/kinds.js';
import type { SchemaReader } from './schema/read.js';
import type { Calls, Ids } from './taken-names.js';
import type { Method } from './types.js';

/** What a document says of itself in `x-bitget-spec`. */
export interface Conventions {
  profile: Profile;
  /** The property of a response that a call returns; the whole body where there is no envelope. */
  envelope?: string;
  /** Whether enums in responses are open. */
  responses: 'open' | 'closed';
}

export interface RawOperation {
  raw: JsonObject;
  /** Parameters of the path item. */
  shared: Json[];
  /** Servers of the path item. */
  servers: Json | undefined;
  method: Method;
  path: string;
  location: Location;
  api: string;
  document: JsonObject;
  tree: SchemaReader;
  conventions: Conventions;
  /** How calls of others are named. */
  naming: Naming;
  /** Names of operations, and places of calls, that are in use. */
  ids: Ids;
  calls: Calls;
  /** Type names that are in use. */
  taken: Set<string>;
  /** Names of the records of lists, by their schemas: a response that two operations share has one. */
  records: Map<Schema, string>;
  /** Keys of the calls for which the mock keeps state. */
  stateful: Set<string>;
  source: Source;
  cwd: string;
}

/** A type name that nothing else has: `PetRequest`, or `PetArguments` where a schema is called that. */
export function freeName(taken: Set<string>, wanted: string, second = wanted): string {
  let name = taken.has(wanted) ? second : wanted;
  while (taken.has(name)) name += '_';
  taken.add(name);
  return name;
}
