import { SignableRequest, wireQuery } from '@bitget-spec/auth';
import type { Middleware } from 'openapi-fetch';
import { loadOpenapi } from '#later';
import { STAY } from '#platform';
import { copyOf } from '../call/copy.js';
import type { Attached, RoundTrip, Runtime, Stage } from '../call/stage.js';
import { InvalidResponseError } from '../errors/errors.js';
import { CHECK_WAY } from '../transport/envelope.js';
import { createSend, parse } from '../transport/request.js';
import { METHODS } from './methods.js';
import type { AnyHttp, RawInit } from './openapi.js';

/**
 * `client.http`: openapi-fetch, for what the calls do not cover. It is loaded with its first use, and the calls go by
 * way of it from the moment that it is given middleware.
 *
 * What it sends keeps the client's limits, time limit, clock, hooks and `close()`, and throws the errors that the calls
 * throw where there is no response. Nothing is sent twice, and no envelope is opened: what the exchange says is yours to read.
 */
export function http(): Stage {
  return { name: 'http', attach };
}

function attach(runtime: Runtime, direct: RoundTrip): Attached {
  const { baseUrl, sign } = runtime;
  const middleware: Middleware[] = [];
  let client: AnyHttp | undefined;
  const load = async () => {
    const openapi = await loadOpenapi();
    client ??= openapi.createHttp(
      { ...STAY, baseUrl, Request: SignableRequest, querySerializer: wireQuery },
      middleware,
    );
    return { ...openapi, client };
  };
  const roundTrip: RoundTrip = async (context, sendOne) => {
    if (!middleware.length) return direct(context, sendOne);
    const { roundTripThrough, client } = await load();
    return roundTripThrough(client, context, sendOne, sign, parse);
  };
  const request = async (method: string, path: string, init?: RawInit) => {
    const given = copyOf(init);
    const { sendRaw, client } = await load();
    return sendRaw(client, { runtime, createSend, noJson }, method, path, given);
  };
  const calls = METHODS.map((method) => [method, (path: string, init?: RawInit) => request(method, path, init)]);
  const use = (...more: Middleware[]) => {
    middleware.push(...more);
    client?.use(...more);
  };
  const eject = (...less: Middleware[]) => {
    for (const one of less) if (middleware.includes(one)) middleware.splice(middleware.indexOf(one), 1);
    client?.eject(...less);
  };
  // Its methods are openapi-fetch's own, one promise later.
  return { members: { http: { ...Object.fromEntries(calls), request, use, eject } as AnyHttp }, roundTrip };
}

const noJson = (operation: string, status: number) =>
  new InvalidResponseError(`HTTP ${status}, but no JSON`, CHECK_WAY, {
    operation,
    code: 'invalid-response',
    status,
    sample: '',
  });
