import { dirname, resolve } from 'node:path';
import { BaseResolver, type Document, ResolveError, YamlParseError } from '@redocly/openapi-core';
import { type Diagnostic, SpecError } from './diagnostic.js';
import { at, escapeKey, isObject, type Json, type JsonObject } from './json.js';
import { positionOf } from './position.js';

/** A place in one of the files. */
export interface Place {
  file: string;
  pointer: string;
}

/** A place and what stands there. */
export interface Found extends Place {
  value: Json;
}

/** Keys whose values are data, not description: a `$ref` in there is a plain key. */
const DATA_KEYS = new Set(['example', 'examples', 'default', 'enum', 'const']);
/** Keys of mappings from names of any kind: a response is called `default`, a header `x-trace`. */
const HOLDS_NAMES = new Set([
  ...['properties', 'patternProperties', '$defs', 'dependentSchemas'],
  ...['schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'links', 'callbacks', 'pathItems', 'securitySchemes'],
]);

/**
 * All files of one description, read once. Redocly's resolver does the reading, so that the lint
 * finds every file parsed already; positions are worked out only for messages.
 */
export class Source {
  readonly resolver = new BaseResolver();
  readonly problems: Diagnostic[] = [];
  private readonly documents = new Map<string, Document>();
  private readonly unread = new Set<string>();

  private constructor(readonly file: string) {}

  /**
   * Reads a description and every file that it refers to.
   * @throws SpecError on files that are missing or are no YAML, and on references that lead nowhere
   */
  static async load(file: string): Promise<Source> {
    const source = new Source(resolve(file));
    await source.read(source.file, undefined);
    await source.readCompanions();
    if (!source.problems.length) source.checkVersion();
    source.checkRefs();
    if (source.problems.length) throw new SpecError(source.problems);
    return source;
  }

  /** A file of data that the root names in `x-bitget-spec`, such as `errors: ../common/errors.yaml`. */
  companion(key: string): Json | undefined {
    const path = companionsOf(this.root)[key];
    return path === undefined ? undefined : this.valueOf(resolve(dirname(this.file), path));
  }

  private async readCompanions(): Promise<void> {
    for (const [key, path] of Object.entries(companionsOf(this.root))) {
      await this.read(resolve(dirname(this.file), path), { file: this.file, pointer: `/x-bitget-spec/${key}` });
    }
  }

  get root(): Json {
    return this.valueOf(this.file);
  }

  /** All files read, the root first. */
  get files(): string[] {
    return [...this.documents.keys()];
  }

  /** The Redocly document of the root. */
  get document(): Document {
    return this.documents.get(this.file) as Document;
  }

  valueOf(file: string): Json {
    return (this.documents.get(file)?.parsed ?? null) as Json;
  }

  textOf(file: string): string {
    return this.documents.get(file)?.source.body ?? '';
  }

  /** The place as a diagnostic, to be thrown or collected. */
  diagnose(place: Place, message: string, fix?: string): Diagnostic {
    const position = positionOf(this.textOf(place.file), place.pointer);
    return { file: place.file, ...position, message, severity: 'error', ...(fix && { fix }) };
  }

  report(place: Place, message: string, fix?: string): void {
    this.problems.push(this.diagnose(place, message, fix));
  }

  /** What a `$ref` leads to, one step. */
  target(ref: string, from: string): Found | undefined {
    const [path = '', fragment = ''] = ref.split('#');
    const file = path ? resolve(dirname(from), path) : from;
    const pointer = unescapeUri(fragment);
    const value = this.documents.has(file) ? at(this.valueOf(file), pointer) : undefined;
    return value === undefined ? undefined : { file, pointer, value };
  }

  /** What stands at a place, with references followed to their end. */
  follow(found: Found): Found {
    let here = found;
    for (let steps = 0; isObject(here.value) && typeof here.value.$ref === 'string'; steps++) {
      const next = this.target(here.value.$ref, here.file);
      if (!next || steps > 100) throw new SpecError([this.diagnose(here, `cannot follow ${here.value.$ref}`)]);
      here = next;
    }
    return here;
  }

  private async read(file: string, from: Place | undefined): Promise<void> {
    if (this.documents.has(file)) return;
    const document = await this.resolver.resolveDocument(null, file, true).catch((error: unknown) => error);
    if (this.documents.has(file)) return;
    if (document instanceof Error) this.unread.add(file);
    if (document instanceof YamlParseError) {
      const { line, col } = document;
      this.problems.push({
        file,
        line,
        column: col,
        message: `is not valid YAML: ${document.message.split('\n')[0]}`,
        fix: 'mend the syntax there',
        severity: 'error',
      });
      return;
    }
    if (document instanceof ResolveError || document instanceof Error) {
      const place = from ?? { file, pointer: '' };
      const message = from ? `refers to ${file}, which cannot be read` : 'cannot be read';
      this.report(place, `${message}: ${document.message}`, 'correct the path or add the file');
      return;
    }
    this.documents.set(file, document as Document);
    const next: Promise<void>[] = [];
    visitRefs(this.valueOf(file), '', (ref, pointer) => {
      const [path = ''] = ref.split('#');
      if (path && !/^https?:/.test(path)) next.push(this.read(resolve(dirname(file), path), { file, pointer }));
    });
    await Promise.all(next);
  }

  /** Nothing else is worth saying of a document that is not ours to read. */
  private checkVersion(): void {
    const { openapi, swagger } = isObject(this.root) ? this.root : {};
    if (typeof openapi === 'string' && /^3\.[01]\./.test(openapi)) return;
    const [key, version] = swagger === undefined ? ['openapi', openapi] : ['swagger', swagger];
    const fix = 'convert the document to OpenAPI 3.0 or 3.1';
    if (version === undefined) this.report({ file: this.file, pointer: '' }, 'is not an OpenAPI document', 'start it with `openapi: 3.1.0`');
    else this.report({ file: this.file, pointer: `/${key}` }, `${key} ${version} is not supported`, fix);
    throw new SpecError(this.problems);
  }

  private checkRefs(): void {
    for (const file of this.documents.keys()) {
      visitRefs(this.valueOf(file), '', (ref, pointer) => this.checkRef(ref, { file, pointer }));
    }
  }

  private checkRef(ref: string, place: Place): void {
    const problem = this.refProblem(ref, place);
    if (problem) this.report(place, ...problem);
  }

  /** What is wrong with a reference, and how to mend it. */
  private refProblem(ref: string, place: Place): [message: string, fix: string] | undefined {
    const seen = new Set<string>();
    let [next, here] = [ref, place.file];
    for (;;) {
      if (/^https?:/.test(next)) return [`$ref ${next} is on the network`, 'download the file and refer to the copy'];
      const found = this.target(next, here);
      if (!found && this.unread.has(resolve(dirname(here), next.split('#')[0] || here))) return undefined; // said already
      if (!found) return [`$ref ${next} leads nowhere`, 'correct the path or define what it names'];
      const key = `${found.file}#${found.pointer}`;
      if (seen.has(key))
        return [`$ref ${ref} only leads back to itself`, 'point one of the references at a definition'];
      seen.add(key);
      if (!isRef(found.value)) return undefined;
      [next, here] = [found.value.$ref, found.file];
    }
  }
}

function companionsOf(root: Json): Record<string, string> {
  const given = isObject(root) && isObject(root['x-bitget-spec']) ? root['x-bitget-spec'] : {};
  const paths = Object.entries(given).filter((entry): entry is [string, string] => /\.ya?ml$/.test(String(entry[1])));
  return Object.fromEntries(paths);
}

/** True for a reference object. */
export const isRef = (value: unknown): value is JsonObject & { $ref: string } =>
  isObject(value) && typeof value.$ref === 'string';

function visitRefs(value: Json, pointer: string, visit: (ref: string, pointer: string) => void, names = false): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      visitRefs(item, `${pointer}/${index}`, visit);
    });
  } else if (isObject(value)) {
    if (!names && typeof value.$ref === 'string') visit(value.$ref, `${pointer}/$ref`);
    for (const [key, child] of Object.entries(value)) {
      if (!names && key === 'discriminator' && isObject(child)) visitMapping(child, pointer, visit);
      if (!names && key === 'examples' && isObject(child)) visitExamples(child, pointer, visit);
      if (!names && (DATA_KEYS.has(key) || key.startsWith('x-'))) continue;
      visitRefs(child, `${pointer}/${escapeKey(key)}`, visit, !names && HOLDS_NAMES.has(key));
    }
  }
}

/** Named examples may be references (OpenAPI 3.1, 4.8.19); what they hold is data. */
function visitExamples(examples: JsonObject, pointer: string, visit: (ref: string, pointer: string) => void): void {
  for (const [name, example] of Object.entries(examples)) {
    if (isRef(example)) visit(example.$ref, `${pointer}/examples/${escapeKey(name)}/$ref`);
  }
}

/** The schemas that a discriminator names (OpenAPI 3.1, 4.8.25). */
function visitMapping({ mapping }: JsonObject, pointer: string, visit: (ref: string, pointer: string) => void): void {
  for (const [word, ref] of Object.entries(isObject(mapping) ? mapping : {})) {
    visit(mappedRef(ref), `${pointer}/discriminator/mapping/${escapeKey(word)}`);
  }
}

/** A value of `discriminator.mapping` as a reference: it may be the bare name of a schema. */
export const mappedRef = (value: Json): string =>
  /[#/]|\.(ya?ml|json)$/.test(String(value)) ? String(value) : `#/components/schemas/${value}`;

/** A pointer as it stands in a URI (RFC 6901, 6), unescaped; as it is where it is escaped wrongly. */
function unescapeUri(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
