import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MAX_BODY } from '../core/body-limit.js';
import { refusal } from './refusal.js';

type Respond = (request: Request) => Promise<Response>;

/** Serves a mock over HTTP. What cannot be responded to is a 500 that says why. */
export async function listen(
  respond: Respond,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const response = await responseTo(incoming, respond).catch((error: unknown) =>
      refusal(500, error instanceof Error ? error.message : String(error)),
    );
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(new Uint8Array(await response.arrayBuffer()));
  }).listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function responseTo(incoming: IncomingMessage, respond: Respond): Promise<Response> {
  const { method = 'GET', url = '/', headers } = incoming;
  if (method === 'TRACE') return refusal(405, 'no operation takes TRACE: fetch does not send it');
  const body = await bodyOf(incoming);
  if (!body) return refusal(413, `the body is over ${MAX_BODY} bytes`);
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || name === 'connection' ? [] : [[name, String(value)]],
  );
  const sent = body.length && method !== 'GET' && method !== 'HEAD' ? { body } : {};
  return respond(new Request(`http://mock.invalid${url}`, { method, headers: entries, ...sent }));
}

/** The body; nothing if it is too long, which is read to its end: a client that is cut off never sees the response. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length <= MAX_BODY) chunks.push(chunk);
  }
  return length <= MAX_BODY ? Buffer.concat(chunks) : undefined;
}
