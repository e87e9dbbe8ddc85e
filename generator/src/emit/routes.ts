import {
  type Paging,
  type RouteFacts,
  type RoutePaging,
  usualParameter,
  writeCodes,
  writeTable,
} from '@bitget-spec/contract';
import type { Api, Operation } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { plainRoutes } from './plain-routes.js';
import { inTemplate, string } from './print/quote/index.js';
import { commonBase, routeLookups } from './route-lookups.js';

/** `routes.ts`: what the client has to know of each call, and no more, since every user downloads it. */
export function emitRoutes(api: Api): EmittedFile {
  const text = api.profile.routes === 'table' ? table(api) : plainRoutes(api);
  return { path: 'src/routes.ts', text: header(api.source) + text };
}

function table(api: Api): string {
  const base = commonBase(api.operations);
  const lines = writeTable(api.operations.map((operation) => factsOf(operation, base, api)));
  const codes = api.errors && writeCodes(api.errors);
  return `import type { Routes } from '@bitget-spec/contract';

/** What all paths begin with. */
export const base = ${string(base)};
${codes ? `\n/** What codes mean to a client, a class a line. */\nexport const codes = \`${inTemplate(codes)}\`;\n` : ''}
/**
 * Method, path, then what the client must know of the call; those that agree share a line. Names follow from the path.
 * \`public\` calls need no signature; \`10\` is a limit of ten a second by user, \`10/60/ip\` of ten a minute by address;
 * \`id=\` names the caller's own order number,
 * \`find=\` the call that finds an order by it, with the parameters that it needs (\`scan=\` a list that
 * can't be asked for one order; \`seek=\` and \`skim=\` where finding nothing proves nothing).
 */
export const routes: Routes = {
  base,
  table: \`
${inTemplate(lines.join('\n'))}
\`,${codes ? '\n  codes,' : ''}
};
`;
}

/** What the table says of an operation. */
export function factsOf(operation: Operation, base: string, api: Api): RouteFacts {
  const { method, path, signed, effect, limits = [], orderId, lookups = [], paging } = operation;
  return {
    method: method.toUpperCase(),
    below: path.slice(base.length),
    signed,
    effect,
    limits: limits.filter(({ when }) => !when),
    orderId: orderId === undefined ? undefined : locationOf(orderId),
    lookups: routeLookups(lookups, base, api),
    paging: paging && pagingOf(paging),
  };
}

/** `orderList[].clientOid` */
function locationOf(orderId: string): RouteFacts['orderId'] {
  const [list, field] = orderId.split('[].');
  return field === undefined ? { list: undefined, field: orderId } : { list, field };
}

/** The style's own parameter, where the description names no other. */
function pagingOf({ style, next = '', limit = '', max, windowDays, param, page }: Paging): RoutePaging {
  const own = style === 'page' ? (page ?? param) : param;
  return { style, next, limit, max, windowDays, param: own ?? usualParameter(style) };
}
