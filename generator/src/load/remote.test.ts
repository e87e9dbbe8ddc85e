import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Document } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Resolver } from '../lint/resolver.js';
import { buildApi } from '../model/build.js';
import { SpecError } from './diagnostic.js';
import { Reader } from './reader.js';
import { fetchDocument } from './remote.js';
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
    if (url === '/old/pets.yaml') return void response.writeHead(301, { location: '/spec/paths/pets.yaml' }).end();
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
const known = (document: Document | Error): Document => {
  if (document instanceof Error) throw document;
  return document;
};
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

  test('that has moved is where it is in the end: its references and servers are relative to that', async () => {
    asked.splice(0);
    const source = await Source.load(`${host}/moved`, new Reader([]));
    const api = buildApi(source, 'pets');
    expect(asked).toEqual(['/moved', '/spec/api.yaml', '/spec/paths/pets.yaml']);
    expect(api.servers).toEqual([`${host}/v2`, `${host}/v3/`, 'https://else.example']);
    expect(api.source).toBe(`${host}/spec/api.yaml`);
  });

  test('may refer to what has moved, and is the same for another thread', async () => {
    const source = await Source.load(`${host}/refers?${encodeURIComponent('/old/pets.yaml')}`, new Reader([]));
    const [operation] = buildApi(source, 'pets').operations;
    expect(operation?.file).toBe(`${host}/spec/paths/pets.yaml`);
    asked.splice(0);
    const other = Source.of(source.parts(), new Reader([]));
    expect(buildApi(other, 'pets').operations[0]?.file).toBe(operation?.file);
    const { source: read } = await new Resolver(other).resolveDocument(null, `${host}/old/pets.yaml`).then(known);
    expect([read.absoluteRef, asked]).toEqual([`${host}/spec/paths/pets.yaml`, []]);
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
    expect((await fetchDocument(`${host}/moved`)).text).toContain('title: Pets');
    await expect(fetchDocument(`${host}/away`)).rejects.toThrow('has moved to http://127.0.0.1:1');
    await expect(fetchDocument(`${host}/round`)).rejects.toThrow('moves more than 5 times');
  });

  test('may neither be too large nor take too long', async () => {
    await expect(fetchDocument(`${host}/large`, { bytes: 1_000_000 })).rejects.toThrow('has more than 1000000 bytes');
    await expect(fetchDocument(`${host}/slow`, { ms: 100 })).rejects.toThrow('takes longer than 0.1 s');
    await expect(fetchDocument('http://127.0.0.1:1/')).rejects.toThrow('cannot be fetched');
  });
});
