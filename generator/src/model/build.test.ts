import { describe, expect, test } from 'vitest';
import { apiOf, OURS, operationOf, problemsOf, sourceOf, THEIRS } from '../../test/documents.js';
import { foreign } from '../profiles/foreign.js';
import { buildApi } from './build.js';

const FINE = "responses: { '200': { description: Fine. } }";

describe('an operation of ours', () => {
  const document = `${OURS}paths: { /api/v9/trade/place-order: { $ref: v9/place-order.yaml } }\n`;
  const file = `post:
  operationId: tradePlaceOrder
  tags: [trade]
  summary: Place an order
  description: |
    Two
    lines.
  externalDocs: { url: 'https://example.com/place' }
  security: [{ accessKey: [] }]
  x-rate-limit: [{ count: 10, seconds: 1, by: uid }]
  x-permission: trade:write
  x-account: unified
  x-effect: order
  x-order-id: clientOid
  x-paging: { style: cursor, next: data.cursor }
  x-errors: ['43012']
  x-source: [live]
  ${FINE}
`;
  test('is named by the URL and carries its facts', async () => {
    const { location, request, response, ...operation } = await operationOf(document, { 'v9/place-order.yaml': file });
    expect(location).toMatchObject({ pointer: '/post' });
    expect(location.file).toMatch(/v9\/place-order\.yaml$/);
    expect(request).toEqual({ parameters: [], flat: true, optional: true });
    expect(response).toEqual({
      description: 'Fine.',
      records: [],
      responses: [{ status: '200', description: 'Fine.', content: [] }],
    });
    expect(operation).toMatchInlineSnapshot(`
      {
        "account": "unified",
        "call": [
          "trade",
          "placeOrder",
        ],
        "deprecated": false,
        "description": "Two
      lines.",
        "effect": "order",
        "errors": [
          "43012",
        ],
        "evidence": [
          "live",
        ],
        "fidelity": "validated",
        "file": "v9/place-order.yaml",
        "id": "tradePlaceOrder",
        "key": "v9:trade.placeOrder",
        "limits": [
          {
            "by": "uid",
            "count": 10,
            "seconds": 1,
          },
        ],
        "link": "https://example.com/place",
        "method": "post",
        "orderId": "clientOid",
        "paging": {
          "next": "data.cursor",
          "style": "cursor",
        },
        "path": "/api/v9/trade/place-order",
        "permission": "trade:write",
        "security": [
          [
            "accessKey",
          ],
        ],
        "signed": true,
        "summary": "Place an order",
        "tags": [
          "trade",
        ],
        "typeName": "TradePlaceOrder",
      }
    `);
  });

  test('says little where little is known', async () => {
    const operation = await operationOf(document, {
      'v9/place-order.yaml': `get:\n  x-rate-limit: unknown\n  ${FINE}\n`,
    });
    expect(operation).toMatchObject({
      id: 'tradePlaceOrder',
      signed: false,
      permission: 'unknown',
      account: 'any',
      effect: 'read',
      errors: [],
    });
    expect(operation).not.toHaveProperty('limits');
  });
});

describe('an operation of others', () => {
  test('is named by its operationId', async () => {
    const { id, key, call, typeName } = await operationOf(
      `${THEIRS}paths: { /pets: { get: { operationId: list-pets, ${FINE} } } }\n`,
    );
    expect({ id, key, call, typeName }).toEqual({
      id: 'list-pets',
      key: 'pets:list-pets',
      call: ['listPets'],
      typeName: 'ListPets',
    });
  });

  test('without one by method and path', async () => {
    const operation = await operationOf(
      `${THEIRS}paths: { '/pets/{id}': { parameters: [{ name: id, in: path, required: true, schema: {} }], delete: { ${FINE} } } }\n`,
    );
    expect(operation.call).toEqual(['deletePetsId']);
    expect(operation.effect).toBe('write');
  });

  test('is signed where the document or the operation says so', async () => {
    const paths = `paths: { /a: { get: { operationId: a, ${FINE} } }, /b: { get: { operationId: b, security: [], ${FINE} } } }\n`;
    const api = await apiOf(`${THEIRS}security: [{ key: [] }]\n${paths}`);
    expect(api.operations.map(({ signed }) => signed)).toEqual([true, false]);
  });
});

test('the api carries what the document says of itself', async () => {
  const { operations, document, schemas, ...api } = await apiOf(`${THEIRS}paths: {}\n`);
  expect(operations).toEqual([]);
  expect(schemas.size).toBe(0);
  expect(api).toMatchObject({
    name: 'pets',
    title: 'Pets',
    version: '1.0.0',
    description: '',
    servers: ['https://pets.example/v1'],
    profile: foreign,
    source: 'openapi.yaml',
  });
});

