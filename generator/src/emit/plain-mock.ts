import type { PlainMockData, PlainMockOperation, PlainSecurityScheme } from '@bitget-spec/contract';
import { objectOf } from '../load/json.js';
import { type Resolved, resolved } from '../model/schema/resolved.js';
import { urlOf } from '../model/servers.js';
import type { Api, Operation, Parameter } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { lean, namesIn, withUsed } from './lean.js';
import { jsonInTemplate } from './print/quote/index.js';

/** `mock.ts` of an API that is not the exchange's: for `createMock` of `@bitget-spec/mock/plain`. */
export function emitPlainMock(api: Api): EmittedFile {
  const schemas = Object.fromEntries([...api.schemas].map(([name, schema]) => [name, lean(schema.json)]));
  const operations = api.operations.map(rowOf);
  const data: PlainMockData = {
    api: api.name,
    base: basePathOf(api.servers[0] ?? ''),
    securitySchemes: schemesOf(api),
    schemas: withUsed(schemas, namesIn(operations)),
    operations,
  };
  const text = `${header(api.source)}import type { PlainMockData } from '@bitget-spec/contract';

export type { PlainMockData };

// Text, not an object literal: engines read JSON faster than code, and the type checker skips it.
export const mock = JSON.parse(\`${jsonInTemplate({ ...data })}\`) as PlainMockData;
`;
  return { path: 'src/mock.ts', text };
}

/** `/v1` of `https://host/v1/`. */
const basePathOf = (server: string): string => server.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/$/, '');

function rowOf({ id, method, path, server, security, request, response }: Operation): PlainMockOperation {
  const { parameters, body } = request;
  const required = parameters.flatMap(requiredOf);
  const { mediaType, returns, schema, example } = response;
  return {
    id,
    method: method.toUpperCase(),
    path,
    ...(server && { base: basePathOf(urlOf(server)) }),
    security,
    ...(required.length && { required }),
    ...(body && {
      body: { required: body.required, ...(body.kind === 'json' && { schema: lean(body.schema.json) }) },
    }),
    status: statusOf(response.responses.map(({ status }) => status)),
    ...(mediaType && { mediaType }),
    ...(schema && !returns && { response: lean(schema.json) }),
    ...(example !== undefined && { example }),
  };
}

type Required = NonNullable<PlainMockOperation['required']>;

/** What must be there for a parameter. An object of a query is written field by field, and shows none of its own name. */
function requiredOf({ name, in: place, required, mediaType, schema, style: how }: Parameter): Required {
  if (!required || place === 'path') return [];
  const { style = 'form', explode = style === 'form' } = how;
  const shapes = place === 'query' && !mediaType && explode && style !== 'deepObject' ? shapesOf(resolved(schema)) : [];
  if (!shapes.some(({ kind }) => kind === 'object' || kind === 'map')) return [{ name, in: place }];
  const [shape] = shapes;
  if (shapes.length > 1 || shape?.kind !== 'object') return [];
  return [...shape.required].map((field) => ({ name: field, in: place }));
}

const shapesOf = (schema: Resolved): Resolved[] =>
  schema.kind === 'union' ? schema.alternatives.map((one) => resolved(one)) : [schema];

/** The first success that is described. */
function statusOf(statuses: string[]): number {
  const first = statuses.find((status) => /^2(\d\d|XX)$/i.test(status)) ?? '200';
  return /XX/i.test(first) ? 200 : Number(first);
}

function schemesOf({ document }: Api): PlainMockData['securitySchemes'] {
  const all = Object.entries(objectOf(objectOf(document.components).securitySchemes));
  return Object.fromEntries(all.map(([name, scheme]) => [name, schemeOf(objectOf(scheme))]));
}

function schemeOf({ type, in: place, name, scheme }: ReturnType<typeof objectOf>): PlainSecurityScheme {
  if (type === 'apiKey' && typeof name === 'string' && (place === 'header' || place === 'query' || place === 'cookie'))
    return { type, in: place, name };
  if (type === 'http' && typeof scheme === 'string') return { type, scheme };
  return type === 'oauth2' || type === 'openIdConnect' ? { type: 'bearer' } : { type: 'other' };
}
