import type { KindId } from '../../src/diff/kinds/index.js';
import type { Json, JsonObject } from '../../src/load/json.js';

/** Two versions of what our extensions say of an operation. */
export interface FactPair {
  kind: KindId;
  base: JsonObject;
  head: JsonObject;
  also?: KindId[];
}

const pair = (kind: KindId, base: JsonObject, head: JsonObject, ...also: KindId[]): FactPair => ({
  kind,
  base,
  head,
  also,
});
/** One extension. */
const of = (kind: KindId, key: string, was: Json | undefined, now: Json | undefined, ...also: KindId[]): FactPair =>
  pair(kind, was === undefined ? {} : { [key]: was }, now === undefined ? {} : { [key]: now }, ...also);

const limit = (more: JsonObject = {}): Json => [{ count: 10, seconds: 1, by: 'uid', ...more }];
const paging = (more: JsonObject = {}): Json => ({
  style: 'cursor',
  next: 'data.cursor',
  limit: 'limit',
  max: 100,
  windowDays: 90,
  ...more,
});
const lookup = (more: JsonObject = {}): JsonObject => ({ operation: 'v3:trade.orderInfo', by: 'clientOid', ...more });
const other = { operation: 'v3:trade.unfilledOrders', by: 'clientOid' };

export const FACT_PAIRS: FactPair[] = [
  of('limit-stated', 'x-rate-limit', 'unknown', limit()),
  of('limit-unstated', 'x-rate-limit', limit(), 'unknown'),
  of('limit-lowered', 'x-rate-limit', limit(), limit({ count: 5 })),
  of('limit-raised', 'x-rate-limit', limit(), limit({ count: 20 })),
  of('limit-scope-changed', 'x-rate-limit', limit(), limit({ by: 'ip' })),
  of('limit-scope-learned', 'x-rate-limit', limit({ by: 'unknown' }), limit()),
  of('limit-scope-forgotten', 'x-rate-limit', limit(), limit({ by: 'unknown' })),
  of('limit-condition-changed', 'x-rate-limit', limit(), limit({ when: 'copyTrader' })),
  of('permission-learned', 'x-permission', 'unknown', 'trade:read'),
  of('permission-forgotten', 'x-permission', 'trade:read', 'unknown'),
  of('permission-required', 'x-permission', 'none', 'trade:read'),
  of('permission-raised', 'x-permission', 'trade:read', 'trade:write'),
  of('permission-lowered', 'x-permission', 'trade:write', 'trade:read'),
  of('permission-area-changed', 'x-permission', 'trade:read', 'account:read'),
  of('account-narrowed', 'x-account', 'any', 'unified'),
  of('account-widened', 'x-account', 'unified', 'any'),
  of('account-changed', 'x-account', 'unified', 'classic'),
  of('effect-raised', 'x-effect', 'read', 'order'),
  of('effect-lowered', 'x-effect', 'write', 'read'),
  of('effect-changed', 'x-effect', 'order', 'write'),
  of('reason-changed', 'x-why', { effect: 'it only looks' }, { effect: 'it reads' }),
  of('paging-added', 'x-paging', undefined, paging()),
  of('paging-removed', 'x-paging', paging(), undefined),
  of('paging-style-changed', 'x-paging', paging(), paging({ style: 'idLessThan' })),
  of('paging-next-moved', 'x-paging', paging(), paging({ next: 'data.endId' })),
  of('paging-parameter-changed', 'x-paging', paging(), paging({ param: 'after' })),
  of('page-size-parameter-changed', 'x-paging', paging(), paging({ limit: 'pageSize' })),
  of('page-size-lowered', 'x-paging', paging(), paging({ max: 50 })),
  of('page-size-raised', 'x-paging', paging(), paging({ max: 200 })),
  of('window-shortened', 'x-paging', paging(), paging({ windowDays: 30 })),
  of('window-lengthened', 'x-paging', paging(), paging({ windowDays: 180 })),
  of('order-id-added', 'x-order-id', undefined, 'clientOid'),
  of('order-id-removed', 'x-order-id', 'clientOid', undefined),
  of('order-id-moved', 'x-order-id', 'clientOid', 'orderList[].clientOid'),
  of('lookup-added', 'x-lookup', [lookup()], [lookup(), other]),
  of('lookup-removed', 'x-lookup', [lookup(), other], [lookup()]),
  of('lookup-changed', 'x-lookup', lookup(), lookup({ also: ['symbol'] })),
  of('lookup-reordered', 'x-lookup', [lookup(), other], [other, lookup()]),
  of('lookup-proof-lost', 'x-lookup', lookup(), lookup({ proof: false })),
  of('lookup-proof-gained', 'x-lookup', lookup({ proof: false }), lookup()),
  of('expected-code-added', 'x-errors', ['40010'], ['40010', '43012']),
  of('expected-code-removed', 'x-errors', ['40010', '43012'], ['40010']),
];

/** Two catalogues of business codes. */
const entry = (more: JsonObject = {}): JsonObject => ({
  '43012': { message: 'no balance', kind: 'balance', hint: 'pay in', ...more },
});

export const CODE_PAIRS: FactPair[] = [
  pair('code-added', {}, entry()),
  pair('code-removed', entry(), {}),
  pair('code-replaced', entry(), { '43013': entry()['43012'] ?? null }),
  pair('code-kind-changed', entry(), entry({ kind: 'limit' })),
  pair('code-outcome-changed', entry(), entry({ outcome: 'unknown' })),
  pair('code-retry-gained', entry(), entry({ retry: true })),
  pair('code-retry-lost', entry({ retry: true }), entry()),
  pair('code-message-changed', entry(), entry({ message: 'too little' })),
  pair('code-meaning-changed', entry(), entry({ meaning: 'the account is empty' })),
  pair('code-hint-changed', entry(), entry({ hint: 'pay in first' })),
  pair('code-products-changed', entry(), entry({ where: ['spot'] })),
];

/** Two versions of a file beside the description: its key in x-bitget-spec, and what it holds. */
export interface CompanionPair {
  kind: KindId;
  key: string;
  base: Json;
  head: Json;
}

const alias = (use: string): Json => [{ path: 'GET /api/v3/old', use, why: 'it is old' }];
const move = (to: Json): Json => [{ from: 'v3:a.b', to }];

export const COMPANION_PAIRS: CompanionPair[] = [
  { kind: 'alias-added', key: 'aliases', base: [], head: alias('v3:a.b') },
  { kind: 'alias-removed', key: 'aliases', base: alias('v3:a.b'), head: [] },
  { kind: 'alias-retargeted', key: 'aliases', base: alias('v3:a.b'), head: alias('v3:a.c') },
  { kind: 'exception-added', key: 'exceptions', base: [], head: [{ 'GET /api/v3/a/b: c': 'it is not so' }] },
  { kind: 'exception-removed', key: 'exceptions', base: [{ 'GET /api/v3/a/b: c': 'it is not so' }], head: [] },
  { kind: 'migration-target-changed', key: 'migration', base: move('v4:a.b'), head: move('none') },
  { kind: 'mock-became-stateful', key: 'stateful', base: [], head: ['v3:a.b'] },
  { kind: 'mock-lost-state', key: 'stateful', base: ['v3:a.b'], head: [] },
];
