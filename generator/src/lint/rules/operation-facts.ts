import { ACCOUNTS, EFFECTS, LIMIT_SCOPES, PAGING_STYLES, SOURCES } from '@bitget-spec/contract';
import { isObject, type Json, listOf } from '../../load/json.js';
import { type Rule, report } from '../rule.js';

/** What permissions are about; the other closed lists of the `x-` keys are the contract's. */
const AREAS = [
  'account',
  'trade',
  'spot',
  'futures',
  'margin',
  'copy',
  'earn',
  'convert',
  'loan',
  'p2p',
  'broker',
  'affiliate',
  'tax',
  'wallet',
  'withdraw',
];

/** How a value has to be written, where it is not as it should be. */
export type Check = (value: Json) => string | undefined;

const among = (words: readonly string[], value: unknown): boolean => words.includes(String(value));

const oneOf =
  (words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value) ? undefined : `write one of ${words.join(', ')}`;

const permission: Check = (value) => {
  if (value === 'none' || value === 'unknown') return undefined;
  const [area = '', right = ''] = String(value).split(':');
  if (AREAS.includes(area) && (right === 'read' || right === 'write')) return undefined;
  return `write none, unknown, or area:read or area:write, the area one of ${AREAS.join(', ')}`;
};

const isCount = (value: Json | undefined): boolean => Number.isInteger(value) && Number(value) > 0;

const limits: Check = (value) => {
  if (value === 'unknown') return undefined;
  const fine = listOf(value).every(
    (limit) =>
      isObject(limit) &&
      isCount(limit.count) &&
      isCount(limit.seconds) &&
      among(LIMIT_SCOPES, limit.by) &&
      Object.keys(limit).every((key) => ['count', 'seconds', 'by', 'when'].includes(key)),
  );
  return fine && listOf(value).length
    ? undefined
    : 'write unknown, or a list such as [{ count: 10, seconds: 1, by: uid }]';
};

const sources: Check = (value) =>
  listOf(value).length && listOf(value).every((word) => among(SOURCES, word))
    ? undefined
    : `write a list of ${SOURCES.join(', ')}`;

const paging: Check = (value) => {
  if (!isObject(value) || !among(PAGING_STYLES, value.style))
    return `give it a style, one of ${PAGING_STYLES.join(', ')}`;
  const known = ['style', 'next', 'param', 'page', 'limit', 'max', 'windowDays'];
  const strange = Object.keys(value).find((key) => !known.includes(key));
  if (strange) return `${strange} is no part of it; the parts are ${known.join(', ')}`;
  const noCount = ['max', 'windowDays'].find((key) => value[key] !== undefined && !isCount(value[key]));
  return noCount && `write ${noCount} as a whole number`;
};

const lookup: Check = (value) => {
  const all = Array.isArray(value) ? value : [value];
  const fine = all.every(
    (one) =>
      isObject(one) &&
      /^v\d+:[\w.]+$/.test(String(one.operation)) &&
      typeof one.by === 'string' &&
      (one.with === undefined || isObject(one.with)) &&
      (one.also === undefined || listOf(one.also).every((name) => typeof name === 'string')) &&
      [one.filters, one.proof].every((flag) => flag === undefined || typeof flag === 'boolean') &&
      Object.keys(one).every((key) => ['operation', 'by', 'filters', 'also', 'with', 'proof'].includes(key)),
  );
  return fine && all.length
    ? undefined
    : "write { operation: 'v3:trade.orderInfo', by: clientOid }, or a list of such, with `with` for fixed parameters";
};

const WHY = ['effect', 'orderId', 'lookup'];

const why: Check = (value) =>
  isObject(value) &&
  Object.keys(value).length &&
  Object.entries(value).every(([key, reason]) => WHY.includes(key) && typeof reason === 'string' && / .* /.test(reason))
    ? undefined
    : `write a reason in words for one or more of ${WHY.join(', ')}, such as { effect: 'It only works out a fee.' }`;

const required = {
  'x-rate-limit': limits,
  'x-permission': permission,
  'x-account': oneOf(ACCOUNTS),
  'x-effect': oneOf(EFFECTS),
  'x-source': sources,
} satisfies Record<string, Check>;

const optional = {
  'x-order-id': (value) => (typeof value === 'string' ? undefined : 'name the field, such as clientOid'),
  'x-lookup': lookup,
  'x-why': why,
  'x-paging': paging,
  'x-errors': (value) =>
    listOf(value).every((code) => typeof code === 'string') ? undefined : 'write the codes as text, in quotes',
  'x-sunset': (value) => (/^\d{4}-\d\d-\d\d$/.test(String(value)) ? undefined : 'write a date such as 2025-11-28'),
  'x-replaced-by': (value) =>
    typeof value === 'string' || Array.isArray(value) ? undefined : 'name the successor by its key',
} satisfies Record<string, Check>;

/** What may be said of an operation, each with its closed form; a channel says some of it, too. */
export const FACTS = { ...required, ...optional };

const REQUIRED: Record<string, Check> = required;
const OPTIONAL: Record<string, Check> = optional;

/** Each operation says its limit, permission, account kind, effect and source, in the words of the closed lists. */
export const operationFacts: Rule = () => ({
  Operation(operation, context) {
    const given = operation as unknown as Record<string, Json>;
    for (const [key, check] of Object.entries(REQUIRED)) {
      if (given[key] === undefined)
        report(context, [], `the operation does not say its ${key}`, check(null) ?? '', true);
    }
    for (const [key, value] of Object.entries(given)) {
      if (!key.startsWith('x-')) continue;
      const check = REQUIRED[key] ?? OPTIONAL[key];
      const fix = check
        ? check(value)
        : `rename or remove it; the keys are ${[...Object.keys(REQUIRED), ...Object.keys(OPTIONAL)].join(', ')}`;
      if (fix) report(context, [key], `${key} is not of the closed form`, fix);
    }
  },
});
