import { createRequire } from 'node:module';
import type { GlobalContext } from 'openapi-typescript';
import type * as TypeScript from 'typescript';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../../../load/json.js';
import { isRef } from '../../../load/source.js';
import { isOpenEnum } from '../../../model/directions.js';
import { typeName } from '../../../model/names.js';
import { resolveIn } from '../../../model/resolve.js';
import { hasShape } from '../../../model/schema/facts.js';
import type { Schema } from '../../../model/schema/kinds.js';
import type { Api, Dependent, NullWhen } from '../../../model/types.js';
import { breakLongUnions } from '../long-unions.js';
import { type Described, OPEN_TEXT, parameterName, type TypePrinter } from '../type-printer.js';
import { carried } from './carried.js';
import { inOurWords } from './own-names.js';

// Required, not imported: Node reads a CommonJS file twice when it is imported, and these are large. And its parts,
// not its front door, which loads a second copy of Redocly.
const require = createRequire(import.meta.url);
const ts: typeof TypeScript = require('typescript');
const { scanDiscriminators }: Parts = require('openapi-typescript/dist/lib/utils.cjs');
const transformSchemaObject: Parts['transformSchemaObject'] =
  require('openapi-typescript/dist/transform/schema-object.cjs').default;

type Parts = typeof import('openapi-typescript');

/**
 * Turns JSON Schemas into TypeScript, by way of openapi-typescript's `transformSchemaObject`. All that
 * the project knows of openapi-typescript is in this file, since that package gets no more updates.
 */
export class SchemaTypes implements TypePrinter {
  private readonly context: GlobalContext;
  private readonly document: JsonObject;
  private readonly readings: Api['readings'];
  /** Schemas that have a name, though they stand where they are used. */
  private readonly records: Map<JsonObject, string>;
  /** Fields of requests that are type parameters. */
  private readonly parameters = new Map<JsonObject, string>();
  /** Fields of responses whose types depend on them. */
  private readonly dependents = new Map<JsonObject, { when: NullWhen; field: Dependent }>();
  /** Those types, by the name that stands for them in a schema. */
  private readonly conditions = new Map<string, TypeScript.TypeNode>();

  constructor({ document: given, readings, operations }: Described) {
    this.readings = readings;
    this.records = new Map(
      operations.flatMap(({ response }) =>
        response.records.flatMap(({ schema, typeName: name }) => (name ? [[schema.json, name] as const] : [])),
      ),
    );
    for (const { nullWhen: when } of operations) {
      if (!when) continue;
      this.parameters.set(when.request.json, parameterName(when));
      for (const field of when.fields) this.dependents.set(field.schema.json, { when, field });
    }
    const { document, discriminators } = discriminatorsOf(given, (copy, schema) => this.standsFor(copy, schema));
    this.document = document;
    // Only what transformSchemaObject reads; the rest of the context belongs to its path emitters.
    this.context = {
      additionalProperties: false,
      alphabetize: false,
      arrayLength: false,
      defaultNonNullable: false,
      discriminators,
      emptyObjectsUnknown: true,
      enum: false,
      enumValues: false,
      conditionalEnums: false,
      dedupeEnums: false,
      excludeDeprecated: false,
      exportType: false,
      immutable: false,
      rootTypes: false,
      rootTypesNoSchemaPrefix: false,
      injectFooter: [],
      pathParamsAsTypes: false,
      propertiesRequiredByDefault: false,
      silent: true,
      resolve: (ref: string) => resolveIn(document, { $ref: ref }),
    } as unknown as GlobalContext;
  }

  component(name: string): string {
    const schema = objectOf(objectOf(objectOf(this.document.components).schemas)[name]);
    const closed = this.readings.get(name)?.variant === 'open' ? closedEnum(schema) : schema;
    return this.declare(typeName(this.nameOf(name)), closed, `#/components/schemas/${name}`);
  }

  /** A copy of a schema is what the schema is. */
  private standsFor(copy: JsonObject, schema: JsonObject): void {
    const record = this.records.get(schema);
    if (record !== undefined) this.records.set(copy, record);
    const parameter = this.parameters.get(schema);
    if (parameter !== undefined) this.parameters.set(copy, parameter);
    const dependent = this.dependents.get(schema);
    if (dependent) this.dependents.set(copy, dependent);
  }

