import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { parse } from './parse.js';
import { Refusal } from './refusal.js';
import { type Fetched, fetchDocument, isSameOrigin, isUrl } from './remote.js';

/** The largest file that is read, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** How many documents are fetched for one that is named by a URL. */
const MOST_DOCUMENTS = 1000;

/** Knows what a text says, or has it parsed. */
export type Parsing = (text: string, parse: () => Promise<unknown>) => Promise<unknown>;

/** A file that was read. */
export interface Document {
  /** Its path, or the URL that the one asked for led to. */
  file: string;
  text: string;
  value: unknown;
}

/**
 * Reads files for the loader and for Redocly's rules: regular ones of a bounded size, below folders that the caller named,
 * whose contents unfold to a tree of a bounded size. A file is read once, however often it is needed.
 */
export class Reader {
  private readonly documents = new Map<string, Promise<Document>>();
  private readonly given = new Set<string>();
  private count = 0;
  private readonly roots: string[];

  /**
   * @param roots - folders that files may be read from, links followed; a document given by name may lie elsewhere
   * @param parsed - knows what texts say, or has them parsed
   */
  constructor(
    roots: string[],
    private readonly parsed?: Parsing,
  ) {
    this.roots = [...new Set(roots.map((root) => resolve(root)).flatMap((root) => [root, realOf(root)]))];
  }

  /** @throws a Refusal, a SyntaxProblem, or what the file system has to say */
  read(file: string): Promise<Document> {
    const document = this.documents.get(file) ?? this.document(file);
    this.documents.set(file, document);
    return document;
  }

  /** Takes a document that the caller named. */
  take(file: string): void {
    this.given.add(file);
  }

  private async document(asked: string): Promise<Document> {
    const { file, text } = await this.textOf(asked);
    return { file, text, value: await this.valueOf(text, file) };
  }

  protected async textOf(file: string): Promise<Omit<Document, 'value'>> {
    if (isUrl(file)) {
      const { url, text } = await this.fetched(file);
      this.take(url); // where it has moved to is where it reads on
      return { file: url, text: text.replaceAll('\r\n', '\n') };
    }
    if (!this.given.has(file)) this.confine(file);
    return { file, text: readRegular(file).replaceAll('\r\n', '\n') };
  }

  protected valueOf(text: string, file: string): Promise<unknown> {
    return this.parsed ? this.parsed(text, () => parse(text, file)) : parse(text, file);
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
