import type { ErrorEntry } from '@bitget-spec/contract';
import { digest } from '../../digest.js';
import { isObject, type Json, type JsonObject } from '../../load/json.js';
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
  /** Components as JSON Schema without its prose, and how each is read. */
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
  /** Whether it takes anything, and what it takes and returns as JSON Schema without its prose. */
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
    schemas: [...api.schemas].map(([name, { json }]) => [name, withoutProse(json)]),
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
    ...(request.schema && { request: withoutProse(request.schema.json) }),
    ...(response.schema && { response: withoutProse(response.schema.json) }),
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

/** Keys of a schema that no page and no move reads from it: other words are no other schema. */
const PROSE = new Set(['title', 'description', 'example', 'examples', 'externalDocs', 'x-source']);
const HOLD_NAMES = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
const DATA = new Set(['enum', 'const', 'default']);

function withoutProse(schema: JsonObject): JsonObject {
  const bare = (value: Json, key = '', names = false): Json => {
    if (DATA.has(key)) return value;
    if (Array.isArray(value)) return value.map((item) => bare(item));
    if (!isObject(value)) return value;
    const entries = Object.entries(value).filter(([name]) => names || !PROSE.has(name));
    return Object.fromEntries(
      entries.map(([name, child]) => [name, bare(child, names ? '' : name, !names && HOLD_NAMES.has(name))]),
    );
  };
  const entries = Object.entries(schema).filter(([name]) => !PROSE.has(name));
  return Object.fromEntries(entries.map(([name, child]) => [name, bare(child, name, HOLD_NAMES.has(name))]));
}

/** With digests of all of it, and of what the pages read: all but the schemas. */
export function digestedSite(api: SiteApi) {
  const { operations, schemas, readings, ...others } = api;
  const said = operations.map(({ request: _request, response: _response, ...operation }) => operation);
  const pages = digest(JSON.stringify([others, said]));
  return {
    digest: digest(
      pages,
      JSON.stringify([operations.map(({ request, response }) => [request, response]), schemas, readings]),
    ),
    pages,
    api,
  };
}

/** Where nothing is kept from run to run nobody compares digests. */
export const undigestedSite = (api: SiteApi) => ({ digest: '', pages: '', api });
