import { connect } from 'node:net';
import { expect, it, vi } from 'vitest';
import { MAX_BODY } from '../core/body-limit.js';
import { createMock, type PlainMockData, type PlainMockOperation } from './plain.js';

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

const lone = (operation: Partial<PlainMockOperation>): PlainMockData => ({
  ...data,
  base: '',
  operations: [{ id: 'lone', method: 'GET', path: '/a', security: [], status: 200, ...operation }],
});

it('goes on listening, whatever is sent and whatever a description says', async () => {
  const broken = { method: 'POST', body: { required: true, schema: { $ref: '#/schemas/None' } } };
  const { url, close } = await createMock(
    { ...data, operations: [...data.operations, ...lone({ path: '/broken', ...broken }).operations] },
    { now: NOW },
  ).listen();
  const trace = await new Promise<string>((resolve) => {
    let received = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () =>
      socket.write('TRACE /v1/any HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
    );
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('close', () => resolve(received));
  });
  expect(trace).toContain('HTTP/1.1 405');
  expect(trace).toContain('{"error":"[mock] no operation takes TRACE: fetch does not send it"}');
  const init = { method: 'POST', headers: { 'content-type': 'application/json', 'x-trace': '1' } };
  const failed = await globalThis.fetch(`${url}/v1/broken`, { ...init, body: '{}' });
  const words = '[mock] no schema at #/schemas/None: generate the packages again';
  expect([failed.status, await failed.json()]).toEqual([500, { error: words }]);
  const long = await globalThis.fetch(`${url}/v1/pets?dry=1`, { ...init, body: ' '.repeat(MAX_BODY + 1) });
  expect([long.status, await long.json()]).toEqual([413, { error: '[mock] the body is over 1048576 bytes' }]);
  await close();
});

it.each([204, 205, 304])('a %i has no body, though its description has one', async (status) => {
  const { fetch } = createMock(lone({ status, mediaType: 'application/json', response: {} }), { now: NOW });
  const response = await fetch('/a');
  expect([response.status, response.body]).toEqual([status, null]);
});

it('writes an IPv6 address as a URL has it', async () => {
  const { url, close } = await listen({ host: '::1' });
  expect(new URL(url).hostname).toBe('[::1]');
  expect((await globalThis.fetch(`${url}/other/note.txt`)).status).toBe(200);
  await close();
});

it('takes the query that a path begins, before the same path without', async () => {
  const path = (id: string, path: string) => lone({ id, path, mediaType: 'text/plain', example: id }).operations;
  const operations = [
    ...path('plain', '/responses/{id}'),
    ...path('beta', '/responses/{id}?beta=true#x'),
    ...path('by', '/by?kind=a'),
  ];
  const { fetch } = createMock({ ...data, base: '', operations }, { now: NOW });
  const text = async (url: string) => (await fetch(url)).text();
  expect(await text('/responses/7?beta=true')).toBe('beta');
  expect(await text('/responses/7?q=1&beta=true')).toBe('beta');
  expect(await text('/responses/7?beta=false')).toBe('plain');
  expect(await text('/by?kind=a')).toBe('by');
  const refused = await fetch('/by?kind=b');
  expect([refused.status, await refused.json()]).toEqual([404, { error: '[mock] /by takes the query kind=a' }]);
});

it('a cookie is not there because another ends like it', async () => {
  const { fetch } = createMock(lone({ required: [{ name: 'id', in: 'cookie' }] }), { now: NOW });
  const status = async (Cookie: string) => (await fetch('/a', { headers: { Cookie } })).status;
  expect(await status('sid=1')).toBe(400);
  expect(await status('sid=1; id=2')).toBe(200);
});

it('warns once of a keyword of a body that it does not check', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const body = { required: true, schema: { contains: { const: 1 }, unevaluatedItems: false } };
  const { fetch } = createMock(lone({ method: 'POST', body }), { now: NOW });
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '[2]' };
  expect([(await fetch('/a', init)).status, (await fetch('/a', init)).status]).toEqual([200, 200]);
  expect(warn.mock.calls.flat()).toEqual([
    expect.stringMatching(/^\[mock\] contains is not checked, requests of pets:/),
    expect.stringMatching(/^\[mock\] unevaluatedItems is not checked, requests of pets:/),
  ]);
  warn.mockRestore();
});
