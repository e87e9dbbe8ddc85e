import type { Diagnostic } from '../load/diagnostic.js';
import { canonical, escapeKey, isObject, type Json, type JsonObject, objectOf } from '../load/json.js';
import { DATA_KEYS, type Found, isRef, type Location, mappedRef, type Source } from '../load/source.js';
import { baseName, componentName, freeComponent, type Reading } from './component-names.js';
import { type Direction, openInline, type Variant, variantOf } from './directions.js';
import { schemaProblem } from './expressible.js';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMAS } from './schema-keys.js';

/** Where a description is read from, and whether callers send it or receive it. */
export interface Context {
  file: string;
  pointer: string;
  direction: Direction;
}

type Section =
  | 'schemas'
  | 'responses'
  | 'parameters'
  | 'requestBodies'
  | 'headers'
  | 'examples'
  | 'links'
  | 'callbacks';

interface Component {
  section: Section;
  base: string;
  variant: Variant;
  found: Found;
  value: JsonObject;
  /** Called with the reference once the component has its name. */
  uses: ((ref: string) => void)[];
}

/** How long a chain of references is followed at once: a chain of some hundreds would take the whole stack. */
const MOST_STEPS = 50;

/**
 * Copies a description into one document whose references are all internal. Each thing that is
 * referred to becomes a component under the last word of its reference; a schema that reads
 * differently when it is received than when it is sent becomes two.
 */
export class Bundler {
  /** Schemas that nothing could be made of. */
  readonly problems: Diagnostic[] = [];
  /** How each named schema is read, by its name. */
  readonly readings = new Map<string, Reading>();
  /** Where each schema of the bundled document is written. */
  readonly locations = new Map<JsonObject, Location>();
  private readonly components = new Map<string, Component>();
  private steps = 0;
  private readonly waiting: (() => void)[] = [];
  /** Files that components were copied from. */
  private readonly files = new Set<string>();
  private readonly uses = new Set<string>();
  /** References to components by their key, once they have names. */
  private readonly names = new Map<string, string>();

  constructor(
    private readonly source: Source,
    /** Whether responses are opened (see directions.ts). */
    private readonly opens: boolean,
    /** One that has named all that is referred to. */
    private readonly base?: Bundler,
  ) {}

  /**
   * One that copies what has changed and refers to the components of this one, once these have names. A reference to another one stays
   * what it must not be: whoever asks for a copy compares its uses with those of the copy that it takes the place of.
   */
  beside(source: Source): Bundler {
    return new Bundler(source, this.opens, this);
  }

  /** Which components what was copied since the last call refers to, in which direction, in this order; not what these refer to. */
  takeUses(): string[] {
    const uses = [...this.uses];
    this.uses.clear();
    return uses;
  }

  /** Whether components say what stands in a file. */
  holds(file: string): boolean {
    return this.files.has(file);
  }

  /** A schema with internal references. */
  schema(value: Json, context: Context): Json {
    if (typeof value === 'boolean') return value;
    const wrong = schemaProblem(value);
    if (wrong)
      this.problems.push(
        this.source.diagnose({ file: context.file, pointer: context.pointer + wrong.at }, wrong.what, wrong.fix),
      );
    if (!isObject(value)) return {};
    const copy = this.schemaCopy(value, context);
    this.locations.set(copy, { file: context.file, pointer: context.pointer });
    return copy;
  }

  private schemaCopy(value: JsonObject, context: Context): JsonObject {
    if (isRef(value)) {
      const { $ref, ...beside } = value;
      return Object.assign(this.reference('schemas', $ref, context), this.schemaKeys(beside, context));
    }
    const copy = this.schemaKeys(value, context);
    return this.opens && context.direction === 'response' ? openInline(copy) : copy;
  }

