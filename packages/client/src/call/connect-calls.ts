import type { Routes } from '@bitget-spec/contract';
import { connectCore } from './connect.js';
import type { Operation } from './operation.js';
import type { CoreOptions } from './options.js';

/** What a client of named calls is made with. */
export interface CallsOptions<Call extends Operation> extends CoreOptions {
  /** Those that the program makes, `[accountAssets, tradePlaceOrder]`. A call that may not be there is typed as if it were. */
  calls: readonly Call[];
}

/**
 * Makes a client of the calls in `calls`, beside those that are in `routes` anyway.
 * @throws TypeError where `calls` are none
 */
export function connectCalls<Client>(routes: Routes, options: CallsOptions<Operation>): Client {
  const { calls } = options;
  if (!Array.isArray(calls) || !calls.every((call) => / /.test(call)))
    throw new TypeError('[@bitget-spec/client] `calls` are none, createClient: give what `/calls` exports, in a list.');
  return connectCore({ ...routes, table: [routes.table, ...calls].join('\n') }, options);
}
