import type { KindId } from '../../src/diff/kinds/index.js';
import type { Json, JsonObject } from '../../src/load/json.js';

/** Two documents between which one thing has changed. */
export interface DocumentPair {
  kind: KindId;
  base: JsonObject;
  head: JsonObject;
  also?: KindId[];
}

const text: JsonObject = { type: 'string' };
const ok: JsonObject = { description: '' };
const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });
const operation = (more: JsonObject = {}): JsonObject => ({ responses: { '200': ok }, ...more });
const document = (paths: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1.0.0' },
  paths,
  ...more,
});
const get = (more: JsonObject): JsonObject => document({ '/pets': { get: operation(more) } });
const pair = (kind: KindId, base: JsonObject, head: JsonObject, ...also: KindId[]): DocumentPair => ({
  kind,
  base,
  head,
  also,
});
/** Of one operation. */
const of = (kind: KindId, base: JsonObject, head: JsonObject, ...also: KindId[]) =>
  pair(kind, get(base), get(head), ...also);

const parameter = (more: JsonObject = {}): JsonObject => ({
  parameters: [{ name: 'kind', in: 'query', schema: text, ...more }],
});
const array = (more: JsonObject): JsonObject => parameter({ schema: { type: 'array', items: text }, ...more });
const path = (one: string, ...names: string[]): JsonObject =>
  document({
    [one]: {
      get: operation({ parameters: names.map((name) => ({ name, in: 'path', required: true, schema: text })) }),
    },
  });
const body = (content: JsonObject, required = false): JsonObject => ({ requestBody: { required, content } });
const response = (more: JsonObject, status = '200'): JsonObject => ({
  responses: { '200': ok, [status]: { ...ok, ...more } },
});
const header = (more: JsonObject): JsonObject => response({ headers: { 'X-Left': { schema: text, ...more } } });
const a: Json[] = [{ url: 'https://a.test' }];
/** One operation, with servers of its own or those of the document. */
const servedAt = (own: Json[] | undefined, all: Json[]): JsonObject =>
  document({ '/pets': { get: operation(), ...(own && { servers: own }) } }, { servers: all });
const secured = (security: Json[], schemes: JsonObject = {}): JsonObject =>
  document(
    { '/pets': { get: operation({ security }) } },
    {
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'K' },
          auth: { type: 'http', scheme: 'bearer' },
          ...schemes,
        },
      },
    },
  );
const scheme = (one: JsonObject): JsonObject => document({}, { components: { securitySchemes: { key: one } } });
const flow = (more: JsonObject, name = 'clientCredentials'): JsonObject =>
  scheme({ type: 'oauth2', flows: { [name]: { tokenUrl: 'https://a.test', scopes: { read: 'read' }, ...more } } });
const future = '2999-01-01';

