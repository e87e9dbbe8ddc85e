import type { ErrorEntry } from '@bitget-spec/contract';
import type { JsonObject } from '../../load/json.js';
import type { Reading } from '../../model/component-names.js';
import { nodesOf } from '../../model/schema/walk.js';
import type { Api, Operation } from '../../model/types.js';
import { type ApiQuality, qualityOf } from '../../report/quality.js';
import { ApiPages } from '../docs/api-pages.js';
import { type SharedName, sharedNames } from './shared-names.js';

/**
 * What the site says of one API, as plain data. It is kept between runs, so that an API that did not change need not be
 * read again for pages that are about all of them.
 */
export interface SiteApi
  extends Pick<Api, 'name' | 'title' | 'description' | 'aliases' | 'moves' | 'retired' | 'releases'> {
  operations: SiteOperation[];
  /** Channels of its sockets, and where their pages stand. */
  channels: { id: string; page: string }[];
  /** The catalogue of business codes. */
  errors?: [code: string, error: ErrorEntry][];
  sharedNames: SharedName[];
  quality: ApiQuality;
  /** Components as JSON Schema, and how each is read. */
  schemas: [name: string, schema: JsonObject][];
  readings: [name: string, reading: Reading][];
}

/** An operation, as the site lists it. */
export interface SiteOperation
  extends Pick<
    Operation,
    | 'key'
    | 'id'
    | 'method'
    | 'path'
    | 'summary'
    | 'file'
    | 'tags'
    | 'limits'
    | 'paging'
    | 'errors'
    | 'deprecated'
    | 'typeName'
  > {
  /** Its page below the folder of the API, `trade/place-order.md`. */
  page: string;
  /** Names of all fields that it takes and gives, in alphabetical order. */
  fields: string[];
  /** Whether it takes anything, and what it takes and returns as JSON Schema. */
  takes: boolean;
  request?: JsonObject;
  response?: JsonObject;
  /** Where the type of the response depends on a field of the request: the word that an absent one stands for. */
  narrow?: string;
}

export function siteApi(api: Api): SiteApi {
  const { name, title, description, aliases, moves, retired, releases, errors, sockets } = api;
  const pages = new ApiPages(api);
  return {
    ...{ name, title, description, aliases, moves, releases },
    ...(retired && { retired }),
    ...(errors && { errors: [...errors] }),
    operations: api.operations.map((operation) => siteOperation(operation, pages.page(operation))),
    channels: (sockets?.channels ?? []).map((channel) => ({ id: channel.id, page: pages.channel(channel) })),
    sharedNames: sharedNames(api),
    quality: qualityOf(api),
    schemas: [...api.schemas].map(([name, { json }]) => [name, json]),
    readings: [...api.readings],
  };
}

function siteOperation(operation: Operation, page: string): SiteOperation {
  const { key, id, method, path, summary, file, tags, limits, paging, errors, deprecated, typeName, nullWhen } =
    operation;
  const { request, response } = operation;
  return {
    ...{ key, id, method, path, summary, file, tags, errors, deprecated, typeName, page },
    takes: request.typeName !== undefined,
    ...(request.schema && { request: request.schema.json }),
    ...(response.schema && { response: response.schema.json }),
    ...(nullWhen && { narrow: nullWhen.leftOut }),
    ...(limits && { limits }),
    ...(paging && { paging }),
    fields: fieldNames(operation),
  };
}

function fieldNames({ request, response }: Operation): string[] {
  const schemas = [request.schema, response.schema].filter((schema) => schema !== undefined);
  const names = schemas.flatMap((schema) => [...nodesOf(schema).values()].flatMap(({ keys }) => keys.slice(-1)));
  return [...new Set(names)]
    .filter((name) => typeof name === 'string')
    .filter((name) => name !== '*')
    .sort();
}
