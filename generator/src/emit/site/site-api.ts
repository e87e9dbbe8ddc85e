import type { ErrorEntry } from '@bitget-spec/contract';
import { nodesOf } from '../../model/schema/walk.js';
import type { Api, Operation } from '../../model/types.js';
import { type ApiQuality, qualityOf } from '../../report/quality.js';
import { ApiPages } from '../docs/api-pages.js';
import { type SharedName, sharedNames } from './shared-names.js';

/**
 * What the site says of one API, as plain data. It is kept between runs, so that an API that did not change need not be
 * read again for pages that are about all of them.
 */
export interface SiteApi extends Pick<Api, 'name' | 'title' | 'description' | 'aliases' | 'moves' | 'retired' | 'releases'> {
  operations: SiteOperation[];
  /** Channels of its sockets, and where their pages stand. */
  channels: { id: string; page: string }[];
  /** The catalogue of business codes. */
  errors?: [code: string, error: ErrorEntry][];
  sharedNames: SharedName[];
  quality: ApiQuality;
}

/** An operation, as the site lists it. */
export interface SiteOperation
  extends Pick<
    Operation,
    'key' | 'id' | 'method' | 'path' | 'summary' | 'file' | 'tags' | 'limits' | 'errors' | 'deprecated'
  > {
  /** Its page below the folder of the API, `trade/place-order.md`. */
  page: string;
  /** Names of all fields that it takes and gives, in alphabetical order. */
  fields: string[];
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
  };
}

function siteOperation(operation: Operation, page: string): SiteOperation {
  const { key, id, method, path, summary, file, tags, limits, errors, deprecated } = operation;
  return {
    ...{ key, id, method, path, summary, file, tags, errors, deprecated, page },
    ...(limits && { limits }),
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
