import type { Clock, MockReply, MockRequest } from '../types.js';
import { generate } from './answer.js';
import { authenticate } from './authenticate.js';
import { failure, success } from './envelope.js';
import { Refusal, refuse } from './errors.js';
import { readParameters } from './parameters.js';
import type { Route } from './router.js';
import type { Behaviour, Call, MockState } from './state.js';

/** Longest body that is read, in bytes. */
export const MAX_BODY = 1_048_576;

/**
 * The exchange: answers one request. It reads no clock and no network but what it is given, and answers at once
 * wherever the platform can check signatures at once, so that requests take effect in the order they came.
 */
export function handle(request: MockRequest, state: MockState, clock: Clock): MockReply | Promise<MockReply> {
  const start = clock.now();
  const finish = (answer: MockReply | Refusal) =>
    answer instanceof Refusal ? failure(answer, start, clock.now()) : answer;
  const mark = request.url.indexOf('?');
  const path = mark < 0 ? request.url : request.url.slice(0, mark);
  const query = mark < 0 ? '' : request.url.slice(mark + 1);
  const route = state.catalogue.routes.get(`${request.method} ${path}`);
  if (!route) return finish(refuse(isRetired(path) ? '30032' : '40404'));
  if (tooLong(request.body)) return finish(bodyTooLong());
  const admit = (refusal: Refusal | undefined) =>
    refusal ? finish(refusal) : serve(request, query, route, state, clock, start);
  if (!route.operation.signed) return admit(undefined);
  const refusal = authenticate(request, route.operation, state.keys, clock);
  return refusal instanceof Promise ? refusal.then(admit) : admit(refusal);
}

/** The refusal of a body over {@link MAX_BODY}, also for hosts, which stop reading there. */
export function bodyTooLong(): Refusal {
  return refuse('40020', { message: 'Parameter body error: more than 1 MB', status: 413 });
}

function serve(request: MockRequest, query: string, route: Route, state: MockState, clock: Clock, start: number) {
  const parameters = readParameters(request, query, route);
  if (parameters instanceof Refusal) return failure(parameters, start, clock.now());
  const { operation } = route;
  const generated = () => generate(route, parameters, state.seed, start);
  const behaviour = state.behaviours.get(operation.key);
  if (!behaviour) return success(generated(), operation, 'validated', start, clock.now());
  const key = operation.signed ? state.keys.get(request.headers['access-key'] ?? '') : undefined;
  const reply = (data: unknown) =>
    data instanceof Refusal
      ? failure(data, start, clock.now())
      : success(data, operation, 'override', start, clock.now());
  const data = attempt(behaviour, { ...parameters, operation, account: key?.account, now: start, generated });
  return data instanceof Promise ? data.catch(refusalOnly).then(reply) : reply(data);
}

function attempt(behaviour: Behaviour, call: Call): unknown {
  try {
    return behaviour(call);
  } catch (error) {
    return refusalOnly(error);
  }
}

/** A refusal may be thrown as well as returned; anything else thrown is a mistake of whoever wrote the override. */
function refusalOnly(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

/** v1 was switched off on 28 November 2025; its paths name the product first. */
function isRetired(path: string): boolean {
  return /^\/api\/(spot|mix|margin|broker|user|trace|p2p|swap)\/v1\//.test(path);
}

function tooLong(body: string): boolean {
  if (body.length * 3 <= MAX_BODY) return false;
  return body.length > MAX_BODY || new TextEncoder().encode(body).byteLength > MAX_BODY;
}
