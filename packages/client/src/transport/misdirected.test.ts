import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, it } from 'vitest';
import { credentials, routes, type TestClient, thrown } from '../../test/client.js';
import { connectCore } from '../call/connect.js';
import { InvalidResponseError } from '../errors/errors.js';
import type { Fetch } from './fetch.js';
import { undiciTransport } from './undici.js';

let server: Server;
let baseUrl: string;
const bodies: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(421).end('<html>Misdirected Request</html>');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each<[string, Fetch | undefined]>([
  ['the global fetch', undefined],
  ['a function around it', (request, init) => fetch(request, init)],
  ['undici', undiciTransport()],
])('a write is sent once, whole, by %s, though the response is 421', async (_, transport) => {
  bodies.length = 0;
  const client = connectCore<TestClient>(routes, { credentials, baseUrl, fetch: transport });
  const order = { symbol: 'BTCUSDT', note: 'é' };
  expect(await thrown(client.trade.placeOrder(order))).toBeInstanceOf(InvalidResponseError);
  await new Promise((resolve) => setTimeout(resolve, 50)); // a second request would be here by now
  expect(bodies).toEqual([JSON.stringify(order)]);
  await client.close();
});
