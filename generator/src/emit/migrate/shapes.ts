import type { Paging } from '@bitget-spec/contract';
import type { JsonObject } from '../../load/json.js';
import type { Schema } from '../../model/schema/kinds.js';
import { SchemaReader } from '../../model/schema/read.js';
import type { Entry } from '../site/atlas.js';
import type { SiteApi } from '../site/site-api.js';

/** What an operation takes and returns, and how its pages are walked. */
export interface Shapes {
  request: Schema | undefined;
  response: Schema | undefined;
  paging: Paging | undefined;
}

/** Reads them from what the site keeps of an API. */
export class ShapeReader {
  private readonly readers = new Map<SiteApi, SchemaReader>();

  shapesOf({ api, operation: { request, response, paging } }: Entry): Shapes {
    const reader = this.readerOf(api);
    const read = (text: string | undefined) => (text === undefined ? undefined : reader.read(schemaOf(text)));
    return { request: read(request), response: read(response), paging };
  }

  private readerOf(api: SiteApi): SchemaReader {
    const known = this.readers.get(api);
    if (known) return known;
    const schemas = new Map(api.schemas.map(([name, text]) => [name, schemaOf(text)]));
    const reader = new SchemaReader({ schemas, readings: new Map(api.readings), locations: new Map() });
    this.readers.set(api, reader);
    return reader;
  }
}

const schemaOf = (text: string): JsonObject => JSON.parse(text);
