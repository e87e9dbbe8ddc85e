import type { MockRequest } from '../types.js';
import { Refusal, refuse } from './errors.js';
import { parseQuery } from './query.js';
import type { Route } from './router.js';
import { isRecord } from './schema.js';

/** What a request asks for, as the exchange reads it. */
export interface Parameters {
  /** Query and body in one object, or the list that the body is. */
  request: unknown;
  /** Query and body fields in one object. */
  fields: Readonly<Record<string, unknown>>;
  /** Entries of a batch; none if the request is not one. */
  batch: readonly Readonly<Record<string, unknown>>[];
}

/** Reads and checks query and body. */
export function readParameters(request: MockRequest, query: string, route: Route): Parameters | Refusal {
  const { operation } = route;
  const fields = parseQuery(query);
  const wrong = route.validate('query')?.(fields);
  if (wrong !== undefined) return refuse('400171', { about: wrong });
  if (operation.method === 'GET') return { request: fields, fields, batch: [] };
  const body = readBody(request);
  if (body instanceof Refusal) return body;
  const unfit = route.validate('body')?.(body);
  if (unfit !== undefined) return refuse('400171', { about: unfit });
  const all = isRecord(body) ? { ...fields, ...body } : fields;
  return { request: Array.isArray(body) ? body : all, fields: all, batch: batchOf(body) };
}

function readBody({ body, headers }: MockRequest): unknown {
  const type = headers['content-type'];
  if (body !== '' && type !== undefined && !/^application\/json\b/i.test(type)) return refuse('40007');
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    // `null` says the same as leaving the field out.
    return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)) : value;
  } catch {
    return refuse('40020', { about: 'body' });
  }
}

function batchOf(body: unknown): Record<string, unknown>[] {
  if (Array.isArray(body)) return body.filter(isRecord);
  if (!isRecord(body)) return [];
  const lists = Object.values(body).filter(Array.isArray);
  return lists.length === 1 ? (lists[0] ?? []).filter(isRecord) : [];
}
