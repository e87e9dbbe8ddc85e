import type { PlainMockData, PlainMockOperation } from '@bitget-spec/contract';
import { compileData } from '../core/data/compile.js';
import type { Make } from '../core/data/value-context.js';
import { hashText } from '../core/hash.js';
import { compiler } from '../core/validation/compile.js';
import { Failure, type Reader } from '../core/validation/failure.js';
import { warnUnread } from '../core/validation/warn-unread.js';
import { refusal } from './refusal.js';
import { hasCookie, missingCredentials } from './security.js';

/** An operation, and what is worked out for it on first use. */
interface Route {
  operation: PlainMockOperation;
  pattern: RegExp;
  /** The query that its path begins: `beta=true` of `/responses/{id}?beta=true`. */
  constant: URLSearchParams;
  reader?: Reader | undefined;
  make?: Make;
}

/** Answers requests to the operations of a description. */
export function answers(data: PlainMockData, seed: string, now: () => number): (request: Request) => Promise<Response> {
  // A path of words is meant before one with a placeholder in the same place, one that begins a query before one without.
  const routes = data.operations
    .map((operation) => routeOf(operation, data.base))
    .sort((a, b) => placeholders(a) - placeholders(b) || b.constant.size - a.constant.size);
  const { compile } = compiler({ document: data, onUnread: warnUnread(data.api) });

  return async (request) => {
    const url = new URL(request.url);
    const near = routes.filter(({ pattern }) => pattern.test(url.pathname));
    if (!near.length) return refusal(404, `no path of ${data.api} is ${url.pathname}${below(data.base)}`);
    const there = near.filter(({ constant }) => [...constant].every(([name, value]) => isIn(url, name, value)));
    if (!there.length)
      return refusal(404, `${url.pathname} takes the query ${near.map(({ constant }) => constant).join(' or ')}`);
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
    if (!mediaType || BODILESS.has(status)) return new Response(null, { status });
    const headers = { 'content-type': mediaType };
    if (!/json/.test(mediaType))
      return new Response(typeof example === 'string' ? example : 'text', { status, headers });
    route.make ??= compileData(response ?? true, data.schemas, example);
    const value = example ?? route.make(hashText(id, hashText(seed)), { ...NO_REQUEST, now: now() });
    return new Response(JSON.stringify(value), { status, headers });
  }
}

/** Statuses that HTTP has no body for. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

const NO_REQUEST = { request: {}, batch: [], index: 0, salt: 0, pastEnd: false, mark: undefined };

const placeholders = ({ operation }: Route): number => operation.path.split('{').length;

function routeOf(operation: PlainMockOperation, base: string): Route {
  const [path = '', query] = (operation.path.split('#')[0] ?? '').split('?');
  return { operation, pattern: patternOf((operation.base ?? base) + path), constant: new URLSearchParams(query) };
}

/** Whether a query has a value; any will do for a placeholder. */
const isIn = ({ searchParams }: URL, name: string, value: string): boolean =>
  /^\{.+\}$/.test(value) ? searchParams.has(name) : searchParams.getAll(name).includes(value);

/** One part of a path stands for a placeholder, whatever its style. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^{}]+\}/g, '[^/]+')}$`);

const below = (base: string): string => (base ? `; all lie below ${base}` : '');

function wrongParameter(request: Request, url: URL, { required = [] }: PlainMockOperation): string | undefined {
  const missing = required.find(({ name, in: place }) => {
    if (place === 'query')
      return ![...url.searchParams.keys()].some((key) => key === name || key.startsWith(`${name}[`));
    return place === 'header' ? !request.headers.has(name) : !hasCookie(request.headers, name);
  });
  return missing && `the ${missing.in} parameter ${missing.name} is missing`;
}
