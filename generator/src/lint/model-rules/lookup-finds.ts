import type { Lookup } from '@bitget-spec/contract';
import type { Schema } from '../../model/schema/kinds.js';
import { wordsOf } from '../../model/schema/types.js';
import { nodesOf } from '../../model/schema/walk.js';
import type { Api, Operation } from '../../model/types.js';
import { type ModelRule, nameOf } from '../model-rule.js';

/** What has an order number has a lookup that can find it, or says why none can. */
export const lookupFinds: ModelRule = (api, operations = api.operations) =>
  operations.flatMap((operation) =>
    problemsOf(operation, api).map(([key, what, fix]) => ({
      about: { operation },
      key,
      what: `${nameOf(operation)} ${what}`,
      fix,
    })),
  );

type Problem = [key: string, what: string, fix: string];

function problemsOf(operation: Operation, api: Api): Problem[] {
  const { orderId, lookups, why } = operation;
  if (why?.lookup && (lookups || !orderId))
    return [
      ['x-why', `says why it has no lookup, and ${orderId ? 'has one' : 'has no order id'}`, 'remove the reason'],
    ];
  if (!orderId) return lookups ? [['x-lookup', 'has a lookup and no order id', 'name the number in x-order-id']] : [];
  if (!lookups) {
    if (why?.lookup) return [];
    const fix = "name the call that finds it in x-lookup, or say in x-why why none does: { lookup: '…' }";
    return [['x-lookup', `takes the number ${orderId}, and has no lookup`, fix]];
  }
  const twice = new Set(lookups.map(({ operation: key }) => key)).size < lookups.length;
  return [
    ...(twice ? [['x-lookup', 'looks twice in the same place', 'name each call once'] satisfies Problem] : []),
    ...lookups.flatMap((lookup, index) => {
      const key = lookups.length > 1 ? `x-lookup/${index}` : 'x-lookup';
      return wrongOf(lookup, operation, api).map(([what, fix]): Problem => [key, `looks ${what}`, fix]);
    }),
  ];
}

function wrongOf(lookup: Lookup, operation: Operation, api: Api): [what: string, fix: string][] {
  const { operation: key, by, filters = true, also = [], with: fixed = {} } = lookup;
  const target = api.operations.find((other) => other.key === key);
  if (!target) return [[`in ${key}, which is no call of this API`, 'correct the key']];
  if (target.method !== 'get' || target.effect !== 'read' || !target.signed)
    return [[`in ${key}, which is no signed GET that reads`, 'name one that is']];
  if (target.call[0] !== operation.call[0])
    return [[`in ${key}, which is of another product line`, `name a call of ${operation.call[0]}`]];
  const wrong: [string, string][] = [];
  const number = operation.orderId?.split('.').at(-1);
  if (by.toLowerCase() !== number?.replace(/^new(?=[A-Z])/, '').toLowerCase())
    wrong.push([`by ${by}, which is not the order id ${operation.orderId}`, 'write its name in by']);
  const fields = namesIn(operation.request.schema);
  const parameters = new Map(target.request.parameters.map((parameter) => [parameter.name, parameter]));
  if (!namesIn(target.response.schema).has(by))
    wrong.push([`in ${key}, whose records have no ${by}`, 'name a call whose records show it']);
  if (filters && !parameters.has(by))
    wrong.push([`by ${by}, which ${key} does not take`, 'write filters: false if it can be read whole']);
  if (!filters && parameters.has(by)) wrong.push([`through all of ${key}, which takes ${by}`, 'remove filters: false']);
  if (!filters && target.paging && !(target.paging.limit && target.paging.max))
    wrong.push([`through all of ${key}, whose longest page is not known`, 'give its x-paging limit and max']);
  for (const name of [...also, ...Object.keys(fixed)])
    if (!parameters.has(name)) wrong.push([`with ${name}, which ${key} does not take`, 'correct the name']);
  for (const [name, value] of Object.entries(fixed)) {
    const schema = parameters.get(name)?.schema;
    const words = schema && wordsOf(schema);
    if (words && !words.includes(value)) wrong.push([`with ${name}: ${value}`, `write one of ${words.join(', ')}`]);
  }
  const needed = target.request.parameters.filter(({ required }) => required).map(({ name }) => name);
  for (const name of [...needed, ...also])
    if (name !== by && !(name in fixed) && !fields.has(name) && !TIMES.includes(name))
      wrong.push([`with ${name}, which the order does not have`, 'fix it in with, or name another call']);
  return wrong;
}

/** Parameters that are given the time of sending. */
const TIMES = ['startTime', 'endTime'];

const names = new WeakMap<Schema, Set<string>>();

/** The last words of all paths of a schema, worked out once. */
function namesIn(schema: Schema | undefined): Set<string> {
  if (!schema) return new Set();
  const known = names.get(schema);
  if (known) return known;
  const found = new Set([...nodesOf(schema).keys()].map((path) => path.split('.').at(-1) ?? ''));
  names.set(schema, found);
  return found;
}
