import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { connectPlain } from '@bitget-spec/client/plain';
import { Source } from '../../../generator/dist/load/source.js';
import { buildApi } from '../../../generator/dist/model/build.js';
import { urlOf } from '../../../generator/dist/model/servers.js';
import { exampleOf } from './example.mjs';
import { recorder } from './recorder.mjs';
import { sendBySwagger } from './swagger.mjs';

/** Sends each operation of a document by the client of its package and by swagger-client, and compares what arrives. */
export async function compare(document, folder) {
  const api = buildApi(await Source.load(document), 'foreign');
  const bundled = JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8'));
  const { routes } = await import(pathToFileURL(join(folder, 'dist/routes.js')));
  const server = await recorder();
  const clients = new Map();
  const notes = new Map();
  const unlike = [];
  let same = 0;
  const note = (text) => notes.set(text, (notes.get(text) ?? 0) + 1);
  for (const { message } of api.advice)
    if (/cannot send|is ignored/.test(message)) note(message.replace(/parameter \S+ /, 'parameter '));
  for (const operation of api.operations) {
    const base = server.url + basePathOf(operation.server ? urlOf(operation.server) : (api.servers[0] ?? ''));
    const client = clients.get(base) ?? connectPlain(routes, { baseUrl: base });
    clients.set(base, client);
    const example = exampleOf(operation, note);
    try {
      const call = operation.call.reduce((here, word) => here[word], client);
      const ours = await server.received(() => call(example.argument));
      const theirs = await server.received(() => sendBySwagger(bundled, operation, example, base));
      const difference = differenceOf(ours, theirs, operation);
      if (difference) unlike.push(`${operation.method.toUpperCase()} ${operation.path}: ${difference}`);
      else same++;
    } catch (error) {
      unlike.push(
        `${operation.method.toUpperCase()} ${operation.path}: ${error.stack.split('\n').slice(0, 3).join(' ')}`,
      );
    }
  }
  server.close();
  return { operations: api.operations.length, same, unlike, notes };
}

/** `/v1` of `https://host/v1/`; braces of variables that nobody described stay. */
const basePathOf = (url) => url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/$/, '');

function differenceOf(ours, theirs, { request }) {
  for (const part of ['method', 'url', 'body'])
    if (ours[part] !== theirs[part]) return `${part}\n    ours   ${ours[part]}\n    theirs ${theirs[part]}`;
  const headers = request.parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name);
  for (const name of ['content-type', 'cookie', ...headers]) {
    const [a, b] = [ours, theirs].map((one) => one.headers[name.toLowerCase()]);
    if (a !== b) return `header ${name}\n    ours   ${a}\n    theirs ${b}`;
  }
  return undefined;
}
