import type { Json } from '../load/json.js';
import type { Loaded } from '../load-own.js';
import type { Schema } from '../model/schema/kinds.js';
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
export function successSchema({ key, response }: Operation): Schema {
  const schema = response.responses.find(({ status }) => status.startsWith('2'))?.content[0]?.schema;
  if (!schema) throw new Error(`${key} describes no success`);
  return schema;
}

/** Holds a successful response against the schema of its operation. */
export const compare = (response: Json, operation: Operation, { source }: Loaded): LocatedDrift[] =>
  driftOf(response, successSchema(operation)).map((drift) => ({
    ...drift,
    ...locationOf(drift, operation, source),
  }));
