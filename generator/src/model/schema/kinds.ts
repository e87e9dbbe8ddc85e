import type { Json, JsonObject } from '../../load/json.js';
import type { Location } from '../../load/source.js';

/**
 * A schema as the rest of the generator sees it: one of a few kinds, each with all that is said of it. What no emitter can
 * express (`not`, `if`, `contains`) is left to validators, which read {@link Facts.json}.
 */
export type Schema =
  | ObjectSchema
  | ListSchema
  | TupleSchema
  | MapSchema
  | TextSchema
  | NumberSchema
  | BooleanSchema
  | ChoiceSchema
  | UnionSchema
  | IntersectionSchema
  | ReferenceSchema
  | AnythingSchema;

/** What may be said of any schema. */
export interface Facts {
  /** Name of the component that it is, `PriceResponse`; the name of its type follows from it. */
  name?: string;
  /** What a reader calls the component, however it is read: `Price`. */
  scalar?: string;
  title?: string;
  description?: string;
  /** True where `null` passes. */
  nullable: boolean;
  /** True where `""` passes although {@link Bounds} would refuse it: what a response says where it has nothing to say. */
  empty: boolean;
  deprecated: boolean;
  /** True where only responses hold it. */
  readOnly: boolean;
  /** The field that tells its alternatives, or those that extend it, apart. */
  discriminator?: Discriminator;
  /** True where the kind follows from other keywords and no `type` is stated, so that other types pass too. */
  untyped: boolean;
  /** `date-time`, `int64`, `binary`. */
  format?: string;
  bounds: Bounds;
  default?: Json;
  examples: Json[];
  /** Spellings that the API takes beside the documented ones, and what they stand for (`x-accepts`). */
  accepts: Record<string, string>;
  /** The field of the request, and the word in it, under which alone it is null or absent (`x-null-when`). */
  nullWhen?: { field: string; word: string };
  /** Where it is known from (`x-source`), where that differs from its operation. */
  evidence?: string[];
  /** Where it is written, undefined where the generator put it together. */
  location?: Location;
  /** The same as JSON Schema, with internal references: for validators and printers that read nothing else. */
  json: JsonObject;
}

/** Limits in the words of JSON Schema 2020-12; strict bounds are numbers, also of OpenAPI 3.0. */
export interface Bounds {
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minLength?: number;
  maxLength?: number;
  /** What every value matches. */
  pattern?: string;
  /** What text that is not empty usually looks like, of a response: `pattern` before it was opened. */
  usual?: string;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
}

export interface ObjectSchema extends Facts {
  kind: 'object';
  /** In the order of the description. */
  properties: ReadonlyMap<string, Schema>;
  /** Names that must not be there. */
  forbidden?: readonly string[];
  /** Names that must be there; a part of an intersection may name those of another part. */
  required: ReadonlySet<string>;
  /** By pattern of the name. */
  patterns: ReadonlyMap<string, Schema>;
  /** What further fields hold; false where there are none. Undefined: nothing is said. */
  additional?: Schema | false;
  /** Shapes of which it has one besides; only {@link resolved} puts them here. */
  alternatives?: Schema[];
}

export interface ListSchema extends Facts {
  kind: 'list';
  /** Undefined where nothing is said of the entries. */
  items?: Schema;
}

/** A list whose entries have a meaning by position. */
export interface TupleSchema extends Facts {
  kind: 'tuple';
  cells: Schema[];
  /** What follows the cells; false where nothing may. */
  rest?: Schema | false;
}

/** An object whose names are data. */
export interface MapSchema extends Facts {
  kind: 'map';
  values: Schema;
}

export interface TextSchema extends Facts {
  kind: 'text';
  /** `application/json` where the text is a document. */
  mediaType?: string;
  /** What that document holds. */
  content?: Schema;
}

export interface NumberSchema extends Facts {
  kind: 'number';
  integer: boolean;
}

export interface BooleanSchema extends Facts {
  kind: 'boolean';
}

/** One of a list of values; `null` is in {@link Facts.nullable}. */
export interface ChoiceSchema extends Facts {
  kind: 'choice';
  words: Json[];
  /** True where the list may grow: any text passes. */
  open: boolean;
  /** True of `const`. */
  constant: boolean;
  /** Types of the words as JSON Schema calls them, `string`; without `null`. */
  types: string[];
}

export interface UnionSchema extends Facts {
  kind: 'union';
  alternatives: Schema[];
  /** True where the alternatives are types of one schema (`type: [array, string]`), so that a value shows by its type which it has. */
  byType: boolean;
}

export interface Discriminator {
  property: string;
  /** Name of a component by word. */
  mapping: Record<string, string>;
}

/** All of its parts at once (`allOf`); {@link resolved} puts them together. */
export interface IntersectionSchema extends Facts {
  kind: 'intersection';
  parts: Schema[];
  /** The one of them that is said beside `allOf`, a reference or a union, where there is such. */
  own?: Schema;
}

/** A component, by name; what is said here holds over what the component says. */
export interface ReferenceSchema extends Facts {
  kind: 'reference';
  /** Name of the component. */
  to: string;
  /** The component; asked for when it is needed, since a type may hold itself. */
  target: () => Schema;
}

export interface AnythingSchema extends Facts {
  kind: 'anything';
}
