import { dirname, join, resolve } from 'node:path';
import { type Diagnostic, SpecError } from './diagnostic.js';
import { at, isObject, type Json } from './json.js';
import { Lookup } from './lookup.js';
import { nearFile, nearPointer } from './near.js';
import { SyntaxProblem } from './parse.js';
import { positionOf } from './position.js';
import { type Document, type ReadDocument, Reader } from './reader.js';
import { isRef, unescapeUri } from './refs.js';
import { Refusal } from './refusal.js';
import { isSameOrigin, isUrl } from './remote.js';
import { rootsOf } from './root-of.js';

export { DATA_KEYS, isRef, mappedRef } from './refs.js';

/** A place in one of the files. */
export interface Location {
  file: string;
  pointer: string;
}

/** A place and what stands there. */
export interface Found extends Location {
  value: Json;
}

/** Stands for files that cannot be told, since only the rules follow the references to them. */
const HIDDEN = Symbol('hidden');

/** A description that was read, as plain data for another thread. */
export interface SourceParts {
  file: string;
  /** The root first. Descriptions that share a file share its value. */
  documents: Document[];
  /** URLs that lead to another one, and that one. */
  moved: [asked: string, place: string][];
}

/**
 * All files of one description, read once. Redocly's resolver does the reading, so that the lint
 * finds every file parsed already; positions are worked out only for messages.
 */
export class Source {
  readonly problems: Diagnostic[] = [];
  private readonly documents = new Map<string, Document>();
  /** Those of them that were read here. */
  private readonly read = new Map<string, ReadDocument>();
  private readonly unread = new Set<string>();
  /** Files that are being read, and the places that refer to each beside the first. */
  private readonly awaited = new Map<string, Location[]>();
  /** Where these lead to, as {@link reachedFrom} needs it. */
  private readonly leads = new Map<string, ReadonlySet<string> | typeof HIDDEN>();
  /** Paths by the file that they stand in, and places by the file that they lie in: the same few are asked for thousands of times. */
  private readonly paths = new Lookup<string>();
  private readonly places = new Lookup<Found>();
  /** Where references lead to the end. */
  private readonly sound = new Set<Found>();
  private readonly moved = new Map<string, string>();
  private readonly companions = new Set<string>();
  private looked = new Set<string>();

  private constructor(
    private readonly asked: string,
    readonly reader: Reader,
  ) {}

  /** The root: a path, or the URL that the one asked for led to. */
  get file(): string {
    return this.moved.get(this.asked) ?? this.asked;
  }

  /** Where it was fetched from, if it was. */
  get url(): string | undefined {
    return isUrl(this.file) ? this.file : undefined;
  }

  /**
   * Reads a description and every file that it refers to. A `reader` that others share reads a file once for all, and says
   * which folders may be read from. @default that of the document
   * With `asyncapi` the document may be AsyncAPI 3, too.
   * @throws SpecError on files that are missing or are no YAML, and on references that lead nowhere
   */
  static async load(file: string, reader = new Reader(rootsOf(file)), { asyncapi = false } = {}): Promise<Source> {
    const source = new Source(isUrl(file) ? new URL(file).href : resolve(file), reader);
    reader.take(source.asked);
    await source.take(source.asked, undefined);
    await source.readCompanions();
    if (!source.problems.length) source.checkVersion(asyncapi);
    source.checkRefs();
    if (source.problems.length) throw new SpecError(source.problems);
    return source;
  }

  /** A description that another thread has read, and found to be whole. */
  static of({ file, documents, moved }: SourceParts, reader: Reader): Source {
    const source = new Source(file, reader);
    for (const document of documents) source.documents.set(document.file, document);
    for (const [asked, place] of moved) source.moved.set(asked, place);
    return source;
  }

  /** As plain data, of all files or of some. */
  parts(isWanted = (_file: string) => true): SourceParts {
    const documents = [...this.documents.values()].filter(({ file }) => isWanted(file));
    return {
      file: this.file,
      documents: documents.map(({ file, text, value }) => ({ file, text, value })),
      moved: [...this.moved],
    };
  }

