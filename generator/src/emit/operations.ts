import type { OperationMetadata } from '@bitget-spec/contract';
import { NO_PIECES } from '../model/pieces.js';
import type { Api, Operation } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { data } from './print/quote/index.js';

/** `operations.ts`: all that the description says of each call but its fields, as data. */
export function emitOperations(api: Api, pieces = NO_PIECES): EmittedFile {
  const rows = api.operations.map((operation) =>
    pieces.of('operations', operation, () => `  ${data(rowOf(operation))},`),
  );
  const text = `${header(api.source)}import type { OperationMetadata } from '@bitget-spec/contract';

export type { OperationMetadata };

/** Every call, in the order of the description. */
export const operations: readonly OperationMetadata[] = [
${rows.join('\n')}
];
`;
  return { path: 'src/operations.ts', text };
}

function rowOf(o: Operation): OperationMetadata {
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
    ...(o.deprecated && { deprecated: true as const }),
    ...(o.link && { link: o.link }),
  };
}
