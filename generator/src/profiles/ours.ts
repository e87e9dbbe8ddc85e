import type { Profile } from './profile.js';

/** Descriptions of the exchange's API: an envelope around every response, business codes, signed operations. */
export const ours: Profile = {
  name: 'ours',
  names: 'url',
  rules: 'strict',
  types: 'own',
  emitters: ['core', 'calls', 'validators'],
  package: { scope: '@bitget-spec/', workspace: true },
  client: {
    variable: 'bitget',
    module: '@bitget-spec/client',
    runtime: '@bitget-spec/client/runtime',
    connect: 'connect',
    options: 'ClientOptions',
    signs: true,
    baseUrl: 'known',
  },
  errors: 'codes',
  result: 'data',
  routes: 'table',
};