  /**
   * Data that the root names in `x-bitget-spec`: a file such as `errors: ../common/errors.yaml`, or the YAML files of a
   * folder by name, `migration: ../migration/`.
   */
  companion(key: string): Json | undefined {
    const path = companionsOf(this.root)[key];
    const place = this.companionPath(key);
    if (path === undefined || place === undefined) return undefined;
    if (!path.endsWith('/')) return this.valueOf(place);
    const names = this.files.filter((file) => dirname(file) === place);
    return Object.fromEntries(names.map((file) => [file.slice(place.length + 1), this.valueOf(file)]));
  }

  /** Where that is. */
  companionPath(key: string): string | undefined {
    const path = companionsOf(this.root)[key];
    return path === undefined ? undefined : this.reader.pathFrom(this.file, path);
  }

  private async readCompanions(): Promise<void> {
    for (const [key, path] of Object.entries(companionsOf(this.root))) {
      const from = { file: this.file, pointer: `/x-bitget-spec/${key}` };
      const place = this.reader.pathFrom(this.file, path);
      for (const file of path.endsWith('/') ? this.listed(place, from) : [place]) {
        this.companions.add(file);
        await this.take(file, from);
      }
    }
  }

  private listed(folder: string, from: Location): string[] {
    try {
      const names = this.reader.namesIn(folder).filter((name) => /\.ya?ml$/.test(name));
      return names.map((name) => join(folder, name));
    } catch (error) {
      const [why, fix] =
        error instanceof Refusal
          ? [error.message, error.fix]
          : ['cannot be read', 'correct the path or add the folder'];
      this.report(from, `names ${folder}, which ${why}`, fix);
      return [];
    }
  }

  get root(): Json {
    return this.valueOf(this.file);
  }

  /** All files read, the root first. */
  get files(): string[] {
    return [...this.documents.keys()];
  }

  /** A file that was read, by its path or by what was asked for. */
  documentOf(asked: string): Document | undefined {
    return this.documents.get(this.moved.get(asked) ?? asked);
  }

  valueOf(file: string): Json {
    return (this.documents.get(file)?.value ?? null) as Json;
  }

  textOf(file: string): string {
    return this.documents.get(file)?.text ?? '';
  }

  /** Of the bytes of a file that was read here. */
  digestOf(file: string): string {
    return this.read.get(file)?.digest ?? '';
  }

  /** The place as a diagnostic, to be thrown or collected. */
  diagnose(location: Location, message: string, fix?: string): Diagnostic {
    const position = positionOf(this.textOf(location.file), location.pointer);
    return { file: location.file, ...position, message, severity: 'error', ...(fix && { fix }) };
  }

  report(location: Location, message: string, fix?: string): void {
    this.problems.push(this.diagnose(location, message, fix));
  }

  /** What a `$ref` leads to, one step. */
  target(ref: string, from: string): Found | undefined {
    const [path, fragment] = [pathIn(ref), fragmentIn(ref)];
    const file = path ? this.pathFrom(from, path) : from;
    this.looked.add(file);
    return this.places.get(file, fragment, () => {
      const pointer = unescapeUri(fragment);
      const value = this.documents.has(file) ? at(this.valueOf(file), pointer) : undefined;
      return value === undefined ? undefined : { file, pointer, value };
    });
  }

