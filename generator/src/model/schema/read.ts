import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../../load/json.js';
import { isRef, type Location } from '../../load/source.js';
import type { Reading } from '../component-names.js';
import { isOpenEnum } from '../directions.js';
import { besideAlone, COMPONENT, factsOf, hasShape, overlaid, shapeOf } from './facts.js';
import type { Facts, Schema } from './kinds.js';
import { typeOf } from './types.js';

/** What the tree is read from. */
export interface Bundled {
  /** Named schemas of the bundled document. */
  schemas: ReadonlyMap<string, JsonObject>;
  /** How each of them is read. */
  readings: ReadonlyMap<string, Reading>;
  /** True where a reference holds alone, as in OpenAPI 3.0 (3.0.3, 4.7.23); words and `nullable` beside it are meant all the same. */
  aloneRefs?: boolean;
  /** Where a schema is written. */
  locations: { get(schema: JsonObject): Location | undefined };
}

/** Whether a document is one in which references hold alone. */
export const hasAloneRefs = ({ openapi }: JsonObject): boolean => /^3\.0\./.test(String(openapi));

/** Reads JSON Schema into the tree, each schema once; references lead to components, which are read when they are needed. */
export class SchemaReader {
  private readonly known = new Map<JsonObject, Schema>();
  private readonly components = new Map<string, Schema>();

  constructor(
    private readonly bundled: Bundled,
    private readonly base?: SchemaReader,
  ) {}

  /** One for further schemas, which refer to the same components. */
  beside(locations: Bundled['locations']): SchemaReader {
    return new SchemaReader({ ...this.bundled, locations }, this);
  }

  read(json: JsonObject): Schema {
    // What stands in a component is read once, for whoever refers to it: its records have one name.
    if (this.base?.bundled.locations.get(json)) return this.base.read(json);
    const schema = this.known.get(json) ?? this.schemaOf(json, this.factsOf(json));
    this.known.set(json, schema);
    return schema;
  }

  /** A component by name; anything where there is none. */
  component(name: string): Schema {
    if (this.base) return this.base.component(name);
    const known = this.components.get(name);
    if (known) return known;
    const schema = this.read(this.bundled.schemas.get(name) ?? {});
    const reading = this.bundled.readings.get(name);
    const empty = schema.empty || reading?.variant === 'empty';
    const component = { ...schema, name, scalar: reading?.name ?? name, empty };
    this.components.set(name, component);
    return component;
  }

  private factsOf(json: JsonObject): Facts {
    const location = this.bundled.locations.get(json);
    return isRef(json) && this.bundled.aloneRefs
      ? { ...factsOf(besideAlone(json), location), json }
      : factsOf(json, location);
  }

  private schemaOf(json: JsonObject, facts: Facts): Schema {
    if (isRef(json)) return this.referenceOf(json, facts);
    if (isOpenEnum(json)) return openChoice(json, facts);
    if (listOf(json.allOf).length) return this.intersectionOf(json, facts);
    for (const key of ['oneOf', 'anyOf']) if (listOf(json[key]).length) return this.unionOf(json, key, facts);
    const types = [json.type ?? []].flat().filter((type) => type !== 'null');
    if (types.length > 1 && !Array.isArray(json.enum)) {
      const alternatives = types.map((type) => this.read({ ...shapeOf(json), type }));
      return { ...facts, kind: 'union', alternatives, byType: true };
    }
    return this.plainOf(json, types[0] ?? (json.type === undefined ? undefined : 'null'), facts);
  }

  private referenceOf({ $ref, ...beside }: JsonObject & { $ref: string }, facts: Facts): Schema {
    const to = $ref.startsWith(COMPONENT) ? $ref.slice(COMPONENT.length) : $ref;
    // What OpenAPI 3.1 lets stand beside a reference holds as well.
    if (hasShape(beside) && !this.bundled.aloneRefs)
      return this.both(facts, [this.read({ $ref })], this.read(shapeOf(beside)));
    return { ...facts, kind: 'reference', to, target: () => this.component(to) };
  }

  private intersectionOf({ allOf, ...own }: JsonObject, facts: Facts): Schema {
    const parts = listOf(allOf)
      .filter(isObject)
      .map((part) => this.read(part));
    const [only, ...others] = parts;
    if (hasShape(own)) return this.both(facts, parts, this.read(shapeOf(own)));
    return only?.kind === 'reference' && !others.length
      ? overlaid(only, facts)
      : { ...facts, kind: 'intersection', parts };
  }

  /** Parts, and what is said beside them, which holds over what they say. */
  private both(facts: Facts, parts: Schema[], own: Schema): Schema {
    return { ...facts, kind: 'intersection', parts: [...parts, own], own };
  }

