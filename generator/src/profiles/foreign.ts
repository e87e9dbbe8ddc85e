import type { Profile } from './profile.js';

/** Any other OpenAPI document. */
export const foreign: Profile = {
  name: 'foreign',
  names: 'operationId',
  rules: 'any',
  types: 'openapi-typescript',
  emitters: [],
  package: { workspace: false },
  client: {
    variable: 'client',
    module: '@bitget-spec/client/plain',
    runtime: '@bitget-spec/client/plain',
    connect: 'connectPlain',
    options: 'PlainOptions',
    exports: '{ type CallOptions, HttpError, type PlainOptions }',
    signs: false,
    baseUrl: 'given',
  },
  errors: 'statuses',
  result: 'body',
  routes: 'list',
};
