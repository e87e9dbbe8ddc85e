import { isObject, type Json } from '../load/json.js';
import { NO_PIECES } from '../model/pieces.js';
import type { Api, Operation } from '../model/types.js';
import type { Profile } from '../profiles/index.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { lean, namesIn, withUsed } from './lean.js';
import { emitPlainMock } from './plain-mock.js';
import { JsonText, jsonInTemplate } from './print/quote/index.js';

/** `mock.ts`: what a mock needs of each call: route, schemas, examples. Prose is left out. */
export function emitMock(api: Api, pieces = NO_PIECES): EmittedFile {
  if (api.profile.routes === 'list') return emitPlainMock(api);
  const schemas = Object.fromEntries([...api.schemas].map(([name, schema]) => [name, lean(schema.json)]));
  const aliases = api.aliases.map(({ path, use }) => ({ path, use }));
  const rows = api.operations.map((operation) => pieces.of('mock', operation, () => rowOf(operation, api.profile)));
  const data = {
    api: api.name,
    schemas: withUsed(
      schemas,
      rows.flatMap(({ names }) => names),
    ),
    operations: rows.map(({ json }) => new JsonText(json)),
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

/** A call as JSON, and the names of schemas that it leads to. */
const rowOf = (operation: Operation, profile: Profile): { json: string; names: string[] } => ({
  json: JSON.stringify(dataOf(operation, profile)),
  names: namesIn(schemasOf(operation)),
});

function dataOf(o: Operation, { result }: Profile) {
  const query = o.request.parameters.filter((parameter) => parameter.in === 'query');
  const required = query.filter((parameter) => parameter.required).map(({ name }) => name);
  const properties = Object.fromEntries(query.map(({ name, schema }) => [name, lean(schema.json)]));
  const example = result === 'data' && o.response.schema ? resultIn(o.response.example as Json) : o.response.example;
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

const resultIn = (example: Json): Json =>
  isObject(example) && 'code' in example && 'data' in example ? (example.data ?? null) : example;

/** What a request and a response say, where named schemas may be used. */
const schemasOf = ({ request, response }: Operation) => [
  request.schema?.json ?? null,
  request.body?.kind === 'json' ? request.body.schema.json : null,
  response.schema?.json ?? null,
];
