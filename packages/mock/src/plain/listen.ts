import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

/** Serves a mock over HTTP. */
export async function listen(
  respond: (request: Request) => Promise<Response>,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      value === undefined || name === 'connection' ? [] : [[name, String(value)]],
    );
    const body = chunks.length && method !== 'GET' && method !== 'HEAD' ? { body: Buffer.concat(chunks) } : {};
    const response = await respond(new Request(`http://mock.invalid${url}`, { method, headers: entries, ...body }));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body && method !== 'HEAD') Readable.fromWeb(response.body as never).pipe(outgoing);
    else outgoing.end();
  }).listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${taken}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
