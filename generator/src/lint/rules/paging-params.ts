import { isObject, type JsonObject, listOf } from '../../load/json.js';
import { METHODS } from '../../model/types.js';
import { type Context, deref, type Placed, type Rule, reportAt } from '../rule.js';
import { partsOf } from '../sent.js';

/** The parameters, one of which carries the place of the next page, where `param` names none. */
const CARRIER: Record<string, string[]> = {
  idLessThan: ['idLessThan'],
  cursor: ['cursor'],
  window: ['startTime', 'endTime'],
};

/** What `x-paging` and `x-order-id` name is there: parameters and fields of the request, and the field of the response. */
export const pagingParams: Rule = () => ({
  PathItem(item, context) {
    for (const method of METHODS) {
      const node: unknown = isObject(item) ? item[method] : undefined;
      if (isObject(node))
        check({ node, location: context.location.child([method]) }, isObject(item) ? item : {}, context);
    }
  },
});

function check(operation: Placed, item: JsonObject, context: Context): void {
  const { node, location } = operation;
  const body = bodyOf(operation, context);
  const shared = { node: item, location: context.location };
  const names = new Set([...parameterNames(operation, context), ...parameterNames(shared, context)]);
  const missing = (path: string) => !names.has(path) && !(body && leads(path, body, context));
  const orderId = node['x-order-id'];
  if (typeof orderId === 'string' && missing(orderId)) {
    reportAt(
      context,
      location.child(['x-order-id']),
      `the request has no ${orderId}`,
      'name a field of it, such as clientOid or orderList[].clientOid',
    );
  }
  const paging = node['x-paging'];
  if (!isObject(paging)) return;
  const at = location.child(['x-paging']);
  for (const key of ['limit', 'page', 'param']) {
    const name = paging[key];
    if (typeof name === 'string' && missing(name))
      reportAt(context, at.child([key]), `the request has no ${name}`, 'name one of its parameters');
  }
  const carriers = typeof paging.param === 'string' ? [] : (CARRIER[String(paging.style)] ?? []);
  if (carriers.length && carriers.every(missing)) {
    const what = `paging by ${paging.style} needs ${carriers.join(' or ')}, which the request has not`;
    reportAt(context, at, what, 'name the parameter in `param`, or correct the style');
  }
  const response = responseOf(operation, context);
  // Where a list is cut off, its oldest time says how to go on: the first text of a candle, or a field that is named.
  const cut = paging.style === 'window' && paging.limit !== undefined && paging.next === undefined;
  if (cut && response && !leads('data[-1][0]', response, context)) {
    const what = 'paging by window needs the time of a row, which is no list here';
    reportAt(context, at, what, 'name the field that holds it in `next`, such as data[-1].createdTime');
  }
  if (typeof paging.next === 'string' && response && !leads(paging.next, response, context)) {
    reportAt(
      context,
      at.child(['next']),
      `the response has no ${paging.next}`,
      'name the field that holds the place of the next page, such as data.endId',
    );
  }
}

function parameterNames({ node, location }: Placed, context: Context): string[] {
  const values = listOf(node.parameters);
  return values.map((value, index) =>
    String(deref({ value, location: location.child(['parameters', index]) }, context).node.name),
  );
}

function bodyOf({ node, location }: Placed, context: Context): Placed | undefined {
  const body = deref({ value: node.requestBody, location: location.child(['requestBody']) }, context);
  return schemaOf(body, context);
}

function responseOf({ node, location }: Placed, context: Context): Placed | undefined {
  const responses = isObject(node.responses) ? node.responses : {};
  const status = Object.keys(responses).find((code) => code.startsWith('2'));
  if (!status) return undefined;
  return schemaOf(
    deref({ value: responses[status], location: location.child(['responses', status]) }, context),
    context,
  );
}

function schemaOf({ node, location }: Placed, context: Context): Placed | undefined {
  const content = isObject(node.content) ? node.content : {};
  const [type = ''] = Object.keys(content);
  const media = content[type];
  if (!isObject(media) || media.schema === undefined) return undefined;
  return deref({ value: media.schema, location: location.child(['content', type, 'schema']) }, context);
}

/** True where a path such as `orderList[].clientOid`, `[].clientOid` or `data[-1].id` leads through a schema to a field. */
function leads(path: string, schema: Placed, context: Context): boolean {
  const steps = path
    .split('.')
    .flatMap((word) => [word.replace(/(\[-?\d*\])+$/, ''), ...(word.match(/\[-?\d*\]/g) ?? [])]);
  return follow(steps.filter(Boolean), schema, context, 0);
}

function follow(steps: string[], { node, location }: Placed, context: Context, depth: number): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  if (depth > 30) return false; // a schema that holds itself
  const into = (below: (string | number)[], value: unknown, left: string[]) =>
    value !== undefined && follow(left, deref({ value, location: location.child(below) }, context), context, depth + 1);
  const isItem = step.startsWith('[');
  const properties = isObject(node.properties) ? node.properties : {};
  if (
    isItem
      ? into(['items'], node.items, rest)
      : Object.hasOwn(properties, step) && into(['properties', step], properties[step], rest)
  )
    return true;
  const index = Number(step.slice(1, -1));
  if (
    isItem &&
    listOf(node.prefixItems).length > index &&
    into(['prefixItems', index], listOf(node.prefixItems)[index], rest)
  )
    return true;
  return partsOf(node).some(({ below, child }) => into(below, child, steps));
}
