import { type Given, type Parsed, Reader } from '../../load/reader.js';
import type { Skipped } from './common.js';

/** What files say, by their text: the two sides of a comparison have most of it in common. */
export type Known = Map<string, Parsed>;

/** A reader that parses a text once, wherever it stands. */
export class SharingReader extends Reader {
  constructor(
    roots: string[],
    private readonly known: Known,
    private readonly skipped?: Skipped,
  ) {
    super(roots);
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
