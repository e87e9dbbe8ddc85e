import type { Api, Body, Lookup, Operation, Paging } from '../model/types.js';
import { codesText } from './codes.js';
import { type EmittedFile, header } from './files.js';
import { inTemplate, json, string } from './print/quote/index.js';

/** `routes.ts`: what the client has to know of each call, and no more, since every user downloads it. */
export function emitRoutes(api: Api): EmittedFile {
  const text = api.ours ? table(api) : rows(api);
  return { path: 'src/routes.ts', text: header(api.source) + text };
}

function table(api: Api): string {
  const base = commonBase(api.operations);
  // Lines that begin alike stand together, which compresses best.
  const lines = grouped(api.operations.map((operation) => routeLine(operation, base, api))).sort();
  const codes = codesText(api);
  return `import type { Routes } from '@bitget-spec/client';

/**
 * Method, path, then what the client must know of the call; those that agree share a line. Names follow from the path.
 * \`10\` is a limit of ten a second by user, \`10/60/ip\` of ten a minute by address;
 * \`id=\` names the caller's own order number,
 * \`find=\` the call that finds an order by it, with the parameters that it needs (\`seek=\` where finding nothing proves
 * nothing, \`scan=\` for a list that can't be asked for one order).
 */
export const routes: Routes = {
  base: ${string(base)},
  table: \`
${inTemplate(lines.join('\n'))}
\`,${codes ? `\n  codes: \`${inTemplate(codes)}\`,` : ''}
};
`;
}

function routeLine(operation: Operation, base: string, api: Api): string {
  const { method, path, signed, effect, limits, orderId, lookups, paging } = operation;
  const words = [method.toUpperCase(), path.slice(base.length)];
  if (signed) words.push('signed');
  if (effect !== (method === 'get' ? 'read' : 'write')) words.push(effect);
  for (const { count, seconds, by, when } of limits ?? []) if (!when) words.push(limitWord(count, seconds, by));
  if (orderId) words.push(`id=${orderId}`);
  for (const lookup of lookups ?? []) words.push(...lookupWords(lookup, base, api));
  if (paging) words.push(`page=${pagingText(paging)}`);
  return words.join(' ');
}

/** `10/1/ip`; a second and the user, the usual, are not said. */
const limitWord = (count: number, seconds: number, by: string) =>
  `${count}/${seconds}/${by}`.replace(/\/uid$/, '').replace(/^(\d+)\/1$/, '$1');

/** Joins the lines of a folder that differ in the last word of the path only: `GET market/tickers,candles 20/1/ip`. */
function grouped(lines: readonly string[]): string[] {
  const groups = new Map<string, { before: string; names: string[]; after: string }>();
  for (const line of lines) {
    const [, before = '', name = '', after = ''] = /^(\w+ (?:[^ ]*\/)?)([^ ]+)(.*)$/.exec(line) ?? [];
    const group = groups.get(before + after) ?? { before, names: [], after };
    groups.set(before + after, group);
    group.names.push(name);
  }
  return [...groups.values()].map(({ before, names, after }) => `${before}${names.join(',')}${after}`);
}

/** `find=mix/order/detail:clientOid,symbol`: what else the call must be given, taken from the order or fixed. */
function lookupWords(lookup: Lookup, base: string, api: Api): string[] {
  const { operation, by, filters = true, also = [], with: fixed = {}, proof = true } = lookup;
  const target = api.operations.find(({ key }) => key === operation);
  if (!target) return [];
  const needed = target.request.parameters.filter(({ name, required }) => required && name !== by && !(name in fixed));
  const names = [by, ...needed.map(({ name }) => name), ...also];
  const { limit, max } = target.paging ?? {};
  const constants = { ...fixed, ...(!filters && limit && max && { [limit]: max }) };
  const words = [...names, ...Object.entries(constants).map(([name, value]) => `${name}=${value}`)];
  return [`${filters ? (proof ? 'find' : 'seek') : 'scan'}=${target.path.slice(base.length)}:${words.join(',')}`];
}

/** The parameter that carries the page is said where it is not the usual one of its style. */
function pagingText({ style, next, param, page, limit, max, windowDays }: Paging): string {
  const carrier = style === 'page' ? (page ?? param) : param;
  const usual = style === 'page' ? 'pageNo' : style;
  const parts = [next, limit, max, windowDays, carrier === usual ? undefined : carrier];
  return `${style}:${parts.map((part) => part ?? '').join(',')}`.replace(/,+$/, '');
}

function commonBase(operations: Operation[]): string {
  const version = /^\/api\/v\d+\//.exec(operations[0]?.path ?? '')?.[0];
  return version && operations.every(({ path }) => path.startsWith(version)) ? version : '/api/';
}

function rows(api: Api): string {
  const lines = api.operations.map(({ call, method, path, request }) => {
    const names = (place: string) => request.parameters.filter((p) => p.in === place).map((p) => p.name);
    const row = {
      name: call.join('.'),
      method: method.toUpperCase(),
      path,
      pathParams: names('path'),
      query: names('query'),
      header: names('header'),
      ...(request.body && { body: request.body.kind }),
      ...(request.body && contentTypeOf(request.body)),
      flat: request.flat,
    };
    return `  ${json(row)},`;
  });
  return `import type { PlainRoute } from '@bitget-spec/client/plain';

/** What the client has to know of each call. */
export const routes: PlainRoute[] = [
${lines.join('\n')}
];
`;
}

/** What the client writes where it is told nothing. */
const USUAL: Record<Body['kind'], string> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data',
  text: 'text/plain',
  binary: 'application/octet-stream',
};

const contentTypeOf = ({ kind, mediaType }: Body): { contentType?: string } =>
  mediaType === USUAL[kind] || mediaType.includes('*') ? {} : { contentType: mediaType };
