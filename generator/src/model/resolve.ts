import { at, type Json, type JsonObject } from '../load/json.js';
import { isRef } from '../load/source.js';

/** Follows an internal reference of the bundled document to its end. */
export function resolveIn(document: JsonObject, value: Json | undefined): Json | undefined {
  let here = value;
  for (let steps = 0; isRef(here) && steps < 100; steps++) here = at(document, here.$ref.slice(1));
  return here;
}
