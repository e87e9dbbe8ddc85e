import { relative, resolve, sep } from 'node:path';
import { readText, realPath } from './disk.js';
import { parse } from './parse.js';
import { Refusal } from './refusal.js';
import { type Fetched, fetchDocument, isSameOrigin, isUrl } from './remote.js';

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
    this.roots = [...new Set(roots.map((root) => resolve(root)).flatMap((root) => [root, realPath(root)]))];
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
    return { file, text: readText(file).replaceAll('\r\n', '\n') };
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
    if (this.holds(file) && this.holds(realPath(file))) return;
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
