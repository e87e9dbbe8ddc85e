import { childrenOf } from '../../../model/schema/children.js';
import type { Discriminator, Schema } from '../../../model/schema/kinds.js';
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

  /** What a component says in the field that tells it from its siblings. */
  of(name: string): Told | undefined {
    const told = this.told.get(name);
    if (told) return told;
    const base = this.inherited(name);
    if (!base || this.described.schemas.get(name)?.discriminator) return undefined;
    const words = wordsFor(name, base);
    return { property: base.property, words: words.length ? words : [name], implied: !words.length };
  }

  /** The field by which those that extend a component differ; undefined where nothing tells them apart. */
  propertyOf(schema: Schema): string | undefined {
    const own = schema.kind === 'reference' ? this.discriminatorOf(schema.to) : schema.discriminator;
    return own?.property;
  }

  /** The first union that names a component decides. */
  private alternatives(alternatives: Schema[], { property, mapping }: Discriminator): void {
    const words = new Map<string, string[]>();
    for (const one of alternatives) if (one.kind === 'reference') words.set(one.to, [one.to]);
    for (const name of Object.values(mapping)) words.set(name, wordsFor(name, { property, mapping }));
    for (const [name, said] of words)
      if (!this.told.has(name)) this.told.set(name, { property, words: said, implied: false });
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

const wordsFor = (name: string, { mapping }: Discriminator): string[] =>
  Object.keys(mapping).filter((word) => mapping[word] === name);

/** What a component extends: `allOf` of one reference is that reference. */
function partsOf(schema: Schema | undefined): Schema[] {
  if (schema?.kind === 'intersection') return schema.parts;
  return schema?.kind === 'reference' && Array.isArray(schema.json.allOf) ? [schema] : [];
}
