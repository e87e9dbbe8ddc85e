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
  const all = isRecord(body) ? (query === '' ? body : { ...fields, ...body }) : fields;
  return { request: Array.isArray(body) ? body : all, fields: all, batch: batchOf(body) };
}

function readBody({ body, headers }: MockRequest): unknown {
  const type = headers['content-type'];
  if (body !== '' && type !== undefined && !/^application\/json\b/i.test(type)) return refuse('40007');
  if (body === '') return {};
  try {
    return given(JSON.parse(body));
  } catch {
    return refuse('40020', { about: 'body' });
  }
}

/**
 * What was parsed, without its empty fields: `null` and `""` say the same as leaving one out. The exchange's own
 * examples send `"stopLossTriggerType": ""` and `"clientOid": ""`.
 */
function given(value: unknown): unknown {
  if (Array.isArray(value)) for (const entry of value) drop(entry);
  else drop(value);
  return value;
}

function drop(value: unknown): void {
  if (!isRecord(value)) return;
  for (const name in value) {
    const field = value[name];
    if (field === null || field === '') delete value[name];
    else if (Array.isArray(field)) for (const entry of field) drop(entry);
  }
}

function batchOf(body: unknown): Record<string, unknown>[] {
  if (Array.isArray(body)) return body.filter(isRecord);
  if (!isRecord(body)) return [];
  const lists = Object.values(body).filter(Array.isArray);
  return lists.length === 1 ? (lists[0] ?? []).filter(isRecord) : [];
}
