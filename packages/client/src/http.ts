import { SignableRequest, wireQuery } from '@bitget-spec/auth';
import type { Middleware } from 'openapi-fetch';
import { STAY } from '#platform';
import type { Feature, Runtime } from './feature.js';
import type { AnyHttp, HttpTools } from './openapi.js';
import { parse } from './request.js';

const METHODS = ['request', 'GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'] as const;

/**
 * `client.http`: openapi-fetch, for what the calls do not cover. It is loaded with its first use, and the calls go by
 * way of it from the moment that it is given middleware.
 */
export function http(): Feature {
  return { rank: 50, attach };
}

function attach(runtime: Runtime): { http: AnyHttp } {
  const { ask, baseUrl, send, sign } = runtime;
  const tools: HttpTools = {
    baseUrl,
    send,
    sign,
    Request: SignableRequest,
    querySerializer: wireQuery,
    ...STAY,
  };
  const middleware: Middleware[] = [];
  let client: AnyHttp | undefined;
  const load = async () => {
    const { createHttp } = await import('./openapi.js');
    client ??= createHttp(tools, middleware);
    return client;
  };
  runtime.ask = async (context, sendOne) => {
    if (!middleware.length) return ask(context, sendOne);
    const [{ askThrough }, through] = await Promise.all([import('./openapi.js'), load()]);
    return askThrough(through, context, sendOne, parse);
  };
  const calls = METHODS.map((name) => [
    name,
    (...args: never[]) => load().then((loaded) => Reflect.apply(loaded[name], loaded, args)),
  ]);
  const use = (...more: Middleware[]) => {
    middleware.push(...more);
    client?.use(...more);
  };
  const eject = (...less: Middleware[]) => {
    for (const one of less) if (middleware.includes(one)) middleware.splice(middleware.indexOf(one), 1);
    client?.eject(...less);
  };
  // Its methods are openapi-fetch's own, one promise later.
  return { http: { ...Object.fromEntries(calls), use, eject } as AnyHttp };
}