export const OPERATION_PAIRS: DocumentPair[] = [
  pair('operation-added', document({}), get({})),
  pair('operation-removed', get({}), document({})),
  pair('deprecated-operation-removed', get({ deprecated: true }), document({})),
  pair('operation-removed-before-sunset', get({ deprecated: true, 'x-sunset': future }), document({})),
  pair('unstable-operation-removed', get({ 'x-stability-level': 'alpha' }), document({})),
  of('operation-id-added', {}, { operationId: 'pets' }),
  of('operation-id-removed', { operationId: 'pets' }, {}),
  of('operation-id-changed', { operationId: 'pets' }, { operationId: 'allPets' }),
  pair('path-parameter-renamed', path('/pets/{id}', 'id'), path('/pets/{petId}', 'petId')),
  of('summary-changed', {}, { summary: 'All pets' }),
  of('tag-added', {}, { tags: ['pets'] }),
  of('tag-removed', { tags: ['pets'] }, {}),
  of('documentation-link-changed', {}, { externalDocs: { url: 'https://a.test' } }),
  pair('webhook-added', document({}), document({}, { webhooks: { pet: { post: operation() } } })),
  pair('webhook-removed', document({}, { webhooks: { pet: { post: operation() } } }), document({})),
  of('callback-added', {}, { callbacks: { pet: { '{$request.query.url}': { post: operation() } } } }),
  of('callback-removed', { callbacks: { pet: { '{$request.query.url}': { post: operation() } } } }, {}),
  pair('server-added', servedAt(undefined, a), servedAt([...a, { url: 'https://b.test' }], a)),
  pair('server-removed', servedAt([{ url: 'https://b.test' }, ...a], []), servedAt(undefined, a), 'server-added'),
  pair('server-added', document({}), document({}, { servers: [{ url: 'https://a.test' }] })),
  pair('server-removed', document({}, { servers: [{ url: 'https://a.test' }] }), document({})),
  of('link-added', {}, response({ links: { pet: { operationId: 'pet' } } })),
  of('link-removed', response({ links: { pet: { operationId: 'pet' } } }), {}),
  pair('version-decreased', document({}), document({}, { info: { title: 'Pets', version: '0.9.0' } })),
  pair(
    'operation-moved',
    get({ operationId: 'pets' }),
    document({ '/animals': { get: operation({ operationId: 'pets' }) } }),
  ),

  of('parameter-added', {}, parameter()),
  of('required-parameter-added', {}, parameter({ required: true })),
  of(
    'required-parameter-with-default-added',
    {},
    parameter({ required: true, schema: { type: 'string', default: 'cat' } }),
  ),
  pair('path-parameter-added', path('/pets/{id}'), path('/pets/{id}', 'id')),
  pair('path-parameter-removed', path('/pets/{id}', 'id'), path('/pets/{id}')),
  of('parameter-removed', parameter(), {}),
  of('deprecated-parameter-removed', parameter({ deprecated: true }), {}),
  of('parameter-removed-before-sunset', parameter({ deprecated: true, 'x-sunset': future }), {}),
  of('unstable-parameter-removed', { ...parameter(), 'x-stability-level': 'draft' }, { 'x-stability-level': 'draft' }),
  of(
    'parameter-field-type-changed',
    parameter({ schema: { type: 'object', properties: { a: { type: 'number' } } } }),
    parameter({ schema: { type: 'object', properties: { a: text } } }),
  ),
  of('parameter-became-list', parameter(), parameter({ schema: { type: 'array', items: text } })),
  of('parameter-renamed', parameter({ name: 'pet_kind' }), parameter({ name: 'petKind' })),
  of('parameter-moved', parameter(), parameter({ in: 'header' })),
  of('parameter-became-required', parameter(), parameter({ required: true })),
  of('parameter-became-optional', parameter({ required: true }), parameter()),
  of('default-added', parameter(), parameter({ schema: { type: 'string', default: 'cat' } })),
  of('type-compatible', parameter({ schema: { type: 'integer' } }), parameter()),
  of('parameter-style-changed', array({}), array({ style: 'pipeDelimited', explode: true })),
  of('parameter-explode-changed', array({}), array({ explode: false })),
  of('parameter-media-type-changed', parameter(), { parameters: [{ name: 'kind', in: 'query', content: json(text) }] }),
  of('reserved-characters-allowed', parameter(), parameter({ allowReserved: true })),
  of('reserved-characters-refused', parameter({ allowReserved: true }), parameter()),
  of('empty-parameter-allowed', parameter(), parameter({ allowEmptyValue: true })),
  of('empty-parameter-refused', parameter({ allowEmptyValue: true }), parameter()),

  of('body-added', {}, body(json(text))),
  of('required-body-added', {}, body(json(text), true)),
  of('body-removed', body(json(text)), {}),
  of('body-became-required', body(json(text)), body(json(text), true)),
  of('body-became-optional', body(json(text), true), body(json(text))),
  of('media-type-added', body(json(text)), body({ ...json(text), 'text/plain': {} })),
  of('media-type-removed', body({ ...json(text), 'text/plain': {} }), body(json(text))),
  of('media-type-generalized', body({ 'application/problem+json': {} }), body({ 'application/json': {} })),
  of('media-type-specialized', body({ 'application/json': {} }), body({ 'application/problem+json': {} })),
  of('media-type-parameter-changed', body({ 'application/json': {} }), body({ 'application/json; charset=utf-8': {} })),
  of('body-described', body({ 'application/json': {} }), body(json(text))),
  of('body-undescribed', body(json(text)), body({ 'application/json': {} })),
  of(
    'part-encoding-changed',
    body({ 'multipart/form-data': {} }),
    body({ 'multipart/form-data': { encoding: { a: { contentType: 'text/plain' } } } }),
  ),
  of('success-status-added', {}, response({}, '201')),
  of('success-status-removed', response({}, '201'), {}),
  of('error-status-added', {}, response({}, '404')),
  of('error-status-removed', response({}, '404'), {}),
  of('response-description-changed', {}, response({ description: 'All pets.' })),
  of('header-added', {}, header({})),
  of('header-removed', header({}), {}),
  of('required-header-removed', header({ required: true }), {}),
  of('header-became-optional', header({ required: true }), header({})),
  of('header-became-required', header({}), header({ required: true })),

  pair('authentication-required', secured([]), secured([{ key: [] }])),
  pair('authentication-dropped', secured([{ key: [] }]), secured([])),
  pair('authentication-became-optional', secured([{ key: [] }]), secured([{ key: [] }, {}])),
  pair('authentication-alternative-added', secured([{ key: [] }]), secured([{ key: [] }, { auth: [] }])),
  pair('authentication-alternative-removed', secured([{ key: [] }, { auth: [] }]), secured([{ key: [] }])),
  pair('scope-required', secured([{ auth: [] }]), secured([{ auth: ['read'] }])),
  pair('scope-dropped', secured([{ auth: ['read'] }]), secured([{ auth: [] }])),
  pair('security-scheme-added', secured([]), secured([], { other: { type: 'mutualTLS' } })),
  pair('security-scheme-removed', secured([], { other: { type: 'mutualTLS' } }), secured([])),
  pair(
    'security-scheme-renamed',
    secured([], { other: { type: 'mutualTLS' } }),
    secured([], { tls: { type: 'mutualTLS' } }),
  ),
  pair(
    'security-scheme-type-changed',
    scheme({ type: 'apiKey', in: 'header', name: 'K' }),
    scheme({ type: 'http', scheme: 'basic' }),
  ),
  pair(
    'security-key-moved',
    scheme({ type: 'apiKey', in: 'header', name: 'K' }),
    scheme({ type: 'apiKey', in: 'query', name: 'K' }),
  ),
  pair(
    'security-bearer-format-changed',
    scheme({ type: 'http', scheme: 'bearer' }),
    scheme({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }),
  ),
  pair(
    'oauth-flow-added',
    flow({}),
    scheme({
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: 'https://a.test', scopes: { read: 'read' } }, password: {} },
    }),
  ),
  pair(
    'oauth-flow-removed',
    scheme({
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: 'https://a.test', scopes: { read: 'read' } }, password: {} },
    }),
    flow({}),
  ),
  pair('oauth-url-changed', flow({}), flow({ tokenUrl: 'https://b.test' })),
  pair('oauth-scope-added', flow({}), flow({ scopes: { read: 'read', write: 'write' } })),
  pair('oauth-scope-removed', flow({ scopes: { read: 'read', write: 'write' } }), flow({})),
  pair('oauth-scope-description-changed', flow({}), flow({ scopes: { read: 'read all' } })),
];
