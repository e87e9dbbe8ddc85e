import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connectPlain, type PlainOptions } from '@bitget-spec/client/plain';
import ts from 'typescript';
import { emitRoutes } from '../src/emit/routes.js';
import { apiOf } from './documents.js';

/** A request as it came over a socket. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that keeps what it receives; it says `reply` to everything. */
export async function recorder(reply: { type?: string; body: string | Uint8Array } = { body: 'null' }) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(chunks).toString('latin1') });
    response.setHeader('content-type', reply.type ?? 'application/json').end(reply.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}`, close: () => void server.close().closeAllConnections() };
}

type Call = (args?: unknown, options?: object) => Promise<unknown>;
export interface AnyClient {
  [name: string]: Call & AnyClient;
}

/** The client of a document, made from what the generator emits for it. */
export async function clientOf(document: string, options?: PlainOptions): Promise<AnyClient> {
  const { text } = emitRoutes(await apiOf(document));
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.ESNext } });
  const { routes, server } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  return connectPlain<AnyClient>(routes, options, server);
}
