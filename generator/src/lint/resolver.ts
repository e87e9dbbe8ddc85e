import type { Document, Source as RedoclySource } from '@redocly/openapi-core';
import { SyntaxProblem } from '../load/parse.js';
import type { Source } from '../load/source.js';
import { redocly } from '../redocly.js';

const { BaseResolver, Source: Text } = redocly<'BaseResolver' | 'Source'>('resolve.js');
const { YamlParseError } = redocly<'YamlParseError'>('errors/yaml-parse-error.js');

/** Gives Redocly the files of a description as the loader has read them, and reads others under the same terms. */
export class Resolver extends BaseResolver {
  private readonly values = new WeakMap<RedoclySource, unknown>();

  constructor(private readonly source: Source) {
    super();
  }

  override async loadExternalRef(asked: string): Promise<RedoclySource> {
    const { file, text, value } = this.source.documentOf(asked) ?? (await this.read(asked));
    const source = new Text(file, text);
    this.values.set(source, value);
    return source;
  }

  override parseDocument(source: RedoclySource): Document {
    return { source, parsed: this.values.get(source) };
  }

  private async read(file: string) {
    try {
      return await this.source.reader.read(file);
    } catch (error) {
      throw error instanceof SyntaxProblem ? new YamlParseError(error.cause, new Text(file, '')) : error;
    }
  }
}
