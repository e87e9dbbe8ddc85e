import { isAbsolute, normalize, relative, sep } from 'node:path';
import { type Content, checkSize, isIn } from '../../load/disk.js';
import { type Given, type Parsed, Reader } from '../../load/reader.js';
import { Refusal } from '../../load/refusal.js';
import type { Skipped } from './common.js';
import type { RevisionFiles } from './revision-files.js';

/** What files say, by their text: the two sides of a comparison have most of it in common. */
export type Known = Map<string, Parsed>;

/** A reader that parses a text once, wherever it stands, and reads the files of a revision where there is one. */
export class SharingReader extends Reader {
  constructor(
    roots: string[],
    private readonly known: Known,
    private readonly revision?: RevisionFiles,
    private readonly skipped?: Skipped,
  ) {
    super(roots);
  }

  /** The revision that a file is one of, if it is. */
  private revisionOf(file: string): RevisionFiles | undefined {
    return this.revision && isIn(this.revision.top, file) ? this.revision : undefined;
  }

  protected override contentAt(file: string): Content {
    const revision = this.revisionOf(file);
    if (!revision) return super.contentAt(file);
    if (revision.isFile(file)) {
      checkSize(revision.size(file));
      return { text: revision.text(file), digest: revision.digest(file) };
    }
    if (revision.names(file).length) throw new Refusal('is no regular file', 'name a file');
    throw missing(file);
  }

  /**
   * What leaves a revision would lead to files that lie here, beside the working directory: it keeps its `..`, which no other path
   * has, and is refused.
   */
  override pathFrom(file: string, path: string): string {
    const place = super.pathFrom(file, path);
    const revision = isAbsolute(path) ? undefined : this.revisionOf(file);
    return !revision || isIn(revision.top, place) ? place : `${revision.top}${sep}${relative(revision.top, place)}`;
  }

  protected override confine(file: string): void {
    if (this.revision && normalize(file) !== file)
      throw new Refusal(
        `lies outside of ${relative(process.cwd(), this.revision.top)}`,
        'commit it inside of the repository, and refer to it there',
      );
    super.confine(file);
  }

  override namesIn(folder: string): string[] {
    const revision = this.revisionOf(folder);
    const names = revision?.names(folder) ?? [];
    if (names.length) return names;
    if (this.revision) this.confine(folder);
    if (revision) throw missing(folder);
    return super.namesIn(folder);
  }

  protected override realPath(file: string): string {
    return this.revisionOf(file) ? file : super.realPath(file);
  }

  protected override async contentOf(asked: string): Promise<Given> {
    const given = await super.contentOf(asked);
    const lines = this.skipped?.lines.get(given.file);
    if (!lines?.size) return given;
    // An empty line in the place of each, so that the others keep their numbers.
    const kept = given.text.split('\n').map((line, index) => (lines.has(index) ? '' : line));
    return { ...given, text: kept.join('\n') };
  }

  protected override async parse(given: Given): Promise<Parsed> {
    if (this.skipped?.files.has(given.file)) return { value: {}, references: [], hidesReferences: false };
    const known = this.known.get(given.text) ?? (await super.parse(given));
    this.known.set(given.text, known);
    return known;
  }
}

/** As the file system says it. */
const missing = (path: string): Error =>
  Object.assign(new Error(`ENOENT: no such file or directory, open '${path}'`), { code: 'ENOENT' });
