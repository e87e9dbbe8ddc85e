import type { PlainMockData, PlainMockOperation } from '@bitget-spec/contract';
import { compileData } from '../core/data/compile.js';
import type { Make } from '../core/data/value-context.js';
import { hashText } from '../core/hash.js';
import { compiler } from '../core/validation/compile.js';
import { Failure, type Reader } from '../core/validation/failure.js';
import { missingCredentials } from './security.js';

/** An operation, and what is worked out for it on first use. */
interface Route {
  operation: PlainMockOperation;
  pattern: RegExp;
  reader?: Reader | undefined;
  make?: Make;
}

/** Answers requests to the operations of a description. */
export function answers(data: PlainMockData, seed: string, now: () => number): (request: Request) => Promise<Response> {
  // A path of words is meant before one with a placeholder in the same place.
  const routes = data.operations
    .map((operation): Route => ({ operation, pattern: patternOf((operation.base ?? data.base) + operation.path) }))
    .sort((a, b) => placeholders(a) - placeholders(b));
  const { compile } = compiler({ document: data });

  return async (request) => {
    const url = new URL(request.url);
    const there = routes.filter(({ pattern }) => pattern.test(url.pathname));
    if (!there.length) return refusal(404, `no path of ${data.api} is ${url.pathname}${below(data.base)}`);
    const route = there.find(({ operation }) => operation.method === request.method);
    if (!route)
      return refusal(405, `${url.pathname} takes ${there.map(({ operation }) => operation.method).join(', ')}`);
    const { operation } = route;
    const credentials = missingCredentials(request, url, operation.security, data.securitySchemes);
    if (credentials) return refusal(401, `${operation.id} needs ${credentials}`);
    const wrong = wrongParameter(request, url, operation) ?? (await wrongBody(request, route));
    return wrong ? refusal(400, wrong) : success(route);
  };

  async function wrongBody(request: Request, route: Route): Promise<string | undefined> {
    const { body } = route.operation;
    if (!body) return undefined;
    const text = await request.text();
    if (!text) return body.required ? 'the body is missing' : undefined;
    if (body.schema === undefined) return undefined;
    if (!/json/.test(request.headers.get('content-type') ?? '')) return 'the content type is not JSON';
    route.reader ??= compile(body.schema) ?? ((value) => value);
    try {
      const read = route.reader(JSON.parse(text));
      return read instanceof Failure ? read.toString() : undefined;
    } catch {
      return 'the body is not JSON';
    }
  }

  function success(route: Route): Response {
    const { id, status, mediaType, response, example } = route.operation;
    if (!mediaType) return new Response(null, { status });
    const headers = { 'content-type': mediaType };
    if (!/json/.test(mediaType))
      return new Response(typeof example === 'string' ? example : 'text', { status, headers });
    route.make ??= compileData(response ?? true, data.schemas, example);
    const value = example ?? route.make(hashText(id, hashText(seed)), { ...NO_REQUEST, now: now() });
    return new Response(JSON.stringify(value), { status, headers });
  }
}

const NO_REQUEST = { request: {}, batch: [], index: 0, salt: 0, pastEnd: false, mark: undefined };

const placeholders = ({ operation }: Route): number => operation.path.split('{').length;

/** One part of a path stands for a placeholder, whatever its style. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^{}]+\}/g, '[^/]+')}$`);

const below = (base: string): string => (base ? `; all lie below ${base}` : '');

function wrongParameter(request: Request, url: URL, { required = [] }: PlainMockOperation): string | undefined {
  const cookies = request.headers.get('cookie') ?? '';
  const missing = required.find(({ name, in: place }) => {
    if (place === 'query')
      return ![...url.searchParams.keys()].some((key) => key === name || key.startsWith(`${name}[`));
    return place === 'header' ? !request.headers.has(name) : !cookies.includes(`${name}=`);
  });
  return missing && `the ${missing.in} parameter ${missing.name} is missing`;
}

const refusal = (status: number, message: string): Response =>
  Response.json({ error: `[mock] ${message}` }, { status });