describe('what is wrong stands at its place, with a way to mend it:', () => {
  const pets = (text: string) => problemsOf(apiOf(`${THEIRS}paths:\n${text}`));
  test.each([
    ['an unknown parameter place', `  /a:\n    get: { parameters: [{ name: a, in: body, schema: {} }], ${FINE} }\n`],
    ['a parameter without a name', `  /a:\n    get: { parameters: [{ in: query, schema: {} }], ${FINE} }\n`],
    ['a body without a media type', `  /a:\n    post: { requestBody: { content: {} }, ${FINE} }\n`],
  ])('%s', async (_name, text) => {
    expect(await pets(text)).toMatchSnapshot();
  });
});

describe('what can be made the best of is told, and stops nothing:', () => {
  const pets = (text: string) => apiOf(`${THEIRS}paths:\n${text}`);
  test.each([
    [
      'a duplicate operationId',
      `  /a:\n    get: { operationId: x, ${FINE} }\n    put: { operationId: x, ${FINE} }\n`,
      'duplicate operationId x: GET /a has it too, so that this one is called x2; give each operation its own',
      ['x', 'x2'],
    ],
    [
      'two operationIds that read alike',
      `  /a:\n    get: { operationId: list-pets, ${FINE} }\n    put: { operationId: listPets, ${FINE} }\n`,
      'duplicate operationId listPets: GET /a has it too, so that this one is called listPets2; give each operation its own',
      ['listPets', 'listPets2'],
    ],
    [
      'a call that is called as a group',
      `  /a:\n    get: { operationId: pet, ${FINE} }\n    put: { operationId: get, tags: [pet], ${FINE} }\n    post: { operationId: post, tags: [pet_], ${FINE} }\n    delete: { operationId: pet_.post, tags: [pet_], ${FINE} }\n`,
      'POST /a has the same name, so that this call is pet_.post2; change its operationId or its tag',
      ['pet', 'pet_.get', 'pet_.post', 'pet_.post2'],
    ],
    [
      'a path parameter that is not described',
      `  /a/{id}:\n    get: { operationId: a, ${FINE} }\n`,
      'the path has {id}, which no parameter describes; add a parameter id with `in: path`',
      ['a'],
    ],
    [
      'a name in two places',
      `  /a:\n    get: { operationId: a, parameters: [{ name: a, in: query, schema: {} }, { name: a, in: header, schema: {} }], ${FINE} }\n`,
      'parameter a stands in query and header: one call cannot take both; rename one; until then the latter is called headerA',
      ['a'],
    ],
    [
      'a header that is described elsewhere',
      `  /a:\n    get: { operationId: a, parameters: [{ name: accept, in: header, schema: {} }], ${FINE} }\n`,
      'the header parameter accept is ignored, as OpenAPI has it; describe it with `content` or `security`; callers give it in `headers`',
      ['a'],
    ],
    [
      'the body of a GET',
      `  /a:\n    get: { operationId: a, requestBody: { content: { application/json: { schema: {} } } }, ${FINE} }\n`,
      'get has a body, which fetch cannot send: the call takes none; use another method',
      ['a'],
    ],
  ])('%s', async (_name, text, says, calls) => {
    const { advice, operations } = await pets(text);
    expect(advice.map(({ message, fix, severity }) => `${severity} ${message}; ${fix}`)).toEqual([`warn ${says}`]);
    expect(operations.map(({ call }) => call.join('.'))).toEqual(calls);
  });

  test('of ours they are errors', async () => {
    const text = `${OURS}paths: { '/api/v9/a': { get: { parameters: [{ name: a, in: query, schema: {} }, { name: a, in: header, schema: {} }], ${FINE} } } }\n`;
    expect(await problemsOf(apiOf(text))).toEqual([
      expect.stringContaining('parameter a stands in query and header: one call cannot take both; rename one'),
    ]);
  });
});

describe('calls of others are named', () => {
  const text = `  /repos/{owner}/{repo}:\n    get: { tags: [repos], operationId: repos/get, ${FINE} }\n    delete: { tags: [Repos & more], operationId: dropRepo, ${FINE} }\n  /repos: { get: { operationId: then, ${FINE} } }\n  /http: { get: { ${FINE} } }\n`;
  test.each([
    ['tag', ['repos.get', 'reposMore.dropRepo', 'then_', 'getHttp']],
    ['operationId', ['reposGet', 'dropRepo', 'then_', 'getHttp']],
    ['path', ['repos.getByRepo', 'repos.deleteByRepo', 'repos.get', 'http_.get']],
  ] as const)('by %s', async (naming, calls) => {
    const source = await sourceOf({ 'openapi.yaml': `${THEIRS}paths:\n${text}` });
    const { operations } = buildApi(source, 'pets', '/', naming);
    expect(operations.map(({ call }) => call.join('.'))).toEqual(calls);
  });
});
