import { expect, it } from 'vitest';
import { createMock, type PlainMockData } from './plain.js';

const NOW = Date.UTC(2026, 0, 31);
const data: PlainMockData = {
  api: 'pets',
  base: '/v1',
  securitySchemes: {
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    query: { type: 'apiKey', in: 'query', name: 'api_key' },
    cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
    basic: { type: 'http', scheme: 'basic' },
    oauth: { type: 'bearer' },
    tls: { type: 'other' },
  },
  schemas: { Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
  operations: [
    {
      id: 'get',
      method: 'GET',
      path: '/pets/{id}',
      security: [],
      status: 200,
      mediaType: 'application/json',
      response: { $ref: '#/schemas/Pet' },
    },
    {
      id: 'mine',
      method: 'GET',
      path: '/pets/mine',
      security: [['key'], ['basic', 'query']],
      status: 200,
      mediaType: 'application/json',
      example: { name: 'Rex' },
    },
    {
      id: 'add',
      method: 'POST',
      path: '/pets',
      security: [],
      required: [
        { name: 'dry', in: 'query' },
        { name: 'X-Trace', in: 'header' },
      ],
      body: { required: true, schema: { $ref: '#/schemas/Pet' } },
      status: 201,
    },
    {
      id: 'note',
      method: 'GET',
      path: '/note.txt',
      base: '/other',
      security: [],
      status: 200,
      mediaType: 'text/plain',
      example: 'a note',
    },
    { id: 'any', method: 'GET', path: '/any', security: [['cookie'], ['oauth'], ['key', 'tls']], status: 204 },
  ],
};
const { fetch, listen } = createMock(data, { now: NOW });
const ask = async (path: string, init?: RequestInit) => {
  const response = await fetch(path, init);
  const text = await response.text();
  return [response.status, /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text];
};

it('responds below the path of the server, with data that keeps the schema or with the example', async () => {
  expect(await ask('/v1/pets/7')).toEqual([200, { name: expect.any(String) }]);
  expect(await ask('/v1/pets/7')).toEqual(await ask('/v1/pets/7'));
  expect(await ask('/v1/pets/mine', { headers: { 'X-Key': 'any' } })).toEqual([200, { name: 'Rex' }]);
  expect(await ask('/other/note.txt')).toEqual([200, 'a note']);
  expect(await ask('/pets/7')).toEqual([404, { error: '[mock] no path of pets is /pets/7; all lie below /v1' }]);
  expect(await ask('/v1/pets/7/8')).toMatchObject([404, {}]);
  expect(await ask('/other/noteXtxt')).toMatchObject([404, {}]);
  expect(await ask('/v1/pets', { method: 'PUT' })).toEqual([405, { error: '[mock] /v1/pets takes POST' }]);
});

it('asks for the credentials of the description, any of the ways', async () => {
  const refused = [401, { error: '[mock] mine needs the header X-Key, or Authorization: basic and the query api_key' }];
  expect(await ask('/v1/pets/mine')).toEqual(refused);
  expect(await ask('/v1/pets/mine?api_key=1')).toEqual(refused);
  expect(await ask('/v1/pets/mine?api_key=1', { headers: { Authorization: 'Basic eDp5' } })).toMatchObject([200, {}]);
  expect(await ask('/v1/any')).toMatchObject([401, {}]);
  for (const headers of [{ Cookie: 'a=b; session=1' }, { Authorization: 'Bearer x' }, { 'X-Key': 'x' }])
    expect(await ask('/v1/any', { headers })).toEqual([204, '']);
});

it('refuses what lacks a parameter, and a body that breaks its schema', async () => {
  const send = (path: string, body?: string, headers: Record<string, string> = { 'X-Trace': '1' }) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, ...(body && { body }) });
  expect(await send('/v1/pets', '{}')).toEqual([400, { error: '[mock] the query parameter dry is missing' }]);
  expect(await send('/v1/pets?dry=1', '{}', {})).toMatchObject([
    400,
    { error: '[mock] the header parameter X-Trace is missing' },
  ]);
  expect(await send('/v1/pets?dry=1')).toEqual([400, { error: '[mock] the body is missing' }]);
  expect(await send('/v1/pets?dry=1', '{')).toEqual([400, { error: '[mock] the body is not JSON' }]);
  expect(await send('/v1/pets?dry=1', '{"name":1}')).toMatchObject([400, { error: expect.stringContaining('name') }]);
  expect(await send('/v1/pets?dry=1', '{"name":"Rex"}')).toEqual([201, '']);
});

it('listens', async () => {
  const { url, close } = await listen();
  const response = await globalThis.fetch(`${url}/v1/pets?dry=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-trace': '1' },
    body: '{"name":"Rex"}',
  });
  expect(response.status).toBe(201);
  expect(await (await globalThis.fetch(`${url}/other/note.txt`)).text()).toBe('a note');
  await close();
});
