import { after, before } from '../faults/apply.js';
import type { MockReply, MockRequest, TimeSource } from '../types.js';
import { authenticate, checkAccount } from './authenticate.js';
import { MAX_BODY } from './body-limit.js';
import { failure, success } from './envelope.js';
import { Refusal, refuse } from './errors.js';
import { generate } from './generate.js';
import { orderNumbers } from './order-id.js';
import { readParameters } from './parameters.js';
import type { Route } from './router.js';
import type { Call, MockState, OperationHandler } from './state.js';
import { unknownPath } from './unknown.js';
import { arrive, type BySocket, type Visit } from './visit.js';

type Outcome = MockReply | Refusal;

/**
 * The exchange: answers one request. It reads no clock and no network but what it is given, and answers at once
 * wherever the platform can check signatures at once, so that requests take effect in the order they came.
 *
 * @param onWay the fault rules that the request has met already
 * @param socket how it came, if it was sent over a socket: its signature is not asked for
 */
export function handle(
  request: MockRequest,
  state: MockState,
  clock: TimeSource,
  onWay: readonly string[] = [],
  socket?: BySocket,
): MockReply | Promise<MockReply> {
  const visit = arrive(request, state, clock, socket);
  visit.seen.faults = onWay;
  const outcome = receive(visit);
  return outcome instanceof Promise ? outcome.then((late) => leave(visit, late)) : leave(visit, outcome);
}

/** The refusal of a body over {@link MAX_BODY}, also for hosts, which stop reading there. */
export function bodyTooLong(): Refusal {
  return refuse('40020', { message: 'Parameter body error: more than 1 MB', status: 413 });
}

/** In the exchange's order: address, path, the operation's limits, signature, parameters. */
function receive(visit: Visit): Outcome | Promise<Outcome> {
  const { request, state, clock, route, ip, seen } = visit;
  const shutOut = visit.socket ? undefined : state.limits.arrive(ip, visit.start);
  if (shutOut) return shutOut;
  if (!route) return unknownPath(request.method, seen.path, state.catalogue);
  if (tooLong(request.body)) return bodyTooLong();
  const { operation } = route;
  const tooMany = count(visit, route, 'ip', ip);
  if (tooMany) return tooMany;
  if (!operation.signed) return admit(visit, route);
  const pass = (refusal: Refusal | undefined) => {
    return refusal ?? count(visit, route, 'uid', request.headers['access-key'] ?? '') ?? admit(visit, route);
  };
  const refusal = visit.socket ? checkKey(visit, route) : authenticate(request, operation, state.keys, clock);
  return refusal instanceof Promise ? refusal.then(pass) : pass(refusal);
}

/** What is left to check of a key that has logged in: it may have been removed since. */
function checkKey({ request, state }: Visit, { operation }: Route): Refusal | undefined {
  const key = state.keys.get(request.headers['access-key'] ?? '');
  return key ? checkAccount(request, operation, key.account) : refuse('40037');
}

function count(visit: Visit, { operation }: Route, by: 'ip' | 'uid', subject: string): Refusal | undefined {
  const left = visit.state.limits.take(operation, by, subject, visit.start);
  if (left instanceof Refusal) return left;
  if (left !== undefined) visit.left = Math.min(left, visit.left ?? left);
  return undefined;
}

function admit(visit: Visit, route: Route): Outcome | Promise<Outcome> {
  const { state, seen } = visit;
  const { delay, lag, fault, rule, ids } = state.faults.draw(
    seen.operation ?? route.operation.key,
    seen.key,
    state.seed,
    visit.socket !== undefined,
  );
  visit.delay = delay;
  visit.lag = lag;
  visit.fault = fault;
  visit.rule = rule;
  if (ids.length) seen.faults = [...seen.faults, ...ids];
  return before(fault) ?? serve(visit, route);
}

