import type { MockReply, MockRequest } from '../types.js';

type Respond = (request: MockRequest) => MockReply | Promise<MockReply>;

/** Answers a `fetch` call. The URL's host is not looked at; a path alone will do. */
export async function replyTo(input: RequestInfo | URL, init: RequestInit | undefined, respond: Respond) {
  const request = input instanceof Request && init === undefined ? input : new Request(absolute(input), init);
  request.signal.throwIfAborted();
  const reply = await respond(await plain(request));
  return new Response(reply.body, { status: reply.status, headers: reply.headers });
}

function absolute(input: RequestInfo | URL): RequestInfo | URL {
  return typeof input === 'string' && input.startsWith('/') ? `http://mock.invalid${input}` : input;
}

async function plain(request: Request): Promise<MockRequest> {
  const { pathname, search } = new URL(request.url);
  const headers: Record<string, string> = {};
  request.headers.forEach((value, name) => {
    headers[name] = value;
  });
  const body = request.body === null ? '' : await request.text();
  return { method: request.method, url: pathname + search, headers, body };
}
