import type { Client } from 'openapi-fetch';
import type { HttpClient } from './http-client.js';

/**
 * `client.http` with openapi-fetch's own type, where a library asks for that one:
 * `createQueries(openapiFetch(bitget))`. It is the same object; the type stands apart since its declarations cost a
 * consumer who checks libraries 161,000 instantiations.
 */
export function openapiFetch<Paths extends object>({ http }: { readonly http: HttpClient<Paths> }): Client<Paths> {
  // It is that client, each method a promise later: see http.ts.
  return http as unknown as Client<Paths>;
}