  /**
   * A file and those that it leads to, however far, but not through `except`. Undefined where one has references that only the
   * rules follow: in data, or below an `x-` key.
   */
  reachedFrom(file: string, except: string): Set<string> | undefined {
    const found = new Set<string>();
    const open = [file];
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      if (found.has(here) || here === except) continue;
      found.add(here);
      const next = this.leads.get(here) ?? this.leadsFrom(here);
      this.leads.set(here, next);
      if (next === HIDDEN) return undefined;
      open.push(...next);
    }
    return found;
  }

  /** Whether the root names a file as data ({@link companion}). */
  isCompanion(file: string): boolean {
    return this.companions.has(file);
  }

  /** Runs a step, and adds to `files` each that is looked into meanwhile because a reference leads there; a step within it has its own. */
  noting<Result>(files: Set<string>, step: () => Result): Result {
    const outer = this.looked;
    this.looked = files;
    try {
      return step();
    } finally {
      this.looked = outer;
    }
  }

  /** The files that one refers to. */
  private leadsFrom(file: string): ReadonlySet<string> | typeof HIDDEN {
    const { references = [], hidesReferences } = this.read.get(file) ?? {};
    if (hidesReferences) return HIDDEN;
    const paths = references.map(([ref]) => pathIn(ref));
    return new Set(paths.filter(Boolean).map((path) => this.pathFrom(file, path)));
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

  private async take(asked: string, from: Location | undefined): Promise<void> {
    if (this.documents.has(this.moved.get(asked) ?? asked)) return;
    const others = this.awaited.get(asked);
    if (others) {
      if (from) others.push(from);
      return;
    }
    const froms = from ? [from] : [{ file: asked, pointer: '' }];
    this.awaited.set(asked, froms);
    const document = await this.reader.read(asked).catch((error: Error) => error);
    this.awaited.delete(asked);
    const file = document instanceof Error ? asked : document.file;
    if (file !== asked) this.moved.set(asked, file);
    if (this.documents.has(file)) return;
    const isSaid = this.unread.has(file);
    if (document instanceof Error) this.unread.add(file);
    if (document instanceof SyntaxProblem) {
      if (!isSaid) this.problems.push(syntaxDiagnostic(file, document));
      return;
    }
    if (document instanceof Error) {
      const what = from ? `refers to ${file}, which` : 'the file';
      const [why, fix] = whyUnread(document, file, this.reader);
      for (const location of froms) this.report(location, `${what} ${why}`, fix);
      return;
    }
    this.documents.set(file, document);
    this.read.set(file, document);
    const next: Promise<void>[] = [];
    for (const [ref, pointer] of document.references) {
      const path = pathIn(ref);
      if (!path || (isUrl(path) && !isNear(path, file))) continue;
      const asked = this.pathFrom(file, path);
      if (!this.documents.has(asked)) next.push(this.take(asked, { file, pointer }));
    }
    await Promise.all(next);
  }

  /** Nothing else is worth saying of a document that is not ours to read. */
  private checkVersion(takesAsyncapi: boolean): void {
    const { openapi, swagger, asyncapi } = isObject(this.root) ? this.root : {};
    if (takesAsyncapi && asyncapi !== undefined) {
      if (/^3\./.test(String(asyncapi))) return;
      const fix = 'convert the document to AsyncAPI 3.0';
      this.report({ file: this.file, pointer: '/asyncapi' }, `asyncapi ${asyncapi} is not supported`, fix);
      throw new SpecError(this.problems);
    }
    if (typeof openapi === 'string' && /^3\.[01]\./.test(openapi)) return;
    const [key, version] = swagger === undefined ? ['openapi', openapi] : ['swagger', swagger];
    const fix = 'convert the document to OpenAPI 3.0 or 3.1';
    if (version === undefined)
      this.report({ file: this.file, pointer: '' }, 'is not an OpenAPI document', 'start it with `openapi: 3.1.0`');
    else this.report({ file: this.file, pointer: `/${key}` }, `${key} ${version} is not supported`, fix);
    throw new SpecError(this.problems);
  }

  private checkRefs(): void {
    for (const [file, { references }] of this.read) {
      for (const [ref, pointer] of references) this.checkRef(ref, { file, pointer });
    }
  }

  /** A path as it stands in a file, made absolute. */
  private pathFrom(file: string, path: string): string {
    const known = this.paths.get(dirname(file), path, () =>
      isUrl(file) ? urlFrom(path, file) : this.reader.pathFrom(file, path),
    );
    return this.moved.get(known) ?? known;
  }

  private checkRef(ref: string, location: Location): void {
    const problem = this.refProblem(ref, location);
    if (problem) this.report(location, ...problem);
  }

  /** What is wrong with a reference, and how to mend it. */
  private refProblem(ref: string, location: Location): [message: string, fix: string] | undefined {
    const seen = new Set<Found>();
    let [next, here] = [ref, location.file];
    for (;;) {
      if (isUrl(next) && !isNear(next, here))
        return [`$ref ${next} is on the network`, 'download the file and refer to the copy'];
      const found = this.target(next, here);
      if (!found && this.unread.has(next.startsWith('#') ? here : this.pathFrom(here, pathIn(next)))) return undefined; // said already
      if (!found) return [`$ref ${next} leads nowhere`, this.meantBy(next, here)];
      if (seen.has(found))
        return [`$ref ${ref} only leads back to itself`, 'point one of the references at a definition'];
      seen.add(found);
      if (this.sound.has(found) || !isRef(found.value)) {
        for (const one of seen) this.sound.add(one);
        return undefined;
      }
      [next, here] = [found.value.$ref, found.file];
    }
  }

  /** How to mend a reference that leads nowhere. After the first few, what they meant is not worth looking for. */
  private meantBy(ref: string, from: string): string {
    const [path, fragment] = [pathIn(ref), fragmentIn(ref)];
    const file = path ? this.pathFrom(from, path) : from;
    const meant = this.problems.length < 50 ? nearPointer(this.valueOf(file), unescapeUri(fragment)) : undefined;
    return meant === undefined ? 'correct the path or define what it names' : `did you mean ${path}#${meant}?`;
  }
}