  private schemaKeys(value: JsonObject, context: Context): JsonObject {
    const copy: JsonObject = {};
    for (const [key, child] of Object.entries(value)) {
      // Most say something in a word or number, and nothing has to be known of where.
      if (isScalar(child) && !SCHEMAS.has(key)) {
        copy[key] = child;
        continue;
      }
      const inner = (name: string | number) => ({
        ...context,
        pointer: `${context.pointer}/${escapeKey(key)}/${escapeKey(name)}`,
      });
      if (SCHEMA_MAPS.has(key) && isObject(child)) {
        const map = this.mapOf(child, { ...context, pointer: `${context.pointer}/${escapeKey(key)}` });
        copy[key] = Object.fromEntries(
          Object.entries(map.value).map(([name, item]) => [name, this.schema(item, below(map.context, name))]),
        );
      } else if (SCHEMA_LISTS.has(key) && Array.isArray(child)) {
        copy[key] = child.map((item, index) => this.schema(item, inner(index)));
      } else if (SCHEMAS.has(key)) {
        copy[key] = this.schema(child, { ...context, pointer: `${context.pointer}/${key}` });
      } else if (key === 'discriminator' && isObject(child)) {
        copy[key] = this.discriminator(child, context);
      } else copy[key] = child;
    }
    return copy;
  }

  private discriminator(value: JsonObject, context: Context): JsonObject {
    if (!isObject(value.mapping)) return value;
    const mapping: JsonObject = { ...value.mapping }; // in the order in which it is written
    for (const [key, ref] of Object.entries(value.mapping)) {
      this.use('schemas', mappedRef(ref), context, (name) => {
        mapping[key] = name;
      });
    }
    return { ...value, mapping };
  }

  /** The path item, operation, parameter … under `value`: everything but schemas is copied key by key. */
  node(value: Json, context: Context, section?: Section): Json {
    if (Array.isArray(value)) {
      return value.map((item, index) =>
        this.node(item, { ...context, pointer: `${context.pointer}/${index}` }, section),
      );
    }
    if (!isObject(value)) return value;
    if (section && isRef(value)) {
      const { $ref, ...beside } = value;
      return Object.assign(this.reference(section, $ref, context), beside);
    }
    const copy: JsonObject = {};
    for (const [key, child] of Object.entries(value)) {
      copy[key] =
        isScalar(child) && key !== 'schema'
          ? child
          : this.member(key, child, { ...context, pointer: `${context.pointer}/${escapeKey(key)}` });
    }
    return copy;
  }

  private member(key: string, child: Json, context: Context): Json {
    if (key === 'examples') return this.map(child, context, 'examples');
    if (key.startsWith('x-') || DATA_KEYS.has(key)) return child;
    if (key === 'schema') return this.schema(child, context);
    if (key === 'parameters')
      return this.node(child, { ...context, direction: this.direction('request') }, 'parameters');
    if (key === 'requestBody')
      return this.node(child, { ...context, direction: this.direction('request') }, 'requestBodies');
    if (key === 'responses') return this.map(child, { ...context, direction: this.direction('response') }, 'responses');
    if (key === 'headers') return this.map(child, context, 'headers');
    if (key === 'links') return this.map(child, context, 'links');
    if (key === 'callbacks') return this.map(child, context, 'callbacks');
    if (key === 'content' || key === 'encoding') return this.map(child, context);
    return this.node(child, context);
  }

