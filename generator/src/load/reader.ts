import { basename, dirname, join, relative, resolve } from 'node:path';
import { contentDigest } from '../digest.js';
import { Stamps } from '../stamps.js';
import { SpecError } from './diagnostic.js';
import { type Content, contentOf, isIn, isLink, namesIn, realPath } from './disk.js';
import type { Json } from './json.js';
import { parse } from './parse.js';
import { type Reference, referencesIn, refsIn } from './refs.js';
import { Refusal } from './refusal.js';
import { type Fetched, fetchDocument, isSameOrigin, isUrl } from './remote.js';

/** How many documents are fetched for one that is named by a URL. */
const MOST_DOCUMENTS = 1000;

/** What a text says. */
export interface Parsed {
  value: unknown;
  /** Its references and where they stand, in their order. */
  references: readonly Reference[];
  /** Whether it has references that only the rules follow: in data, or below an `x-` key. */
  hidesReferences: boolean;
}

/** Knows what the text that a key stands for says, or has it parsed. */
export type Parsing = (key: string, parse: () => Promise<Parsed>) => Promise<Parsed>;

/** A file that was read. */
export interface Document {
  /** Its path, or the URL that the one asked for led to. */
  file: string;
  text: string;
  value: unknown;
}

/** The same, and what was found out about it. */
export interface ReadDocument extends Document, Parsed {
  /** Of its bytes, and of where it lies if that is somewhere else. */
  digest: string;
}

/** A text and where it is from. */
export interface Given extends Content {
  file: string;
}

/**
 * Reads files for the loader and for Redocly's rules: regular ones of a bounded size, below folders that the caller named,
 * whose contents unfold to a tree of a bounded size. A file is read once, however often it is needed.
 */
export class Reader {
  private readonly documents = new Map<string, Promise<ReadDocument>>();
  private readonly given = new Set<string>();
  /** Where folders really are. */
  private readonly folders = new Map<string, string>();
  private count = 0;
  private readonly roots: string[];
  private readonly parsed: Parsing;
  private readonly stamps: Stamps;

  /**
   * @param roots - folders that files may be read from, links followed; a document given by name may lie elsewhere
   * @param known - what need not be read and parsed again
   */
  constructor(roots: string[], known: { parsed?: Parsing; stamps?: Stamps } = {}) {
    this.parsed = known.parsed ?? ((_, parse) => parse());
    this.stamps = known.stamps ?? Stamps.open();
    this.roots = [...new Set(roots.map((root) => resolve(root)).flatMap((root) => [root, realPath(root)]))];
  }

  /** @throws a Refusal, a SyntaxProblem, or what the file system has to say */
  read(file: string): Promise<ReadDocument> {
    const document = this.documents.get(file) ?? this.document(file);
    this.documents.set(file, document);
    return document;
  }

  /** Takes a document that the caller named. */
  take(file: string): void {
    this.given.add(file);
  }

  private async document(asked: string): Promise<ReadDocument> {
    const given = await this.contentOf(asked);
    const { file, digest } = given;
    const key = file.endsWith('.json') ? `${digest} as JSON` : digest; // the same text says more or less as YAML
    const parsed = await this.parsed(key, () => this.parse(given));
    return {
      ...{ file, digest, ...parsed },
      get text() {
        return textOf(given);
      },
    };
  }

  protected async contentOf(file: string): Promise<Given> {
    if (isUrl(file)) {
      const { url, text } = await this.fetched(file);
      this.take(url); // where it has moved to is where it reads on
      return { file: url, digest: contentDigest(text), text: text.replaceAll('\r\n', '\n') };
    }
    if (!this.given.has(file)) this.confine(file);
    const content = this.contentAt(file);
    return {
      ...{ file, digest: content.digest },
      get text() {
        return content.text.replaceAll('\r\n', '\n');
      },
    };
  }

  /** @throws a Refusal, or what the file system has to say */
  protected contentAt(file: string): Content {
    return contentOf(file, this.stamps);
  }

  /** Where a path leads that stands in a file. */
  pathFrom(file: string, path: string): string {
    return resolve(dirname(file), path);
  }

  /** The names in a folder, in order. @throws what the file system has to say */
  namesIn(folder: string): string[] {
    return namesIn(folder);
  }

  protected async parse({ file, text }: Given): Promise<Parsed> {
    const value = (await parse(text, file)) as Json;
    const references = referencesIn(value);
    // A text that does not say it more often needs no second walk.
    const isMore = (count: number) => count > references.length;
    return { value, references, hidesReferences: isMore(text.split('$ref').length - 1) && isMore(refsIn(value)) };
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
  protected confine(file: string): void {
    if (this.holds(file) && this.holds(this.realPath(file))) return;
    const [root = ''] = this.roots;
    throw new Refusal(
      `lies outside of ${relative(process.cwd(), root) || root}`,
      'copy it there, or allow its folder with --root',
    );
  }

  /** Where it lies, links followed. */
  protected realPath(file: string): string {
    if (isLink(file)) return realPath(file);
    const folder = dirname(file);
    const real = this.folders.get(folder) ?? realPath(folder);
    this.folders.set(folder, real);
    return real === folder ? file : join(real, basename(file));
  }

  private holds(file: string): boolean {
    return this.roots.some((root) => isIn(root, file));
  }
}

/** The text for whoever looks for a place in it. @throws SpecError where it is another by now than what was parsed */
function textOf(given: Given): string {
  try {
    return given.text;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, fix } = error;
    throw new SpecError([{ file: given.file, line: 1, column: 1, message, fix, severity: 'error' }]);
  }
}
