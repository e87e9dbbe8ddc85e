import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { BaseResolver, type Document, Source } from '@redocly/openapi-core';
import { Refusal } from './refusal.js';
import { type Fetched, fetchDocument, isSameOrigin, isUrl } from './remote.js';

/** The largest file that is read, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** How many documents are fetched for one that is named by a URL. */
const MOST_DOCUMENTS = 1000;
/** How deep mappings and lists may stand in each other. */
const MOST_LEVELS = 100;
/** How many values aliases may add to those that are written. */
const MOST_REPEATED = 1_000_000;

/**
 * Reads files for the loader and for Redocly's rules: regular ones of a bounded size, below folders that the caller named,
 * whose contents unfold to a tree of a bounded size. A file is read once, however often it is needed.
 */
export class Reader extends BaseResolver {
  private readonly given = new Set<string>();
  private count = 0;
  private readonly kept = new Map<string, Document>();
  private readonly roots: string[];

  /** @param roots - folders that files may be read from, links followed; a document given by name may lie elsewhere */
  constructor(roots: string[]) {
    super();
    this.roots = [...new Set(roots.map((root) => resolve(root)).flatMap((root) => [root, realOf(root)]))];
  }

  /** Takes a document that the caller named. */
  take(file: string): void {
    this.given.add(file);
  }

  /** Takes a file that was read before, as it was then; the same one again is the same document. */
  keep(file: string, text: string, value: unknown): Document {
    const document = this.kept.get(file) ?? { source: new Source(file, text), parsed: value };
    this.kept.set(file, document);
    this.cache.set(file, Promise.resolve(document));
    return document;
  }

  /** Takes what was read from one place for what is asked for at another, which leads there. */
  lead(asked: string, place: string): void {
    const document = this.cache.get(place);
    if (document) this.cache.set(asked, document);
  }

  override async loadExternalRef(file: string): Promise<Source> {
    if (isUrl(file)) {
      const { url, text } = await this.fetched(file);
      this.take(url); // where it has moved to is where it reads on
      return new Source(url, text.replaceAll('\r\n', '\n'));
    }
    if (!this.given.has(file)) this.confine(file);
    return new Source(file, readRegular(file).replaceAll('\r\n', '\n'));
  }

  override parseDocument(source: Source, isRoot = false): Document {
    const document = parsed(source) ?? super.parseDocument(source, isRoot);
    new Measure().of(document.parsed);
    return document;
  }

  /** A document that was named, or one that lies on the same host as one that was. */
  private async fetched(url: string): Promise<Fetched> {
    if (![...this.given].some((one) => isUrl(one) && isSameOrigin(one, url)))
      throw new Refusal('lies on another host', 'download both, and refer to the copy');
    if (++this.count > MOST_DOCUMENTS)
      throw new Refusal(`is one of more than ${MOST_DOCUMENTS} documents`, 'download them and name the copy');
    return fetchDocument(url);
  }

  /** Where a file says it is, before anything is looked at, and where it really is. */
  private confine(file: string): void {
    if (this.holds(file) && this.holds(realOf(file))) return;
    const [root = ''] = this.roots;
    throw new Refusal(
      `lies outside of ${relative(process.cwd(), root) || root}`,
      'copy it there, or allow its folder with --root',
    );
  }

  private holds(file: string): boolean {
    return this.roots.some((root) => file.startsWith(root.endsWith(sep) ? root : root + sep));
  }
}

/** The path with every link followed; of what is not there, that of its folder. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : resolve(realOf(parent), relative(parent, path));
  }
}

/** A pipe would keep us waiting and a device never end, so that a file is opened without waiting and looked at first. */
function readRegular(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const facts = fstatSync(descriptor);
    if (!facts.isFile()) throw new Refusal('is no regular file', 'name a file');
    if (facts.size > MOST_BYTES) {
      const size = Math.ceil(facts.size / 1024 / 1024);
      throw new Refusal(
        `has ${size} MB, and at most ${MOST_BYTES / 1024 / 1024} MB are read`,
        'split it into files that refer to each other',
      );
    }
    const buffer = Buffer.allocUnsafe(facts.size + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (length > facts.size) throw new Refusal('grows while it is read', 'try again once it is written');
    return buffer.toString('utf8', 0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** A large JSON document, which the parser of YAML takes ten times as long for. */
function parsed(source: Source): Document | undefined {
  if (source.body.length < 1_000_000 || !source.absoluteRef.endsWith('.json')) return undefined;
  try {
    return { source, parsed: JSON.parse(source.body) };
  } catch {
    // Node quotes the text around the mistake; the other parser says where it is.
    if (source.body.length > 8_000_000) throw new Refusal('is not valid JSON', 'mend its syntax');
    return undefined;
  }
}

interface Size {
  /** Values that it unfolds to, itself among them. */
  values: number;
  levels: number;
}
const SCALAR: Size = { values: 1, levels: 0 };

/** Walks what was parsed, each value once however many aliases lead to it. */
class Measure {
  private readonly seen = new Map<object, Size>();
  private written = 0;

  of(value: unknown, level = 0): Size {
    const object = typeof value === 'object' && value !== null ? value : undefined;
    const known = object && this.seen.get(object);
    if (level + (known?.levels ?? 0) > MOST_LEVELS)
      throw new Refusal(
        `is nested more than ${MOST_LEVELS} levels deep, or holds itself`,
        'name its parts and refer to them',
      );
    if (known) return known;
    this.written++;
    if (!object) return SCALAR;
    if (Object.hasOwn(object, '__proto__'))
      throw new Refusal('has a key that is called __proto__', 'call it otherwise');
    const size = { values: 1, levels: 1 };
    for (const child of Object.values(object)) {
      const inner = this.of(child, level + 1);
      size.values += inner.values;
      size.levels = Math.max(size.levels, inner.levels + 1);
    }
    if (size.values - this.written > MOST_REPEATED)
      throw new Refusal(
        `unfolds to over ${MOST_REPEATED} values more than it has, by its aliases`,
        'write fewer of them',
      );
    this.seen.set(object, size);
    return size;
  }
}
