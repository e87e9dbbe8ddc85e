import type { System } from '@bitget-spec/auth';
import { MAX_BODY } from '../core/handle.js';
import type { MockReply, MockRequest } from '../types.js';

/** What fetch takes; the DOM's name for it is not one of Node's types. */
export type FetchInput = Parameters<typeof fetch>[0];

type Respond = (request: MockRequest) => MockReply | Promise<MockReply>;
type Deliver = (reply: MockReply, request: Request) => Promise<Response>;

/** Answers a `fetch` call. The URL's host is not looked at; a path alone will do. */
export async function replyTo(
  input: FetchInput,
  init: RequestInit | undefined,
  respond: Respond,
  deliver: Deliver,
): Promise<Response> {
  const request = input instanceof Request && init === undefined ? input : new Request(absolute(input), init);
  request.signal.throwIfAborted();
  return deliver(await respond(await plain(request)), request);
}

/** Throws what Node's `fetch` does when the connection is cut. */
export function lostConnection(): never {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });
  throw new TypeError('fetch failed', { cause });
}

/** Hands an answer over as `fetch` does. A lost one becomes what `cut` makes of it, or never comes. */
export function deliverOr(system: System, cut: () => Response): Deliver {
  return async ({ status, headers, body, delivery }, request) => {
    if (delivery?.delay) await passed(system, delivery.delay, request);
    if (delivery?.lost === 'hang') await passed(system, undefined, request);
    if (delivery?.lost) return cut();
    return new Response(request.method === 'HEAD' ? null : body, { status, headers });
  };
}

// A request's signal hears of its caller's only while the request is held (nodejs/undici#1926).
const waiting = new Set<Request>();

/** Waits so many milliseconds, or for ever, unless the caller gives up before. */
function passed(system: System, time: number | undefined, request: Request): Promise<void> {
  const { signal } = request;
  waiting.add(request);
  const wait = new Promise<void>((resolve, reject) => {
    const giveUp = () => {
      system.clearTimeout(timer);
      reject(signal.reason);
    };
    const done = () => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    };
    const timer = time === undefined ? undefined : system.setTimeout(done, time);
    if (signal.aborted) giveUp();
    else signal.addEventListener('abort', giveUp, { once: true });
  });
  return wait.finally(() => waiting.delete(request));
}

function absolute(input: FetchInput): FetchInput {
  return typeof input === 'string' && input.startsWith('/') ? `http://mock.invalid${input}` : input;
}

async function plain(request: Request): Promise<MockRequest> {
  const { pathname, search } = new URL(request.url);
  const headers: Record<string, string> = {};
  request.headers.forEach((value, name) => {
    headers[name] = value;
  });
  const packed = /^(x-)?(gzip|deflate)$/i.exec(headers['content-encoding'] ?? '')?.[2]?.toLowerCase();
  const { body: stream } = request;
  let body = '';
  if (stream && (packed === 'gzip' || packed === 'deflate')) body = await unpacked(stream, packed);
  else if (stream) body = await request.text();
  return { method: request.method, url: pathname + search, headers, body };
}

/** What a compressed body says, as far as it may be read: more is refused, as is what can't be unpacked. */
async function unpacked(stream: ReadableStream<Uint8Array<ArrayBuffer>>, format: 'gzip' | 'deflate'): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    const reader = stream.pipeThrough(new DecompressionStream(format)).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      if (text.length > MAX_BODY) return text;
    }
    return text;
  } catch {
    return NOT_JSON;
  }
}

const NOT_JSON = '\u0000';
