import type { Paging } from '@bitget-spec/contract';
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
    return { request: request && reader.read(request), response: response && reader.read(response), paging };
  }

  private readerOf(api: SiteApi): SchemaReader {
    const known = this.readers.get(api);
    if (known) return known;
    const [schemas, readings] = [new Map(api.schemas), new Map(api.readings)];
    const reader = new SchemaReader({ schemas, readings, locations: new Map() });
    this.readers.set(api, reader);
    return reader;
  }
}
