import { type Document, Source } from '@redocly/openapi-core';
import { Reader } from '../../load/reader.js';
import type { Skipped } from './common.js';

/** What files say, parsed, by their text: the two sides of a comparison have most of it in common. */
export type Parsed = Map<string, unknown>;

/** A reader that parses a text once, wherever it stands. */
export class SharingReader extends Reader {
  constructor(
    roots: string[],
    private readonly parsed: Parsed,
    private readonly skipped?: Skipped,
  ) {
    super(roots);
  }

  override async loadExternalRef(file: string): Promise<Source> {
    const source = await super.loadExternalRef(file);
    const lines = this.skipped?.lines.get(file);
    if (!lines?.size) return source;
    // An empty line in the place of each, so that the others keep their numbers.
    const kept = source.body.split('\n').map((line) => (lines.has(line) ? '' : line));
    return new Source(file, kept.join('\n'));
  }

  override parseDocument(source: Source, isRoot = false): Document {
    if (this.skipped?.files.has(source.absoluteRef)) return { source, parsed: {} };
    const known = this.parsed.get(source.body);
    if (known !== undefined) return { source, parsed: known };
    const document = super.parseDocument(source, isRoot);
    this.parsed.set(source.body, document.parsed);
    return document;
  }
}
