import type { Document, Source } from '@redocly/openapi-core';
import { Reader } from '../../load/reader.js';

/** What files say, parsed, by their text: the two sides of a comparison have most of it in common. */
export type Parsed = Map<string, unknown>;

/** A reader that parses a text once, wherever it stands. */
export class SharingReader extends Reader {
  constructor(
    roots: string[],
    private readonly parsed: Parsed,
  ) {
    super(roots);
  }

  override parseDocument(source: Source, isRoot = false): Document {
    const known = this.parsed.get(source.body);
    if (known !== undefined) return { source, parsed: known };
    const document = super.parseDocument(source, isRoot);
    this.parsed.set(source.body, document.parsed);
    return document;
  }
}
