import { advises } from './catalogue.js';
import { clockSync } from './clock-sync.js';
import { connectCore } from './connect.js';
import { explains } from './explain.js';
import { http } from './http.js';
import type { ClientOptions } from './options.js';
import { outcomes } from './outcomes/outcomes.js';
import { pages } from './pages.js';
import { retries } from './retries.js';
import type { Routes } from './routes.js';

/**
 * Makes a client with every part but the limiter, which is on when given: see {@link ClientOptions}.
 * @throws Error for `onDrift` without `drift()`
 */
export function connect<Client>(routes: Routes, options: ClientOptions = {}): Client {
  const { clock, retries: again = {}, outcomeWaitMs, limits, catalogue, use = [] } = options;
  if (options.onDrift && !use.some((feature) => feature?.hook === 'onDrift'))
    throw new Error(`[@bitget-spec/client] onDrift without drift(), createClient: ${ADD_DRIFT}.`);
  return connectCore(routes, {
    ...options,
    use: [
      http(),
      pages(),
      explains(),
      catalogue && advises(catalogue),
      clock ? undefined : clockSync(),
      again ? retries(again) : undefined,
      outcomeWaitMs === false ? undefined : outcomes({ waitMs: outcomeWaitMs, graceMs: options.outcomeGraceMs }),
      limits,
      ...use,
    ],
  });
}

const ADD_DRIFT = "add drift(() => import('@bitget-spec/v3/validators')) to use, or the validators of your API";
