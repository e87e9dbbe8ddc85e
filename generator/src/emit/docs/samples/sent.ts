import { isObject, type Json, type JsonObject } from '../../../load/json.js';
import { urlOf } from '../../../model/servers.js';
import type { Api, Operation } from '../../../model/types.js';
import { inAddress } from '../../print/quote/index.js';
import { sampleValue } from './sample-value.js';

/** The example request of a call: as a caller passes it, and as it goes over the wire. */
export interface Sent {
  method: string;
  host: string;
  path: string;
  /** What the generated client is given; undefined where nothing need be. */
  argument?: Json;
  /** Name and value, not encoded, in ascending order of the names, the order that is signed. */
  query: [string, string][];
  headers: [string, string][];
  body?: Json;
}

export function sentBy({ request, method, path, server }: Operation, api: Api): Sent {
  const argument = request.example ?? (request.schema && !request.optional ? sampleValue(request.schema) : undefined);
  const given = isObject(argument) ? argument : {};
  const values = (place: string) =>
    request.parameters
      .filter(({ in: where, argument: name }) => where === place && given[name] !== undefined && given[name] !== null)
      .map(({ name, argument }): [string, string] => [name, plain(given[argument] ?? '')]);
  const body = request.body && bodyOf(argument, request);
  const filled = values('path').reduce((text, [name, value]) => text.replace(`{${name}}`, inAddress(value)), path);
  return {
    method: method.toUpperCase(),
    host: hostOf(server ? urlOf(server) : (api.servers[0] ?? '')),
    path: filled,
    ...(argument !== undefined && { argument }),
    query: values('query').sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    headers: values('header'),
    ...(body !== undefined && { body }),
  };
}

/** The server without its last slash; a description that lies on nobody's server names a path alone. */
export const hostOf = (url: string): string =>
  (/^https?:/.test(url) ? url : `https://example.com${url}`).replace(/\/$/, '');

const plain = (value: Json): string =>
  Array.isArray(value) ? value.map(plain).join(',') : isObject(value) ? JSON.stringify(value) : String(value);

function bodyOf(argument: Json | undefined, { flat, parameters }: Operation['request']): Json | undefined {
  if (!flat) return isObject(argument) ? argument.body : undefined;
  if (!isObject(argument)) return argument;
  const names = new Set(parameters.map(({ argument }) => argument));
  const fields: JsonObject = Object.fromEntries(Object.entries(argument).filter(([name]) => !names.has(name)));
  return fields;
}

/** Escapes more than encodeURIComponent, as the client does, so that no shell or proxy is tempted to. */
export const encode = (text: string): string =>
  inAddress(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** The query as it is signed, `symbol=$AIUSDT`, or as it is sent, `symbol=%24AIUSDT`. */
export const queryText = (query: Sent['query'], as: (text: string) => string = String): string =>
  query.map(([name, value]) => `${as(name)}=${as(value)}`).join('&');