function serve(visit: Visit, route: Route): Outcome | Promise<Outcome> {
  const { request, state, clock, start, seen } = visit;
  const { operation } = route;
  const parameters = readParameters(request, visit.query, route);
  if (parameters instanceof Refusal) return parameters;
  state.journal.name(seen, orderNumbers(operation.orderId ?? 'clientOid', parameters), visit.query.length);
  const account = operation.signed ? state.keys.get(request.headers['access-key'] ?? '')?.account : undefined;
  const { request: asked, fields, batch } = parameters;
  visit.asked = asked;
  // Field by field, here and above: a spread costs more than all checks together.
  const call: Call = {
    request: asked,
    fields,
    batch,
    operation,
    account,
    now: start,
    lag: operation.effect === 'read' ? visit.lag : 0,
    generated: () => generate(route, parameters, state.seed, start),
  };
  const reply = (data: unknown, fidelity: string) => {
    if (data instanceof Refusal) return data;
    seen.accepted = true;
    return success(data, fidelity, start, clock.now());
  };
  const stateful = state.engine?.handlers.get(operation.key);
  const own = state.handlers.get(operation.key);
  if (account?.balances) state.engine?.open?.(account, start);
  const handler = own ?? stateful;
  if (!handler) return reply(call.generated(), 'validated');
  const fidelity = own ? 'override' : 'stateful';
  const data = attempt(handler, own && stateful ? { ...call, generated: () => stateful(call) } : call);
  if (data instanceof Promise) return data.catch(refusalOnly).then((late) => reply(late, fidelity));
  return reply(data, fidelity);
}

/** Writes the response, with what faults make of it, and closes the entry in the journal. */
function leave(visit: Visit, outcome: Outcome): MockReply | Promise<MockReply> {
  const { clock, start, route, seen, fault, rule, state } = visit;
  const written = (response: Outcome) =>
    response instanceof Refusal ? failure(response, start, clock.now()) : response;
  let reply = written(outcome);
  if (outcome instanceof Refusal) seen.code = outcome.code;
  else if (seen.accepted) seen.code = '00000';
  if (fault && route && !reply.delivery && !isOfFrame(visit)) {
    const { operation, schemas } = route;
    const spoilt = after(fault, reply, () => ({ response: operation.response, schemas, request: visit.asked }));
    if (spoilt instanceof Refusal) seen.code = spoilt.code;
    else if (spoilt.headers['content-type'] === 'text/html') seen.code = '';
    reply = written(spoilt);
  }
  if (fault && visit.socket && !reply.delivery) reply.delivery = { fault };
  if (visit.delay > 0) reply.delivery = { ...reply.delivery, delay: visit.delay };
  const left = leftOf(visit);
  if (left !== undefined) reply.headers['x-mbx-used-remain-limit'] ??= String(left);
  seen.status = reply.status;
  seen.cut = reply.delivery?.lost !== undefined;
  return fault && 'swap' in fault && !visit.socket ? state.faults.swaps.swap(rule, reply, fault.swap) : reply;
}

/** Whether a fault is about how the reply looks, which a socket's frame has to itself. */
function isOfFrame({ fault, socket }: Visit): boolean {
  return socket !== undefined && fault !== undefined && !('code' in fault || 'cut' in fault || 'hang' in fault);
}

/** With the limits off, what the first request would leave. */
function leftOf({ left, state, route }: Visit): number | undefined {
  const limit = route?.operation.limits[0];
  return state.limits.get() === 'off' && limit ? Math.max(0, limit.count - 1) : left;
}

function attempt(handler: OperationHandler, call: Call): unknown {
  try {
    return handler(call);
  } catch (error) {
    return refusalOnly(error);
  }
}

/** A refusal may be thrown as well as returned; anything else thrown is a mistake of whoever wrote the override. */
function refusalOnly(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

function tooLong(body: string): boolean {
  if (body.length * 3 <= MAX_BODY) return false;
  return body.length > MAX_BODY || new TextEncoder().encode(body).byteLength > MAX_BODY;
}
