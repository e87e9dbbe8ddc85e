import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApi } from '../model/build.js';
import { SpecError } from './diagnostic.js';
import { Reader } from './reader.js';
import { fetchText } from './remote.js';
import { Source } from './source.js';

const DOCUMENT = `openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: ../v2 }, { url: /v3/ }, { url: https://else.example }]
paths: { /pets: { get: { $ref: './paths/pets.yaml' } } }
`;
const PETS = `operationId: pets
responses: { '200': { description: Fine., content: { application/json: { schema: { $ref: '../api.yaml#/components/schemas/Pet' } } } } }
`;

let server: Server;
let host: string;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const { url = '' } = request;
    asked.push(url);
    if (url === '/spec/api.yaml')
      return void response.end(`${DOCUMENT}components: { schemas: { Pet: { type: string } } }\n`);
    if (url === '/spec/paths/pets.yaml') return void response.end(PETS);
    const reference = /^\/refers\?(.*)/.exec(url)?.[1];
    if (reference !== undefined)
      return void response.end(DOCUMENT.replace('./paths/pets.yaml', decodeURIComponent(reference)));
    if (url === '/moved') return void response.writeHead(302, { location: '/spec/api.yaml' }).end();
    if (url === '/away') return void response.writeHead(302, { location: 'http://127.0.0.1:1/api.yaml' }).end();
    if (url === '/round') return void response.writeHead(307, { location: '/round' }).end();
    if (url === '/slow') return void response.write('openapi: ');
    if (url === '/large') {
      const write = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', write);
      return write();
    }
    response.writeHead(404).end('the secret of the server');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close().closeAllConnections());

describe('a document that is named by a URL', () => {
  test('is read with what it refers to on the same host, each once; servers are relative to it', async () => {
    asked.splice(0);
    const source = await Source.load(`${host}/spec/api.yaml`, new Reader([]));
    const api = buildApi(source, 'pets');
    expect(asked).toEqual(['/spec/api.yaml', '/spec/paths/pets.yaml']);
    expect(api.servers).toEqual([`${host}/v2`, `${host}/v3/`, 'https://else.example']);
    expect(api.source).toBe(`${host}/spec/api.yaml`);
    expect(api.operations[0]?.file).toBe(`${host}/spec/paths/pets.yaml`);
  });

  test.each([
    ['of another host', 'https://else.example/pets.yaml', 'is on the network'],
    ['of another port', 'http://127.0.0.1:1/pets.yaml', 'is on the network'],
    ['of this machine', 'file:///etc/passwd', 'file:///etc/passwd, which lies outside of'],
    ['that is not there', 'none.yaml', 'which cannot be fetched: HTTP 404'],
  ])('may not refer to a file %s', async (_, reference, says) => {
    const load = Source.load(`${host}/refers?${encodeURIComponent(reference)}`, new Reader([]));
    const error = await load.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(SpecError);
    expect(String(error)).toContain(says);
    expect(String(error)).not.toMatch(/root:|secret/);
  });

  test('may move, but not to another host, nor for ever', async () => {
    expect(await fetchText(`${host}/moved`)).toContain('title: Pets');
    await expect(fetchText(`${host}/away`)).rejects.toThrow('has moved to http://127.0.0.1:1');
    await expect(fetchText(`${host}/round`)).rejects.toThrow('moves more than 5 times');
  });

  test('may neither be too large nor take too long', async () => {
    await expect(fetchText(`${host}/large`, { bytes: 1_000_000 })).rejects.toThrow('has more than 1000000 bytes');
    await expect(fetchText(`${host}/slow`, { ms: 100 })).rejects.toThrow('takes longer than 0.1 s');
    await expect(fetchText('http://127.0.0.1:1/')).rejects.toThrow('cannot be fetched');
  });
});
