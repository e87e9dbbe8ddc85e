import type { Routes } from '@bitget-spec/contract';
import { clockSync } from '../clock/clock-sync.js';
import { connectCore } from './connect.js';
import type { ClientOptions } from './options.js';
import { retries } from './retries.js';
import type { Stage } from './stage.js';

/** Makes a client with these parts, those that keep it running, and those that its options name. */
export function connectWith<Client>(
  routes: Routes,
  options: ClientOptions,
  parts: readonly (Stage | undefined)[],
): Client {
  const { clock, retries: again = {}, limits, onDrift, use = [] } = options;
  if (onDrift && !use.some((stage) => stage?.name === 'drift'))
    throw new Error(`[@bitget-spec/client] onDrift without drift(), createClient: ${ADD_DRIFT}.`);
  return connectCore(routes, {
    ...options,
    use: [...parts, clock ? undefined : clockSync(), again ? retries(again) : undefined, limits, ...use],
  });
}

const ADD_DRIFT = "add drift(() => import('@bitget-spec/v3/validators')) to use, or the validators of your API";
