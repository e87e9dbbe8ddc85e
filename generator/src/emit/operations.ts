import type { Api, Operation } from '../model/types.js';
import { type EmittedFile, header } from './files.js';
import { json } from './print/quote/index.js';

/** `operations.ts`: all that the description says of each call but its fields, as data. */
export function emitOperations(api: Api): EmittedFile {
  const rows = api.operations.map((operation) => `  ${json(rowOf(operation))},`);
  const text = `${header(api.source)}
/** One call of the API. */
export interface Operation {
  /** operationId, \`tradePlaceOrder\`. */
  id: string;
  /** Name across all APIs, \`v3:trade.placeOrder\`. */
  key: string;
  method: string;
  path: string;
  summary: string;
  /** Whether it needs credentials. */
  signed: boolean;
  /** Requests within any span of that many seconds; absent where no source states a limit. */
  limits?: { count: number; seconds: number; by: 'uid' | 'ip' | 'unknown'; when?: string }[];
  /** What the API key must be allowed, \`area:read\` or \`area:write\`, \`none\` or \`unknown\`. */
  permission: string;
  account: string;
  effect: 'read' | 'write' | 'order' | 'funds';
  /** The caller's own identifier by which an attempt can be looked up. */
  orderId?: string;
  /** Calls that find an attempt whose answer was lost, by that identifier. */
  lookups?: {
    operation: string;
    by: string;
    filters?: boolean;
    also?: string[];
    with?: Record<string, string>;
    proof?: boolean;
  }[];
  paging?: {
    style: string;
    next?: string;
    param?: string;
    page?: string;
    limit?: string;
    max?: number;
    windowDays?: number;
  };
  /** Business codes that a caller should expect. */
  errors?: string[];
  deprecated?: true;
  /** Page of the API's own documentation. */
  link?: string;
}

/** Every call, in the order of the description. */
export const operations: readonly Operation[] = [
${rows.join('\n')}
];
`;
  return { path: 'src/operations.ts', text };
}

function rowOf(o: Operation) {
  return {
    id: o.id,
    key: o.key,
    method: o.method.toUpperCase(),
    path: o.path,
    summary: o.summary,
    signed: o.signed,
    ...(o.limits && { limits: o.limits }),
    permission: o.permission,
    account: o.account,
    effect: o.effect,
    ...(o.orderId && { orderId: o.orderId }),
    ...(o.lookups && { lookups: o.lookups }),
    ...(o.paging && { paging: o.paging }),
    ...(o.errors.length && { errors: o.errors }),
    ...(o.deprecated && { deprecated: true }),
    ...(o.link && { link: o.link }),
  };
}
