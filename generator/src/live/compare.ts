import type { Json, JsonObject } from '../load/json.js';
import type { Loaded } from '../load-own.js';
import type { Operation } from '../model/types.js';
import { type Drift, driftOf } from './drift.js';
import { locationOf } from './location.js';

/** A difference with the location of its schema, the file relative to the working directory. */
export interface LocatedDrift extends Drift {
  file: string;
  line: number;
  column: number;
}

/** The codes of success: v1 has 0. */
export const isSuccess = (code: Json | undefined): boolean => code === '00000' || code === '0';

/** The schema of a successful response, envelope included. */
export const successSchema = ({ response }: Operation): JsonObject =>
  response.responses.find(({ status }) => status.startsWith('2'))?.content[0]?.schema.json ?? {};

/** Holds a successful response against the schema of its operation. */
export const compare = (response: Json, operation: Operation, { api, source }: Loaded): LocatedDrift[] =>
  driftOf(response, successSchema(operation), api.document).map((drift) => ({
    ...drift,
    ...locationOf(drift, operation, source),
  }));