  private map(given: Json, at: Context, section?: Section): Json {
    if (!isObject(given)) return given;
    const { value, context } = this.mapOf(given, at);
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, this.node(item, below(context, name), section)]),
    );
  }

  /** A mapping of names; people write references to whole ones, though OpenAPI does not say so. */
  private mapOf(value: JsonObject, context: Context): { value: JsonObject; context: Context } {
    if (!isRef(value)) return { value, context };
    const found = this.source.follow({ file: context.file, pointer: context.pointer, value });
    return { value: objectOf(found.value), context: { ...context, file: found.file, pointer: found.pointer } };
  }

  direction(direction: Direction): Direction {
    return this.opens ? direction : 'both';
  }

  private reference(section: Section, ref: string, context: Context): JsonObject {
    const reference: JsonObject = { $ref: '' };
    this.use(section, ref, context, (name) => {
      reference.$ref = name;
    });
    return reference;
  }

  private use(section: Section, ref: string, context: Context, use: (ref: string) => void): void {
    const found = this.source.target(ref, context.file);
    if (!found) throw new Error(`unchecked reference ${ref} in ${context.file}`);
    const variant = section === 'schemas' ? variantOf(this.source, found, context.direction) : 'written';
    const key = `${section} ${found.file}#${found.pointer} ${variant}`;
    if (!this.steps) this.uses.add(`${context.direction} ${key}`);
    if (this.base) {
      use(this.base.names.get(key) ?? '');
      return;
    }
    const known = this.components.get(key);
    if (known) {
      known.uses.push(use);
      return;
    }
    const component: Component = { section, base: baseName(found), variant, found, value: {}, uses: [use] };
    this.components.set(key, component);
    this.files.add(found.file);
    const inner: Context = { file: found.file, pointer: found.pointer, direction: context.direction };
    this.step(() => {
      const value = section === 'schemas' ? this.schema(found.value, inner) : this.node(found.value, inner);
      component.value = isObject(value) ? value : {};
    });
  }

  /** Copies what a reference leads to, at once or, at the end of a long chain, when all else is done. */
  private step(copy: () => void): void {
    if (this.steps === MOST_STEPS) {
      this.waiting.push(copy);
      return;
    }
    this.steps++;
    this.source.noting(this.files, copy);
    this.steps--;
  }

  /**
   * Takes the definitions below `components` of the root that nothing refers to, so that a document
   * of schemas alone keeps them.
   */
  keepAll(components: JsonObject, file: string): void {
    for (const section of ['schemas'] as const) {
      const named = components[section];
      if (!isObject(named)) continue;
      for (const name of Object.keys(named)) {
        const pointer = `#/components/${section}/${encodeURIComponent(escapeKey(name))}`;
        this.reference(section, pointer, { file, pointer: '', direction: this.direction('request') });
      }
    }
  }

  /** Names every component and points the references at them. Call once, when all is copied. */
  finish(): Map<Section, Map<string, JsonObject>> {
    for (let copy = this.waiting.shift(); copy; copy = this.waiting.shift()) this.step(copy);
    const taken = new Map<string, string>();
    const sections = new Map<Section, Map<string, JsonObject>>();
    const variants = new Map<string, Map<Variant, string>>();
    const written = ({ section, found }: Component) => `${section} ${found.file}#${found.pointer}`;
    for (const c of this.components.values())
      variants.set(written(c), (variants.get(written(c)) ?? new Map()).set(c.variant, ''));
    for (const [key, c] of this.components) {
      const siblings = variants.get(written(c)) ?? new Map<Variant, string>();
      const wanted = componentName(c.base, c.variant, siblings.size);
      const name = freeComponent(taken, `${c.section}/`, wanted, canonical(c.value));
      siblings.set(c.variant, name);
      const section = sections.get(c.section) ?? new Map<string, JsonObject>();
      sections.set(c.section, section.set(name, c.value));
      const ref = `#/components/${c.section}/${name}`;
      this.names.set(key, ref);
      for (const use of c.uses) use(ref);
    }
    for (const c of this.components.values()) {
      const names = variants.get(written(c));
      const name = names?.get(c.variant);
      if (c.section !== 'schemas' || !name) continue;
      const shared = c.variant === 'holds' ? name : (names?.get('written') ?? name);
      this.readings.set(name, { name: shared, variant: c.variant });
    }
    return sections;
  }
}

const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null;

const below = (context: Context, name: string): Context => ({
  ...context,
  pointer: `${context.pointer}/${escapeKey(name)}`,
});
