import type { ErrorEntry, Lookup } from '@bitget-spec/contract';
import { classesOf } from '@bitget-spec/contract';
import type { JsonObject } from '../load/json.js';
import type { Channel } from '../model/sockets/types.js';
import type { Api, Operation } from '../model/types.js';

/** What money depends on: of each call by its key, and of each error code. */
export interface Safety {
  calls: Map<string, JsonObject>;
  codes: Map<string, JsonObject>;
}

/** The facts of a description. */
export const safetyOf = (api: Api): Safety => ({
  calls: new Map([
    ...api.operations.map((operation) => [operation.key, callFacts(operation, api)] as const),
    ...ordersOf(api).map((channel) => [channel.key, channelFacts(channel, api)] as const),
  ]),
  codes: new Map([...(api.errors ?? [])].map(([code, error]) => [code, codeFacts(code, error)])),
});

/** The ways to order over a socket. */
export const ordersOf = ({ sockets }: Api): Channel[] =>
  (sockets?.channels ?? []).filter(({ kind }) => kind === 'trade');

function channelFacts({ effect, permission, orderId, lookups }: Channel, api: Api): JsonObject {
  return {
    method: 'SOCKET',
    effect,
    permission,
    ...(orderId && { orderId }),
    ...(lookups && { lookups: lookups.map((lookup) => lookupFacts(lookup, api)) }),
  };
}

function callFacts({ method, effect, permission, signed, orderId, lookups }: Operation, api: Api): JsonObject {
  return {
    method: method.toUpperCase(),
    effect,
    permission: signed ? permission : `${permission}, unsigned`,
    ...(orderId && { orderId }),
    ...(lookups && { lookups: lookups.map((lookup) => lookupFacts(lookup, api)) }),
  };
}

/** A list that is read whole proves something as long as it is shorter than a page may be. */
function lookupFacts({ also, with: fixed, ...lookup }: Lookup, { operations }: Api): JsonObject {
  const max = operations.find(({ key }) => key === lookup.operation)?.paging?.max;
  return {
    ...lookup,
    ...(also && { also: [...also] }),
    ...(fixed && { with: { ...fixed } }),
    ...(lookup.filters === false && max && { wholeBelow: max }),
  };
}

function codeFacts(code: string, error: ErrorEntry): JsonObject {
  const { outcome, retry } = error;
  const classes = classesOf(code, error);
  return { ...(outcome && { outcome }), ...(retry && { retry }), ...(classes.length && { classes }) };
}
