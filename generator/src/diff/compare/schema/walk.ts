import type { JsonObject } from '../../../load/json.js';
import type { Schema } from '../../../model/schema/kinds.js';
import type { SchemaReader } from '../../../model/schema/read.js';
import type { Recorder } from '../../change.js';

/** One comparison of two schemas, and how its parts go on to what is inside. */
export interface Walk {
  readonly out: Recorder;
  /** Read what stands in keywords that have no place in the tree. */
  readonly readers: { base: SchemaReader; head: SchemaReader };
  /** True of two that are written alike, each in one piece, and lead to nothing that has changed. */
  readonly same: (base: Schema, head: Schema) => boolean;
  /** Compares what stands below, at a field such as `orderList[].side`. */
  readonly below: (base: Schema, head: Schema, field: string, out?: Recorder) => void;
}

/** Two schemas at one position. */
export interface Pair<Of extends Schema = Schema> {
  base: Of;
  head: Of;
  /** Where they stand, empty for the whole. */
  field: string;
  /** The keywords of each that have no place in the tree. */
  keywords: { base: JsonObject; head: JsonObject };
}

/** `data` and `orderId` → `data.orderId` */
export const fieldBelow = (field: string, name: string): string => (field ? `${field}.${name}` : name);
