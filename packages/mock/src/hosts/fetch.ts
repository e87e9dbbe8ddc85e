import type { System } from '@bitget-spec/auth';
import { MAX_BODY } from '../core/body-limit.js';
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
  const response = respond(await plain(request));
  return deliver(response instanceof Promise ? await orGivenUp(request, response) : response, request);
}

/** Throws what Node's `fetch` does when the connection is cut. */
export function lostConnection(): never {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' });
  throw new TypeError('fetch failed', { cause });
}

/** Hands a response over as `fetch` does. A lost one becomes what `cut` makes of it, or never comes. */
export function deliverOr(system: System, cut: () => Response): Deliver {
  return async ({ status, headers, body, delivery }, request) => {
    if (delivery?.delay) await passed(system, request, delivery.delay);
    if (delivery?.lost === 'hang') await orGivenUp(request, new Promise(() => {}));
    if (delivery?.lost) return cut();
    if (request.redirect === 'error' && status > 300 && status < 400)
      throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') });
    const content = delivery?.drip ? drip(system, request, body, delivery.drip) : body;
    return new Response(request.method === 'HEAD' ? null : content, { status, headers });
  };
}

/** Waits so many milliseconds, unless the caller gives up before. */
function passed(system: System, request: Request, ms: number): Promise<void> {
  let timer: unknown;
  const time = new Promise<void>((resolve) => {
    timer = system.setTimeout(resolve, ms);
  });
  return orGivenUp(request, time).finally(() => system.clearTimeout(timer));
}

// A request's signal hears of its caller's only while the request is held (nodejs/undici#1926).
const waiting = new Set<Request>();

/** What is waited for, unless the caller gives up before. */
function orGivenUp<T>(request: Request, wait: Promise<T>): Promise<T> {
  const { signal } = request;
  waiting.add(request);
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp);
    wait.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  }).finally(() => waiting.delete(request));
}

/** A body in pieces, with a wait before each. */
function drip(system: System, request: Request, body: string, { ms, bytes }: { ms: number; bytes: number }) {
  const rest = new TextEncoder().encode(body);
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (at >= rest.length) return controller.close();
      await passed(system, request, ms);
      controller.enqueue(rest.slice(at, at + bytes));
      at += bytes;
    },
  });
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
