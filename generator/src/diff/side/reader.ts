import { type Document, Reader } from '../../load/reader.js';
import type { Skipped } from './common.js';

/** What files say, parsed, by their text: the two sides of a comparison have most of it in common. */
export type Parsed = Map<string, unknown>;

/** A reader that parses a text once, wherever it stands. */
export class SharingReader extends Reader {
  constructor(
    roots: string[],
    private readonly values: Parsed,
    private readonly skipped?: Skipped,
  ) {
    super(roots);
  }

  protected override async textOf(asked: string): Promise<Omit<Document, 'value'>> {
    const { file, text } = await super.textOf(asked);
    const lines = this.skipped?.lines.get(file);
    if (!lines?.size) return { file, text };
    // An empty line in the place of each, so that the others keep their numbers.
    const kept = text.split('\n').map((line, index) => (lines.has(index) ? '' : line));
    return { file, text: kept.join('\n') };
  }

  protected override async valueOf(text: string, file: string): Promise<unknown> {
    if (this.skipped?.files.has(file)) return {};
    const known = this.values.get(text);
    if (known !== undefined) return known;
    const value = await super.valueOf(text, file);
    this.values.set(text, value);
    return value;
  }
}