/** `./a.yaml#/Price` → `./a.yaml` */
function pathIn(ref: string): string {
  const end = ref.indexOf('#');
  return end < 0 ? ref : ref.slice(0, end);
}

/** `./a.yaml#/Price` → `/Price` */
function fragmentIn(ref: string): string {
  const start = ref.indexOf('#') + 1;
  return start ? pathIn(ref.slice(start)) : '';
}

function companionsOf(root: Json): Record<string, string> {
  const given = isObject(root) && isObject(root['x-bitget-spec']) ? root['x-bitget-spec'] : {};
  const paths = Object.entries(given).filter((entry): entry is [string, string] =>
    /(\.ya?ml|\/)$/.test(String(entry[1])),
  );
  return Object.fromEntries(paths);
}

/** Whether a URL stands in a document of the same host. */
const isNear = (url: string, file: string): boolean => isUrl(file) && isSameOrigin(url, file);

/** A path that is no URL stays what it is: it leads nowhere, and is told of there. */
const urlFrom = (path: string, file: string): string => (URL.canParse(path, file) ? new URL(path, file).href : path);

/** A file that is no YAML, where the parser stumbled. */
export const syntaxDiagnostic = (file: string, problem: SyntaxProblem): Diagnostic => ({
  file,
  line: problem.line,
  column: problem.column,
  message: `is not valid YAML: ${reasonOf(problem)}`,
  fix: 'mend the syntax there',
  severity: 'error',
});

const firstLine = ({ message }: Error): string => message.split('\n')[0] ?? '';

/** What the parser stumbled over, without the location, which we add, and without words of the file. */
const reasonOf = (error: Error): string =>
  firstLine(error)
    .replace(/ in ".*" \(\d+:\d+\)$/, '')
    .replaceAll(/"[^"]*"|!<[^>]*>/g, '…');

function whyUnread(error: Error, file: string, reader: Reader): [why: string, fix: string] {
  if (error instanceof Refusal) return [error.message, error.fix];
  if (!('code' in error) || error.code !== 'ENOENT')
    return [`cannot be read: ${firstLine(error)}`, 'correct the path or add the file'];
  const near = nearFile(file, reader);
  return ['is not there', near ? `did you mean ${near}?` : 'correct the path or add the file'];
}