  text({ json }: Schema): string {
    return clean(print(this.ours(this.node(this.prepare(json)))));
  }

  wordsOf({ request }: NullWhen): string {
    return clean(print(this.ours(this.node(this.prepareKeys(request.json)))));
  }

  declaration(name: string, { json }: Schema, when?: NullWhen): string {
    return this.declare(name, json, '#', when);
  }

  private declare(name: string, schema: JsonObject, path: string, when?: NullWhen): string {
    const type = this.ours(this.node(this.prepareKeys(schema), path));
    const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
    const parameters = when && [this.parameterOf(when)];
    const statement = ts.isTypeLiteralNode(type)
      ? ts.factory.createInterfaceDeclaration(modifiers, name, parameters, undefined, type.members)
      : ts.factory.createTypeAliasDeclaration(modifiers, name, parameters, type);
    return breakLongUnions(clean(print(statement)));
  }

  private parameterOf(when: NullWhen): TypeScript.TypeParameterDeclaration {
    const words = () => this.ours(this.node(this.prepareKeys(when.request.json)));
    return ts.factory.createTypeParameterDeclaration(undefined, parameterName(when), words(), words());
  }

  /** `'yes' extends ReduceOnly ? OrderId | null : OrderId` */
  private conditionOf(schema: JsonObject, when: NullWhen, { required }: Dependent): TypeScript.TypeNode {
    const whole = this.ours(this.node(this.prepareKeys(schema)));
    const types = ts.isUnionTypeNode(whole) ? [...whole.types] : [whole];
    const absent = required ? [] : [ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword)];
    return ts.factory.createConditionalTypeNode(
      ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(when.word, true)),
      ts.factory.createTypeReferenceNode(parameterName(when)),
      ts.factory.createUnionTypeNode([...types, ...absent]),
      ts.factory.createUnionTypeNode(types.filter((type) => !isNull(type))),
    );
  }

  private node(prepared: JsonObject, path = '#'): TypeScript.TypeNode {
    return transformSchemaObject(prepared as never, { path, ctx: this.context } as never);
  }

  private ours(node: TypeScript.TypeNode): TypeScript.TypeNode {
    return inOurWords(node, (name) => this.conditions.get(name) ?? this.nameOf(name));
  }

  private nameOf(schema: string): string {
    return this.readings.get(schema)?.name ?? schema;
  }

  /** Gives each field the words of the scalar that it refers to, and each open enum its open end. */
  private prepare(schema: JsonObject): JsonObject {
    const parameter = this.parameters.get(schema);
    if (parameter) return { ...this.prepareKeys(schema), $ref: `#/components/schemas/${parameter}` };
    const dependent = this.dependents.get(schema);
    if (dependent) {
      const name = `${parameterName(dependent.when)}.${this.conditions.size}`;
      this.conditions.set(name, this.conditionOf(schema, dependent.when, dependent.field));
      return { ...aboutOf(this.prepareKeys(schema)), $ref: `#/components/schemas/${name}` };
    }
    const name = this.records.get(schema);
    return name === undefined ? this.prepareKeys(schema) : { $ref: `#/components/schemas/${name}` };
  }

  private prepareKeys(schema: JsonObject): JsonObject {
    if (isRef(schema)) {
      const { description = objectOf(resolveIn(this.document, schema)).description } = schema;
      const { $ref, ...beside } = description === undefined ? schema : { ...schema, description };
      const open = this.readings.get(schemaOf($ref))?.variant === 'open';
      return open ? { ...beside, anyOf: [{ $ref }, OPEN_END] } : { ...beside, $ref };
    }
    if (schema.type === 'string' && schema.format === 'binary') return { ...schema, $ref: '#/components/schemas/Blob' };
    if (isOpenEnum(schema)) {
      const [known, other] = schema.anyOf as JsonObject[];
      const nullable = Array.isArray(other?.type) && other.type.includes('null') ? [{ type: 'null' }] : [];
      return { ...schema, anyOf: [known ?? {}, OPEN_END, ...nullable] };
    }
    const copy: JsonObject = {};
    for (const [key, value] of Object.entries(schema)) copy[key] = this.prepareKey(key, value);
    // A field that can be absent is so by its type, which depends on the request; a question mark cannot.
    const always = Object.entries(objectOf(schema.properties)).filter(([, field]) => this.isDependent(field));
    if (always.length) copy.required = [...listOf(copy.required), ...always.map(([name]) => carried(name))];
    const text = textOf(copy.description);
    if (text) copy.description = text.trim();
    return besideAnyOf(looseIndex(copy));
  }

  private isDependent(field: JsonObject[string]): boolean {
    return isObject(field) && this.dependents.has(field);
  }

  private prepareKey(key: string, value: JsonObject[string]): JsonObject[string] {
    if (key === 'properties' || key === 'patternProperties') {
      return Object.fromEntries(
        Object.entries(objectOf(value)).map(([name, item]) => [carried(name), this.prepareAny(item)]),
      );
    }
    if (Array.isArray(value) && ['allOf', 'anyOf', 'oneOf', 'prefixItems'].includes(key)) {
      return value.map((item) => this.prepareAny(item));
    }
    if (key === 'required') return listOf(value).map((name) => carried(String(name)));
    return key === 'items' || key === 'additionalProperties' ? this.prepareAny(value) : value;
  }

  private prepareAny(value: JsonObject[string]): JsonObject[string] {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? this.prepare(value) : value;
  }
}

