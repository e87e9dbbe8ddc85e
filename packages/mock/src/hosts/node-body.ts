import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync, inflateSync, unzipSync } from 'node:zlib';
import { MAX_BODY } from '../core/body-limit.js';
import { type Refusal, refuse } from '../core/errors.js';
import { bodyTooLong } from '../core/handle.js';

/**
 * Hands over the body, or says why not. One that is too long is read to its end, though not kept: a client that
 * is cut off while it sends never sees the response. `requestTimeout` ends what has no end.
 */
export function readBody(request: IncomingMessage, done: (body: string) => void, fail: (why: Refusal) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= MAX_BODY) chunks.push(chunk);
  });
  request.on('end', () => {
    if (length > MAX_BODY) return fail(bodyTooLong());
    if (length === 0) return done('');
    const [first] = chunks;
    const bytes = chunks.length === 1 && first ? first : Buffer.concat(chunks);
    const body = unpacked(bytes, request.headers['content-encoding']);
    return typeof body === 'string' ? done(body) : fail(body);
  });
}

/**
 * The text of a body as its `Content-Encoding` says. At once, not later: pipelined requests take effect in the
 * order they came, and no more than 1 MB is ever unpacked.
 */
function unpacked(body: Buffer, encoding = 'identity'): string | Refusal {
  const unpack = UNPACK.get(encoding.toLowerCase());
  if (!unpack) return refuse('40020', { about: 'content-encoding', status: 415 });
  try {
    return unpack(body).toString();
  } catch (error) {
    const tooLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return tooLong ? bodyTooLong() : refuse('40020', { about: 'body' });
  }
}

const most = { maxOutputLength: MAX_BODY };

const UNPACK: ReadonlyMap<string, (body: Buffer) => Buffer> = new Map([
  ['identity', (body: Buffer) => body],
  ['gzip', (body: Buffer) => unzipSync(body, most)],
  ['x-gzip', (body: Buffer) => unzipSync(body, most)],
  ['deflate', (body: Buffer) => inflateSync(body, most)],
  ['br', (body: Buffer) => brotliDecompressSync(body, most)],
]);
