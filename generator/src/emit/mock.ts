import { isObject, type Json } from '../load/json.js';
import type { Api, Operation } from '../model/types.js';
import type { Profile } from '../profiles/index.js';
import { type EmittedFile, header } from './files.js';
import { lean, withUsed } from './lean.js';
import { emitPlainMock } from './plain-mock.js';
import { jsonInTemplate } from './print/quote/index.js';

/** `mock.ts`: what a mock needs of each call: route, schemas, examples. Prose is left out. */
export function emitMock(api: Api): EmittedFile {
  if (api.profile.routes === 'list') return emitPlainMock(api);
  const schemas = Object.fromEntries([...api.schemas].map(([name, schema]) => [name, lean(schema.json)]));
  const aliases = api.aliases.map(({ path, use }) => ({ path, use }));
  const operations = api.operations.map((operation) => rowOf(operation, api.profile));
  const data = {
    api: api.name,
    schemas: withUsed(schemas, saidBy(api)),
    operations,
    ...(aliases.length && { aliases }),
  };
  const json = jsonInTemplate(data);
  const text = `${header(api.source)}import type { MockData } from '@bitget-spec/contract';

export type { MockData };

// Text, not an object literal: engines read JSON faster than code, and the type checker skips it.
export const mock = JSON.parse(\`${json}\`) as MockData;
`;
  return { path: 'src/mock.ts', text };
}

function rowOf(o: Operation, { result }: Profile) {
  const query = o.request.parameters.filter((parameter) => parameter.in === 'query');
  const required = query.filter((parameter) => parameter.required).map(({ name }) => name);
  const properties = Object.fromEntries(query.map(({ name, schema }) => [name, lean(schema.json)]));
  const example = result === 'data' && o.response.schema ? dataOf(o.response.example as Json) : o.response.example;
  return {
    id: o.id,
    key: o.key,
    method: o.method.toUpperCase(),
    path: o.path,
    signed: o.signed,
    account: o.account,
    effect: o.effect,
    permission: o.permission,
    limits: o.limits ?? [],
    ...(o.orderId && { orderId: o.orderId }),
    ...(o.paging && { paging: o.paging }),
    errors: o.errors,
    fidelity: o.fidelity,
    ...(query.length && { query: { type: 'object', properties, ...(required.length && { required }) } }),
    ...(o.request.body?.kind === 'json' && { body: lean(o.request.body.schema.json) }),
    response: lean(o.response.schema?.json ?? { type: 'null' }),
    ...(o.request.example !== undefined && { request: o.request.example }),
    ...(example !== undefined && { example }),
  };
}

const dataOf = (example: Json): Json =>
  isObject(example) && 'code' in example && 'data' in example ? (example.data ?? null) : example;

/** What a request or a response says, where named schemas may be used. */
const saidBy = (api: Api) =>
  api.operations.map(({ request, response }) => [
    request.schema?.json ?? null,
    request.body?.kind === 'json' ? request.body.schema.json : null,
    response.schema?.json ?? null,
  ]);
