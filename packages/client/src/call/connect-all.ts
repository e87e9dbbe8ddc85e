import type { Routes } from '@bitget-spec/contract';
import { clockSync } from '../clock/clock-sync.js';
import { catalogueHints } from '../errors/catalogue.js';
import { signatureReports } from '../errors/explain.js';
import { http } from '../http/http.js';
import { outcomes } from '../outcomes/outcomes.js';
import { pages } from '../pages/pages.js';
import { connectCore } from './connect.js';
import { debugLog, debugVariable } from './debug-log.js';
import { checkOptions } from './known-options.js';
import type { ClientOptions } from './options.js';
import { retries } from './retries.js';

/**
 * Makes a client with every part but the limiter, which is on when given: see {@link ClientOptions}.
 * @throws TypeError for an option that there is not, Error for `onDrift` without `drift()`, and for `onIntent` without order outcomes
 */
export function connect<Client>(routes: Routes, options: ClientOptions = {}): Client {
  checkOptions(options);
  const { clock, retries: again = {}, outcomeWaitMs, limits, catalogue, use = [], debug = debugVariable() } = options;
  if (options.onDrift && !use.some((stage) => stage?.name === 'drift'))
    throw new Error(`[@bitget-spec/client] onDrift without drift(), createClient: ${ADD_DRIFT}.`);
  if (options.onIntent && outcomeWaitMs === false)
    throw new Error('[@bitget-spec/client] onIntent with outcomeWaitMs: false, createClient: leave one of them out.');
  return connectCore(routes, {
    ...options,
    use: [
      http(),
      pages(),
      signatureReports(),
      catalogue && catalogueHints(catalogue),
      clock ? undefined : clockSync(),
      again ? retries(again) : undefined,
      outcomeWaitMs === false
        ? undefined
        : outcomes({ waitMs: outcomeWaitMs, graceMs: options.outcomeGraceMs, onIntent: options.onIntent }),
      limits,
      debug ? debugLog(debug === true ? undefined : debug) : undefined,
      ...use,
    ],
  });
}

const ADD_DRIFT = "add drift(() => import('@bitget-spec/v3/validators')) to use, or the validators of your API";
