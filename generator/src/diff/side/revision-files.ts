import { basename, dirname, join } from 'node:path';
import type { Files } from './files.js';

/** Where the text of a file stands among the bytes of all. */
export interface Span {
  start: number;
  end: number;
  /** The id of the blob, a digest of the text. */
  blob: string;
}

/** The files of a revision, which are read and nowhere written. */
export class RevisionFiles implements Files {
  private readonly folders = new Map<string, Set<string>>();
  private readonly texts = new Map<string, string>();

  /**
   * @param top - what all of them seem to lie below
   * @param spans - by path
   */
  constructor(
    readonly top: string,
    private readonly spans: ReadonlyMap<string, Span>,
    private readonly bytes: Buffer,
  ) {
    for (const path of spans.keys()) this.list(path);
  }

  /** Puts a path into the list of its folder, and that into the one above. */
  private list(path: string): void {
    const folder = dirname(path);
    const names = this.folders.get(folder);
    if (names) {
      names.add(basename(path));
      return;
    }
    this.folders.set(folder, new Set([basename(path)]));
    if (folder !== dirname(folder)) this.list(folder);
  }

  isFile(path: string): boolean {
    return this.spans.has(path);
  }

  names(folder: string): string[] {
    return [...(this.folders.get(folder) ?? [])].sort();
  }

  below(folder: string): string[] {
    const start = join(folder, '/');
    return [...this.spans.keys()].filter((path) => path.startsWith(start));
  }

  /** In bytes. */
  size(path: string): number {
    const { start, end } = this.spanOf(path);
    return end - start;
  }

  digest(path: string): string {
    return this.spanOf(path).blob;
  }

  text(path: string): string {
    const known = this.texts.get(path);
    if (known !== undefined) return known;
    const { start, end } = this.spanOf(path);
    const text = this.bytes.toString('utf8', start, end);
    this.texts.set(path, text);
    return text;
  }

  private spanOf(path: string): Span {
    const span = this.spans.get(path);
    if (!span) throw new Error(`[bitget-spec] no file of the revision: ${path}`);
    return span;
  }
}
