import type { Routes } from '@bitget-spec/contract';
import { type Catalogue, catalogueHints } from '../errors/catalogue.js';
import { signatureReports } from '../errors/explain.js';
import { http } from '../http/http.js';
import { outcomes } from '../outcomes/outcomes.js';
import { pages } from '../pages/pages.js';
import { connectWith } from './connect-with.js';
import { debugLog, debugVariable } from './debug-log.js';
import { checkOptions } from './known-options.js';
import type { ClientOptions } from './options.js';

/**
 * Makes a client with every part but the limiter, which is on when given: see {@link ClientOptions}. Most of what is named
 * here loads when it is used; `connect-lean.ts` has what stands here where nothing can.
 * @param hints the catalogue, unless the options have one
 * @throws TypeError for an option that there is not, Error for `onDrift` without `drift()`, and for `onIntent` without order outcomes
 */
export function connect<Client>(routes: Routes, options: ClientOptions = {}, hints?: () => Promise<Catalogue>): Client {
  checkOptions(options);
  const { outcomeWaitMs, outcomeGraceMs, onIntent, catalogue = hints, debug = debugVariable() } = options;
  if (onIntent && outcomeWaitMs === false)
    throw new Error('[@bitget-spec/client] onIntent with outcomeWaitMs: false, createClient: leave one of them out.');
  return connectWith<Client>(routes, options, [
    http(),
    pages(),
    signatureReports(),
    catalogue && catalogueHints(catalogue),
    outcomeWaitMs === false ? undefined : outcomes({ waitMs: outcomeWaitMs, graceMs: outcomeGraceMs, onIntent }),
    debug ? debugLog(debug === true ? undefined : debug) : undefined,
  ]);
}
