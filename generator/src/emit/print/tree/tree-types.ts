import { isRef } from '../../../load/source.js';
import { typeName } from '../../../model/names.js';
import type { ChoiceSchema, IntersectionSchema, ObjectSchema, Schema } from '../../../model/schema/kinds.js';
import { followed } from '../../../model/schema/resolved.js';
import type { Dependent, NullWhen } from '../../../model/types.js';
import { once } from '../../../once.js';
import { breakLongUnions } from '../long-unions.js';
import { string } from '../quote/index.js';
import { type Described, OPEN_TEXT, parameterName, type TypePrinter } from '../type-printer.js';
import { Discriminated, type Told } from './discriminated.js';
import { fieldComment } from './field-comment.js';
import * as print from './type-text.js';
import { NEVER, NULL, named, STRING, type TypeText, UNKNOWN } from './type-text.js';

/** Prints types from the schema tree, without a compiler. */
export class TreeTypes implements TypePrinter {
  /** Schemas that have a name, though they stand where they are used. */
  private readonly records = new Map<Schema['json'], string>();
  /** Fields of requests that are type parameters. */
  private readonly parameters = new Map<Schema['json'], string>();
  /** Fields of responses whose types depend on them. */
  private readonly dependents = new Map<Schema['json'], { when: NullWhen; field: Dependent }>();
  /** Found when it is asked for: that takes a walk through everything. */
  private readonly discriminated: () => Discriminated;

  constructor(private readonly described: Described) {
    for (const { response, nullWhen: when } of described.operations) {
      for (const { schema, typeName: name } of response.records) if (name) this.records.set(schema.json, name);
      if (!when) continue;
      this.parameters.set(when.request.json, parameterName(when));
      for (const field of when.fields) this.dependents.set(field.schema.json, { when, field });
    }
    this.discriminated = once(() => new Discriminated(described));
  }

  component(name: string): string {
    const schema = this.described.schemas.get(name);
    const closed = schema?.kind === 'choice' && this.isOpen(name) ? { ...schema, open: false } : schema;
    return this.declare(this.nameOf(name), closed ? this.componentOf(name, closed) : UNKNOWN);
  }

  text(schema: Schema): string {
    return this.typeOf(schema).text;
  }

  wordsOf({ request }: NullWhen): string {
    return this.shapeOf(request).text;
  }

  declaration(name: string, schema: Schema, when?: NullWhen): string {
    const words = when && this.wordsOf(when);
    const parameters = when ? `<${parameterName(when)} extends ${words} = ${words}>` : '';
    return this.declare(`${name}${parameters}`, this.shapeOf(schema));
  }

  private declare(name: string, { form, text }: TypeText): string {
    return breakLongUnions(form === 'fields' ? `export interface ${name} ${text}` : `export type ${name} = ${text};`);
  }

  private nameOf(component: string): string {
    return typeName(this.described.readings.get(component)?.name ?? component);
  }

  private isOpen(component: string): boolean {
    return this.described.readings.get(component)?.variant === 'open';
  }

  /** A component, and the field that tells it from its siblings. */
  private componentOf(name: string, schema: Schema): TypeText {
    const told = this.discriminated().of(name);
    if (!told) return this.shapeOf(schema);
    if (schema.kind === 'object') return this.objectOf(schema, [], told);
    const field = print.fieldsOf([toldField(told)]);
    const parts = schema.kind === 'reference' ? this.partOf(schema, [], true) : this.shapeOf(schema);
    return print.intersectionOf(told.implied ? [field, parts] : [parts, field]);
  }

  /** The type of a schema where it stands: its name where it has one. */
  private typeOf(schema: Schema): TypeText {
    const name = this.parameters.get(schema.json) ?? this.records.get(schema.json);
    if (name !== undefined) return named(this.nameOf(name));
    const dependent = this.dependents.get(schema.json);
    return dependent ? this.conditionOf(schema, dependent.when, dependent.field) : this.shapeOf(schema);
  }

  /** `'yes' extends ReduceOnly ? OrderId | null : OrderId` */
  private conditionOf(schema: Schema, when: NullWhen, { required }: Dependent): TypeText {
    const whole = this.shapeOf(schema);
    const types = whole.of ?? [whole];
    const there = types.filter((type) => type !== NULL);
    const yes = print.unionOf([...types, ...(required ? [] : [named('undefined')])]);
    return print.conditionOf(when.word, parameterName(when), yes, print.unionOf(there));
  }

  private shapeOf(schema: Schema, demanded: readonly string[] = []): TypeText {
    const shape = this.kindOf(schema, demanded);
    return schema.nullable ? print.orNull(shape) : shape;
  }

