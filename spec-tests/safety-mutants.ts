import type { Effect, ErrorEntry, Lookup } from '@bitget-spec/contract';
import { classesOf } from '@bitget-spec/contract';
import { modelRules } from '../generator/src/lint/model-rules/index.js';
import type { Api, Operation, Why } from '../generator/src/model/types.js';
import { compareSafety } from '../generator/src/safety/compare.js';
import { type Safety, safetyOf } from '../generator/src/safety/facts.js';

/** A description in which one fact that money depends on is another. */
export interface Mutant {
  /** `effect to read`, `lookup removed` */
  kind: string;
  /** `v3:trade.placeOrder: read` */
  name: string;
  /**
   * All calls where one of them differs, or the one code that does: codes do not depend on each other, nor on calls.
   * No code where one was removed.
   */
  api: () => Api;
}

/** What notices a mutant. */
export interface Verdict {
  rule: boolean;
  list: boolean;
}

/** Whether a rule fires on a mutant, and whether the list differs from it. */
export function judge({ name, ...mutant }: Mutant, listed: Safety): Verdict {
  const api = mutant.api();
  const ofCode = !api.operations.length;
  const codes = [...listed.codes].filter(([code]) => ofCode && name.startsWith(`${code}:`));
  const part: Safety = { calls: ofCode ? new Map() : listed.calls, codes: new Map(codes) };
  return {
    rule: Object.values(modelRules).some((rule) => rule(api).length > 0),
    list: compareSafety(part, safetyOf(api), api.name).length > 0,
  };
}

type Change<T> = [kind: string, what: string, changed: T | undefined];

/** Every mutant of the calls of a description. */
export function* callMutants(api: Api): Generator<Mutant> {
  const calls: Api = { ...api, errors: new Map() };
  for (const operation of api.operations) {
    for (const [kind, what, changed] of changesOf(operation, api)) {
      const operations = () => api.operations.flatMap((other) => (other === operation ? (changed ?? []) : other));
      yield { kind, name: `${operation.key}: ${what}`, api: () => ({ ...calls, operations: operations() }) };
    }
  }
}

/** Every mutant of the error catalogue. */
export function* codeMutants(api: Api): Generator<Mutant> {
  for (const [code, error] of api.errors ?? []) {
    for (const [kind, what, changed] of codeChanges(code, error)) {
      const errors = new Map(changed && [[code, changed]]);
      yield { kind, name: `${code}: ${what}`, api: () => ({ ...api, operations: [], errors }) };
    }
  }
}

/** The operation without a key. */
const without = (operation: Operation, key: 'orderId' | 'lookups' | 'why'): Operation => {
  const { [key]: _, ...rest } = operation;
  return rest;
};

const EFFECTS: Effect[] = ['read', 'write', 'order', 'funds'];

function* changesOf(operation: Operation, api: Api): Generator<Change<Operation>> {
  const { effect, permission, signed, orderId, lookups, why } = operation;
  yield ['call removed', '', undefined];
  for (const other of EFFECTS) {
    if (other === effect) continue;
    yield [`effect to ${other}`, `${effect} to ${other}`, { ...operation, effect: other }];
    if (other === 'read') {
      const reasoned = { ...operation, effect: other, why: { effect: 'It only reads.' } };
      yield ['effect to read, with a reason', `${effect} to read`, reasoned];
    }
  }
  for (const other of permissionsBeside(permission))
    yield ['permission', `${permission} to ${other}`, { ...operation, permission: other }];
  yield ['signed', `${signed} to ${!signed}`, { ...operation, signed: !signed }];
  if (orderId) {
    yield ['order id removed', orderId, without(operation, 'orderId')];
    yield ['order id and lookup removed', orderId, without(without(operation, 'orderId'), 'lookups')];
    const others = [orderId.replace(/\w+$/, 'orderId'), orderId.replace(/^.*\./, ''), `orders[].${orderId}`];
    for (const other of others)
      if (other !== orderId) yield ['order id renamed', `${orderId} to ${other}`, { ...operation, orderId: other }];
  } else yield ['order id added', 'clientOid', { ...operation, orderId: 'clientOid' }];
  if (lookups) yield* lookupChanges(operation, lookups, api);
  else yield ['lookup added', '', { ...operation, lookups: [{ operation: 'v3:trade.orderInfo', by: 'clientOid' }] }];
  if (why) yield ['reason removed', Object.keys(why).join(), without(operation, 'why')];
  for (const key of ['effect', 'orderId', 'lookup'] satisfies (keyof Why)[])
    if (!why?.[key]) yield ['reason added', key, { ...operation, why: { ...why, [key]: 'For no reason at all.' } }];
  if (operation.paging?.max) {
    const read = api.operations.some(({ lookups: places }) =>
      places?.some((place) => place.operation === operation.key && place.filters === false),
    );
    const paging = { ...operation.paging, max: 2 * operation.paging.max };
    if (read) yield ['page of a list that is read whole', 'twice as long', { ...operation, paging }];
  }
}

