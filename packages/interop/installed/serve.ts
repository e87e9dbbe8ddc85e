import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

export interface Served {
  /** Without a slash at its end. */
  url: string;
  close(): Promise<void>;
}

/** Serves files on loopback, under the strictest policy that lets a page run scripts of its own and connect to one server. */
export async function serve(folder: string, connect: string): Promise<Served> {
  const server = createServer(async ({ url = '' }, response) => {
    const path = join(folder, decodeURIComponent(new URL(url, 'http://localhost').pathname));
    const content = await readFile(path).catch(() => undefined);
    response.writeHead(content ? 200 : 404, {
      'content-type': TYPES[extname(path)] ?? 'text/plain',
      'content-security-policy': `default-src 'none'; script-src 'self'; connect-src ${connect}`,
    });
    response.end(content);
  });
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((closed) => server.close(() => closed()));
  return { url: `http://localhost:${port}`, close };
}