  /** @param demanded fields that an intersection asks for around this part of it */
  private kindOf(schema: Schema, demanded: readonly string[]): TypeText {
    switch (schema.kind) {
      case 'reference': {
        const name = named(this.nameOf(schema.to));
        return this.isOpen(schema.to) ? print.unionOf([name, named(OPEN_TEXT)]) : name;
      }
      case 'intersection':
        return this.partsOf(schema, demanded);
      case 'union':
        return schema.alternatives.length ? print.unionOf(schema.alternatives.map((one) => this.typeOf(one))) : UNKNOWN;
      case 'object':
        return this.objectOf(schema, demanded);
      case 'map':
        return print.indexOf(this.typeOf(schema.values));
      case 'list':
        return schema.untyped ? UNKNOWN : print.listOf(schema.items ? this.typeOf(schema.items) : UNKNOWN);
      case 'tuple':
        return schema.untyped ? UNKNOWN : print.rowOf(schema.cells.map((cell) => this.typeOf(cell)));
      case 'choice':
        return choiceOf(schema);
      case 'text':
        return schema.format === 'binary' ? named('Blob') : STRING;
      case 'number':
        return named('number');
      case 'boolean':
        return named('boolean');
      case 'anything':
        return UNKNOWN;
    }
  }

  private partsOf({ parts, own, json, nullable }: IntersectionSchema, outer: readonly string[]): TypeText {
    const demanded = [...outer, ...(own?.kind === 'object' ? own.required : [])];
    const extended = Array.isArray(json.allOf);
    const types = parts.flatMap((part) => {
      if (part === own) return [];
      // That the whole may be null is said of the alternatives beside its fields, too.
      const said = nullable && part.json === json ? { ...part, nullable: false } : part;
      return [this.partOf(said, demanded, extended)];
    });
    if (!own || saysNothing(own)) return print.intersectionOf(types);
    const type = this.kindOf(own, outer);
    return print.intersectionOf(own.kind === 'union' ? [...types, type] : [type, ...types]);
  }

  /** @param extended true where what holds the part says the field by which it differs from others */
  private partOf(part: Schema, demanded: readonly string[], extended: boolean): TypeText {
    let type = this.shapeOf(part, demanded);
    if (part.kind === 'reference') {
      const target = followed(part);
      const told = this.discriminated().of(part.to)?.property;
      const isWanted = (name: string) => name !== told && target.kind === 'object' && target.properties.has(name);
      const wanted = demanded.filter(isWanted);
      if (wanted.length) type = print.genericOf('WithRequired', type, wordsOf(wanted));
    }
    const property = extended ? this.discriminated().propertyOf(part) : undefined;
    return property === undefined ? type : print.genericOf('Omit', type, wordsOf([property]));
  }

  private objectOf(schema: ObjectSchema, demanded: readonly string[], told?: Told): TypeText {
    const { properties, patterns, additional, untyped, forbidden = [] } = schema;
    const required = new Set([...schema.required, ...demanded]);
    const fields = new Map(
      [...properties].map(([name, field]) => [name, this.fieldOf(name, field, required.has(name))]),
    );
    for (const name of forbidden) fields.set(name, `${print.fieldName(name)}?: ${NEVER.text};`);
    if (told) fields.set(told.property, toldField(told, properties.get(told.property)));
    if (fields.size) {
      // Further fields of one type beside known ones of another: TypeScript can say that of a value which is there, but
      // no literal can be of such a type, so that nothing could be sent.
      const known = print.fieldsOf([...fields.values()]);
      return additional || patterns.size ? print.intersectionOf([known, print.indexOf(UNKNOWN)]) : known;
    }
    const values = [...(additional ? [additional] : []), ...patterns.values()];
    if (values.length) return print.indexOf(print.unionOf(values.map((one) => this.typeOf(one))));
    return untyped ? UNKNOWN : print.genericOf('Record', STRING, UNKNOWN);
  }

  private fieldOf(name: string, field: Schema, required: boolean): string {
    // A field that can be absent is so by its type, which depends on the request; a question mark cannot.
    const always = required || this.dependents.has(field.json);
    const modifier = field.readOnly ? 'readonly ' : '';
    return `${this.commentOf(field)}${modifier}${print.fieldName(name)}${always ? '' : '?'}: ${this.typeOf(field).text};`;
  }

  /** Fields carry the words of the scalar that they refer to; records have words of their own. */
  private commentOf(field: Schema): string {
    if (this.records.has(field.json)) return '';
    const description = field.description ?? (isRef(field.json) ? followed(field).description : undefined);
    const said = { ...field, description };
    return this.dependents.has(field.json)
      ? fieldComment({ description })
      : fieldComment(said, field.kind === 'choice' && field.constant);
  }
}

/** The field that tells a component from its siblings. */
const toldField = ({ property, words }: Told, field?: Schema): string =>
  `${fieldComment({ description: field?.description })}${print.fieldName(property)}: ${wordsOf(words).text};`;

function choiceOf({ words, open, nullable }: ChoiceSchema): TypeText {
  if (!words.length && nullable) return NULL;
  return print.unionOf([...words.map(print.literalOf), ...(open ? [named(OPEN_TEXT)] : [])]);
}

/** What stands beside `allOf` or a union and says no more than that it is an object, or what must be there. */
const saysNothing = (own: Schema): boolean =>
  own.kind === 'object' && !own.properties.size && !own.patterns.size && !own.additional && !own.forbidden;

const wordsOf = (names: readonly string[]): TypeText => print.unionOf(names.map((name) => named(string(name))));