const isNull = (type: TypeScript.TypeNode): boolean =>
  ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword;

const aboutOf = ({ description }: JsonObject): JsonObject => (description === undefined ? {} : { description });

const OPEN_END = { $ref: `#/components/schemas/${OPEN_TEXT}` };

const schemaOf = (ref: string): string => ref.replace('#/components/schemas/', '');

/** An open enum without its open end. */
function closedEnum({ anyOf, ...rest }: JsonObject): JsonObject {
  const [known, other] = listOf(anyOf).map(objectOf);
  const nullable = listOf(other?.type).includes('null');
  const words = [...listOf(known?.enum), ...(nullable ? [null] : [])];
  return { ...rest, type: other?.type ?? 'string', enum: words };
}

/**
 * Further fields of one type beside known ones of another: TypeScript can say that of a value which is there, but no
 * literal can be of such a type, so that nothing could be sent.
 */
function looseIndex({ patternProperties, ...schema }: JsonObject): JsonObject {
  const further = patternProperties ?? (isObject(schema.additionalProperties) || undefined);
  if (further === undefined) return schema;
  if (!Object.keys(objectOf(schema.properties)).length)
    return { ...schema, ...(patternProperties && { patternProperties }) };
  return { ...schema, additionalProperties: true };
}

/** To openapi-typescript, fields beside `anyOf` are one more alternative; beside `oneOf` they hold with each. */
function besideAnyOf(schema: JsonObject): JsonObject {
  const { anyOf, ...own } = schema;
  return anyOf !== undefined && own.oneOf === undefined && hasShape(own) ? { ...own, oneOf: anyOf } : schema;
}

/** openapi-typescript indents by four, and leaves line ends in literals that TypeScript counts as such. */
const clean = (text: string): string =>
  text
    .replaceAll(/^( {4})+/gm, (indent) => indent.slice(indent.length / 2))
    .replace(/[\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)
    .trim();

/**
 * The walk for them takes longer than most emitters, so it is made only where there are any; and on a copy, since it
 * writes the words of each discriminator into the schemas.
 * @param copied is called with each object of the copy and what it is a copy of
 */
function discriminatorsOf(
  given: JsonObject,
  copied: (copy: JsonObject, object: JsonObject) => void,
): Pick<GlobalContext, 'discriminators'> & { document: JsonObject } {
  if (!JSON.stringify(given).includes('"discriminator"')) {
    return { document: given, discriminators: { objects: {}, refsHandled: [] } };
  }
  const copyOf = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(copyOf);
    if (!isObject(value)) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)]));
    copied(copy, value);
    return copy;
  };
  const document = objectOf(copyOf(given));
  return { document, discriminators: scanDiscriminators(document as never, { silent: true } as never) };
}

// One printer for all: openapi-typescript's `astToString` makes a new one each time, which costs half of the emitter.
const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed, removeComments: false });
const page = ts.createSourceFile('types.ts', '', ts.ScriptTarget.ESNext, false, ts.ScriptKind.TS);
const print = (node: TypeScript.Node): string => printer.printNode(ts.EmitHint.Unspecified, node, page);
