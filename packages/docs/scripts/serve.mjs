import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.yaml': 'text/yaml; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Serves a folder of static files on loopback, below `base`; a page may be asked for with or without `.html`. */
export function serve(folder, { port = 0, base = '/' } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(`http://localhost${request.url ?? '/'}`);
    const found = pathname.startsWith(base) ? await fileFor(folder, pathname.slice(base.length)) : undefined;
    const file = found ?? join(folder, '404.html');
    response.writeHead(found ? 200 : 404, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file)
      .on('error', () => response.end())
      .pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address();
      resolve({
        url: `http://127.0.0.1:${taken}${base}`,
        close: () =>
          new Promise((done) => {
            server.close(done);
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function fileFor(folder, path) {
  let name = '';
  try {
    name = normalize(decodeURIComponent(path));
  } catch {
    return undefined;
  }
  if (name.startsWith('..') || name.includes('\0')) return undefined;
  for (const candidate of name === '.' || name.endsWith('/') ? [`${name}/index.html`] : [name, `${name}.html`]) {
    const file = join(folder, candidate);
    const facts = await stat(file).catch(() => undefined);
    if (facts?.isFile()) return file;
  }
  return undefined;
}
