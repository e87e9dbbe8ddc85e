import { createMock, type PlainMockData } from '@bitget-spec/mock/plain';
import { expect, test } from 'vitest';
import { apiOf } from '../test/documents.js';
import { clientOf } from '../test/sent-by.js';
import { emitMock } from './emit/mock.js';

const PET = '{ type: object, required: [id], properties: { id: { type: integer }, name: { type: string } } }';
const DOCUMENT = `openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: /api/v3 }]
security: [{ api_key: [] }, { petstore_auth: [write] }]
paths:
  /pet/{petId}:
    get:
      operationId: getPetById
      parameters: [{ name: petId, in: path, required: true, schema: { type: integer } }]
      responses: { '200': { description: A pet., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /user/createWithList:
    post:
      operationId: createUsersWithListInput
      security: []
      requestBody: { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
      responses: { default: { description: Fine., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' }, example: { id: 7 } } } } }
components:
  schemas: { Pet: ${PET} }
  securitySchemes:
    api_key: { type: apiKey, in: header, name: api_key }
    petstore_auth: { type: oauth2, flows: {} }
`;

async function dataOf(document: string): Promise<PlainMockData> {
  const { text } = emitMock(await apiOf(document));
  return JSON.parse(/JSON\.parse\(`([\s\S]*)`\)/.exec(text)?.[1] ?? '') as PlainMockData;
}

test('the mock of a document takes what its client sends, below its base path, with its credentials', async () => {
  const { fetch } = createMock(await dataOf(DOCUMENT));
  const baseUrl = 'http://any.example/api/v3';
  const client = await clientOf(DOCUMENT, { baseUrl, fetch });
  const known = await clientOf(DOCUMENT, { baseUrl, fetch, headers: { api_key: 'any' } });
  const elsewhere = await clientOf(DOCUMENT, { baseUrl: 'http://any.example', fetch });

  expect(await known.getPetById?.({ petId: 7 })).toMatchObject({ id: expect.any(Number) });
  expect(await client.createUsersWithListInput?.([{ id: 1 }])).toEqual({ id: 7 });
  await expect(client.getPetById?.({ petId: 7 })).rejects.toMatchObject({
    status: 401,
    body: { error: '[mock] getPetById needs the header api_key, or Authorization: Bearer' },
  });
  await expect(client.createUsersWithListInput?.([{ name: 'no id' }])).rejects.toMatchObject({ status: 400 });
  await expect(elsewhere.createUsersWithListInput?.([])).rejects.toMatchObject({ status: 404 });
});

test('it takes the objects that its client writes field by field, and paths that begin a query', async () => {
  const parameter = (name: string, schema: string, more = '') =>
    `        - { name: ${name}, in: query, required: true, ${more}schema: ${schema} }\n`;
  const rgb = '{ type: object, required: [R], properties: { R: { type: integer }, G: { type: integer } } }';
  const document = `openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /colors/{id}?beta=true:
    get:
      operationId: color
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
${parameter('rgb', rgb)}${parameter('free', '{ type: object, additionalProperties: true }')}${parameter('either', `{ oneOf: [{ type: string }, ${rgb}] }`)}${parameter('flat', rgb, 'explode: false, ')}${parameter('deep', rgb, 'style: deepObject, ')}      responses: { '200': { description: Fine., content: { application/json: { schema: {}, example: 1 } } } }
`;
  const data = await dataOf(document);
  const { fetch } = createMock(data);
  const client = await clientOf(document, { baseUrl: 'http://any.example', fetch });
  const color = { R: 100, G: 200 };
  const all = { id: '7', rgb: color, free: { x: 1 }, either: color, flat: color, deep: color };
  expect(await client.color?.(all)).toBe(1);
  expect(data.operations[0]?.required?.map(({ name }) => name)).toEqual(['R', 'flat', 'deep']);
});
