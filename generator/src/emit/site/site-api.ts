import type { ErrorEntry } from '@bitget-spec/contract';
import { digest } from '../../digest.js';
import { exactJson, isObject, type Json } from '../../load/json.js';
import type { Reading } from '../../model/component-names.js';
import { NO_PIECES } from '../../model/pieces.js';
import type { Schema } from '../../model/schema/kinds.js';
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
  /** Components as JSON Schema without its prose, as text, and how each is read. */
  schemas: [name: string, schema: string][];
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
  /** Whether it takes anything, and what it takes and returns as JSON Schema without its prose, as text. */
  takes: boolean;
  request?: string;
  response?: string;
  /** Where the type of the response depends on a field of the request: the word that an absent one stands for. */
  narrow?: string;
}

export function siteApi(api: Api, pieces = NO_PIECES): SiteApi {
  const { name, title, description, aliases, moves, retired, releases, errors, sockets } = api;
  const pages = new ApiPages(api);
  return {
    ...{ name, title, description, aliases, moves, releases },
    ...(retired && { retired }),
    ...(errors && { errors: [...errors] }),
    operations: api.operations.map((operation) => ({
      ...pieces.of('site', operation, () => siteOperation(operation)),
      page: pages.page(operation),
    })),
    channels: (sockets?.channels ?? []).map((channel) => ({ id: channel.id, page: pages.channel(channel) })),
    sharedNames: sharedNames(api, pieces),
    quality: qualityOf(api, pieces),
    schemas: pieces.ofComponents('site', () => [...api.schemas].map(([name, schema]) => [name, withoutProse(schema)])),
    readings: [...api.readings],
  };
}

function siteOperation(operation: Operation): Omit<SiteOperation, 'page'> {
  const { key, id, method, path, summary, file, tags, limits, paging, errors, deprecated, typeName, nullWhen } =
    operation;
  const { request, response } = operation;
  return {
    ...{ key, id, method, path, summary, file, tags, errors, deprecated, typeName },
    takes: request.typeName !== undefined,
    ...(request.schema && { request: withoutProse(request.schema) }),
    ...(response.schema && { response: withoutProse(response.schema) }),
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

function withoutProse({ json: schema }: Schema): string {
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
  return JSON.stringify(
    Object.fromEntries(entries.map(([name, child]) => [name, bare(child, name, HOLD_NAMES.has(name))])),
  );
}

/** With digests of all of it, and of what the pages read: all but the schemas. */
export function digestedSite(api: SiteApi) {
  const { operations, schemas, readings, ...others } = api;
  const said = operations.map(({ request: _request, response: _response, ...operation }) => operation);
  const pages = digest(exactJson([others, said]));
  return {
    digest: digest(
      pages,
      ...operations.flatMap(({ request = '', response = '' }) => [request, response]),
      ...schemas.flat(),
      exactJson(readings),
    ),
    pages,
    api,
  };
}

/** Where nothing is kept from run to run nobody compares digests. */
export const undigestedSite = (api: SiteApi) => ({ digest: '', pages: '', api });