  private unionOf(json: JsonObject, of: string, facts: Facts): Schema {
    const { [of]: given, ...own } = json;
    const all = listOf(given).filter(isObject);
    const shapes = all.filter(({ type }) => type !== 'null');
    const alternatives = shapes.map((one) => this.read(one));
    const nullable = facts.nullable || all.length > shapes.length;
    const [only, ...others] = alternatives;
    if (only && !others.length && !hasShape(own)) return overlaid(only, { ...facts, nullable });
    const union: Schema = { ...facts, nullable, kind: 'union', alternatives, byType: false };
    if (!hasShape(own)) return union;
    const beside = this.read(shapeOf(own));
    return { ...facts, kind: 'intersection', parts: [beside, union], own: beside };
  }

  private plainOf(json: JsonObject, type: Json | undefined, facts: Facts): Schema {
    if (json.const !== undefined) {
      // A type that may be null does not make a constant so.
      const nullable = json.const === null || json.nullable === true;
      return choice(json, [json.const], { ...facts, nullable }, true);
    }
    if (Array.isArray(json.enum)) return choice(json, json.enum, facts);
    switch (type ?? inferred(json)) {
      case 'object':
        return this.objectOf(json, facts);
      case 'array':
        return this.listOf(json, facts);
      case 'string': {
        const mediaType = textOf(json.contentMediaType);
        const content = this.optional(json.contentSchema);
        return { ...facts, kind: 'text', ...(mediaType && { mediaType }), ...(content && { content }) };
      }
      case 'integer':
      case 'number':
        return { ...facts, kind: 'number', integer: type === 'integer' };
      case 'boolean':
        return { ...facts, kind: 'boolean' };
      case 'null':
        return { ...facts, kind: 'choice', words: [], types: [], open: false, constant: false };
      default:
        return { ...facts, kind: 'anything' };
    }
  }

  private objectOf(json: JsonObject, facts: Facts): Schema {
    const properties = this.named(json.properties);
    const patterns = this.named(json.patternProperties);
    const required = new Set(listOf(json.required).map(String));
    const forbidden = Object.entries(objectOf(json.properties)).flatMap(([name, schema]) =>
      schema === false ? [name] : [],
    );
    const further = json.additionalProperties;
    const additional = further === true ? this.read({}) : further === false ? false : this.optional(further);
    if (isObject(further) && additional && !json.properties && !patterns.size && !required.size)
      return { ...facts, kind: 'map', values: additional };
    return {
      ...facts,
      kind: 'object',
      properties,
      required,
      patterns,
      ...(forbidden.length && { forbidden }),
      ...(additional !== undefined && { additional }),
    };
  }

  private listOf(json: JsonObject, facts: Facts): Schema {
    const items = json.items === false ? false : this.optional(json.items);
    if (!Array.isArray(json.prefixItems)) return { ...facts, kind: 'list', ...(items && { items }) };
    const cells = json.prefixItems.map((cell) => this.read(objectOf(cell)));
    return { ...facts, kind: 'tuple', cells, ...(items !== undefined && { rest: items }) };
  }

  /** Schemas by name; `true` is one that says nothing. */
  private named(value: Json | undefined): Map<string, Schema> {
    const entries = Object.entries(objectOf(value)).filter(([, schema]) => schema !== false);
    return new Map(entries.map(([name, schema]) => [name, this.read(objectOf(schema))]));
  }

  private optional(value: Json | undefined): Schema | undefined {
    return isObject(value) ? this.read(value) : undefined;
  }
}

/** `{ anyOf: [an enum, any text] }`, as directions.ts opens an enum. */
function openChoice(json: JsonObject, facts: Facts): Schema {
  const [known, other] = listOf(json.anyOf).map(objectOf);
  const words = listOf(known?.enum).filter((word) => word !== null);
  const nullable = facts.nullable || listOf(other?.type).includes('null');
  return { ...facts, nullable, untyped: false, kind: 'choice', words, types: ['string'], open: true, constant: false };
}

function choice(json: JsonObject, all: Json[], facts: Facts, constant = false): Schema {
  const words = all.filter((word) => word !== null);
  const stated = [json.type ?? []].flat().filter((type) => type !== 'null');
  const types = stated.length ? stated.map(String) : [...new Set(words.map(typeOf))];
  const nullable = facts.nullable || all.includes(null);
  return { ...facts, nullable, untyped: false, kind: 'choice', words, types, open: false, constant };
}

/** Descriptions that leave `type` out still say what they mean. */
function inferred(json: JsonObject): string | undefined {
  if (json.properties || json.patternProperties || json.required) return 'object';
  if (isObject(json.additionalProperties) || json.additionalProperties === true) return 'object';
  if (json.items || json.prefixItems) return 'array';
  return undefined;
}