function permissionsBeside(permission: string): string[] {
  const [area = '', right] = permission.split(':');
  const others = right ? [`${area}:${right === 'read' ? 'write' : 'read'}`, 'tax:read'] : ['trade:read', 'trade:write'];
  return [...others, 'none', 'unknown'].filter((other) => other !== permission);
}

function* lookupChanges(operation: Operation, lookups: Lookup[], api: Api): Generator<Change<Operation>> {
  yield ['lookup removed', 'all', without(operation, 'lookups')];
  const reason = { ...without(operation, 'lookups'), why: { lookup: 'No call finds it.' } };
  yield ['lookup removed, with a reason', 'all', reason];
  for (const [index, lookup] of lookups.entries()) {
    const one = (kind: string, what: string, ...changed: Lookup[]): Change<Operation> => [
      kind,
      `${lookup.operation} ${what}`,
      { ...operation, lookups: lookups.toSpliced(index, 1, ...changed) },
    ];
    if (lookups.length > 1) yield one('lookup removed', 'removed');
    yield one('lookup twice', 'twice', lookup, lookup);
    for (const target of api.operations)
      if (target.method === 'get' && !lookups.some(({ operation: key }) => key === target.key))
        yield one('lookup in another call', `to ${target.key}`, { ...lookup, operation: target.key });
    for (const by of ['orderId', 'newClientOid', 'clientOrderId'])
      yield one('lookup by another field', `by ${by}`, { ...lookup, by });
    const { filters = true, proof = true, also = [], with: fixed = {} } = lookup;
    yield one('filters', `filters ${!filters}`, { ...lookup, filters: !filters });
    yield one('proof', `proof ${!proof}`, { ...lookup, proof: !proof });
    for (const name of also)
      yield one('also removed', `without ${name}`, { ...lookup, also: also.filter((other) => other !== name) });
    for (const name of ['symbol', 'endTime', 'nothing'])
      if (!also.includes(name)) yield one('also added', `with ${name}`, { ...lookup, also: [...also, name] });
    for (const name of Object.keys(fixed)) {
      const { [name]: _, ...others } = fixed;
      yield one('fixed parameter removed', `without ${name}`, { ...lookup, with: others });
      yield one('fixed parameter changed', `${name} other`, { ...lookup, with: { ...fixed, [name]: 'other' } });
    }
    yield one('fixed parameter added', 'with limit', { ...lookup, with: { ...fixed, limit: '1' } });
  }
  if (lookups.length > 1)
    yield ['lookups in another order', 'reversed', { ...operation, lookups: lookups.toReversed() }];
}

function* codeChanges(code: string, error: ErrorEntry): Generator<Change<ErrorEntry>> {
  const { outcome, retry, kind, message } = error;
  const classes = classesOf(code, error).join();
  if (outcome || retry || classes) yield ['code removed', '', undefined];
  for (const other of ['taken', 'not-taken', 'unknown', undefined] as const) {
    if (other === outcome) continue;
    const { outcome: _, ...rest } = error;
    yield [`outcome to ${other ?? 'nothing'}`, `${outcome} to ${other}`, { ...rest, ...(other && { outcome: other }) }];
  }
  const { retry: _, ...once } = error;
  yield retry ? ['retry removed', '', once] : ['retry added', '', { ...error, retry: true }];
  const others: [string, ErrorEntry][] = [
    ...(['clock', 'unavailable', 'not-found', 'other'] as const).map((word): [string, ErrorEntry] => [
      `kind ${kind} to ${word}`,
      { ...error, kind: word },
    ]),
    ['message that names an order', { ...error, message: `${message} order` }],
    ['message that names no order', { ...error, message: message.replaceAll(/order/gi, 'thing') }],
  ];
  for (const [what, changed] of others)
    if (classesOf(code, changed).join() !== classes) yield ['class of a code', what, changed];
}
