import type { Json, JsonObject } from '../load/json.js';
import type { Location, Source } from '../load/source.js';
import type { Profile } from '../profiles/index.js';
import type { Schema } from './schema/kinds.js';
import type { SchemaReader } from './schema/read.js';
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
  method: Method;
  path: string;
  location: Location;
  api: string;
  document: JsonObject;
  tree: SchemaReader;
  conventions: Conventions;
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
export function freeName(taken: Set<string>, ...wanted: [string, string]): string {
  let name = wanted.find((candidate) => !taken.has(candidate)) ?? wanted[1];
  while (taken.has(name)) name += '_';
  taken.add(name);
  return name;
}
