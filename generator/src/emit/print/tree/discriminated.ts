import { childrenOf } from '../../../model/schema/children.js';
import type { Discriminator, IntersectionSchema, ReferenceSchema, Schema } from '../../../model/schema/kinds.js';
import { followed } from '../../../model/schema/resolved.js';
import type { Described } from '../type-printer.js';

/** The field by which a component is told from its siblings, and what it says there. */
export interface Told {
  property: string;
  words: string[];
  /** True where no description says the word: it is the name of the component. */
  implied: boolean;
}

/** What discriminators say of components (OpenAPI 3.1, 4.8.25): of the alternatives of a union, and of those that extend another. */
export class Discriminated {
  private readonly told = new Map<string, Told>();

  constructor(private readonly described: Pick<Described, 'schemas' | 'operations'>) {
    const seen = new Set<Schema>();
    const visit = (schema: Schema): void => {
      if (seen.has(schema)) return;
      seen.add(schema);
      if (schema.kind === 'union' && schema.discriminator) this.alternatives(schema.alternatives, schema.discriminator);
      for (const child of childrenOf(schema)) visit(child);
    };
    for (const { request, response } of described.operations) {
      for (const { schema } of request.parameters) visit(schema);
      if (request.body) visit(request.body.schema);
      for (const { content } of response.responses) for (const { schema } of content) visit(schema);
    }
    for (const schema of described.schemas.values()) visit(schema);
  }

  /** What a component says in the field that tells it from its siblings; undefined where its fields already say it. */
  of(name: string): Told | undefined {
    const told = this.told.get(name);
    if (told) return told;
    const base = this.inherited(name);
    return base && !this.described.schemas.get(name)?.discriminator ? this.toldBy(base, name) : undefined;
  }

  /** The field by which those that extend a component differ; undefined where nothing tells them apart. */
  propertyOf(schema: Schema): string | undefined {
    const own = schema.kind === 'reference' ? this.discriminatorOf(schema.to) : schema.discriminator;
    return own?.property;
  }

  /** The first union that names a component decides. */
  private alternatives(alternatives: Schema[], discriminator: Discriminator): void {
    const names = alternatives.flatMap((one) => (one.kind === 'reference' ? [one.to] : []));
    for (const name of [...names, ...Object.values(discriminator.mapping)]) {
      const told = this.told.has(name) ? undefined : this.toldBy(discriminator, name);
      if (told) this.told.set(name, { ...told, implied: false });
    }
  }

  /** The words that lead to a component, else its name, where no field of its own has words. */
  private toldBy({ property, mapping }: Discriminator, name: string): Told | undefined {
    const schema = this.described.schemas.get(name);
    if (schema?.kind !== 'object' && !extendsOthers(schema)) return undefined;
    const words = Object.keys(mapping).filter((word) => mapping[word] === name);
    if (words.length) return { property, words, implied: false };
    return statesWords(schema, property) ? undefined : { property, words: [name], implied: true };
  }

  private discriminatorOf(name: string): Discriminator | undefined {
    return this.described.schemas.get(name)?.discriminator ?? this.inherited(name);
  }

  private inherited(name: string, depth = 0): Discriminator | undefined {
    for (const part of partsOf(this.described.schemas.get(name))) {
      if (part.kind !== 'reference') {
        if (part.discriminator) return part.discriminator;
        continue;
      }
      const base = this.described.schemas.get(part.to);
      const found = base?.discriminator ?? (depth < DEPTH ? this.inherited(part.to, depth + 1) : undefined);
      if (found) return found;
    }
    return undefined;
  }
}

/** How far one component may extend another. */
const DEPTH = 20;

/** Whether a component itself gives a field words, not one that it extends. */
const statesWords = (schema: Schema, property: string): boolean =>
  (schema.kind === 'intersection' ? schema.parts : [schema]).some((part) => {
    const field = part.kind === 'object' ? part.properties.get(property) : undefined;
    const choice = field && followed(field);
    return choice?.kind === 'choice' && !choice.open && choice.words.length > 0;
  });

/** Whether a component is put together by `allOf`; of one reference, it is read as that reference. */
const extendsOthers = (schema: Schema | undefined): schema is IntersectionSchema | ReferenceSchema =>
  (schema?.kind === 'intersection' || schema?.kind === 'reference') && Array.isArray(schema.json.allOf);

/** What a component extends. */
function partsOf(schema: Schema | undefined): Schema[] {
  if (!extendsOthers(schema)) return [];
  return schema.kind === 'reference' ? [schema] : schema.parts.filter((part) => part !== schema.own);
}
