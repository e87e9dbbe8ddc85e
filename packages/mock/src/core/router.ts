import type { MockData, MockOperation } from '../types.js';
import { compileData } from './data/compile.js';
import type { Make } from './data/value-context.js';
import { hashText } from './hash.js';
import type { Schemas } from './schema.js';
import { type Part, type Validate, validators } from './validate.js';

/** An operation and what is worked out for it on first use. */
export interface Route {
  operation: MockOperation;
  /** What the references in its schemas point to. */
  schemas: Schemas;
  /** The validator of a part, if the operation has that part. */
  validate(part: Part): Validate | undefined;
  /** Makes the operation's `data`. */
  make: Make;
  /** Hash of the operation's key, to be continued from the seed's. */
  start(seed: number): number;
}

/** Everything the mock knows that no request changes. */
export interface Catalogue {
  /** By `METHOD path`. */
  routes: ReadonlyMap<string, Route>;
  /** Keys of the operations. */
  keys: ReadonlySet<string>;
  /** What to use (`GET /api/…`) instead of paths that are none, by `METHOD path`. */
  aliases: ReadonlyMap<string, string>;
  /** What the known paths begin with: `/api/v3/`. */
  bases: readonly string[];
}

/** Builds the catalogue. Validators and data makers wait for the first request that needs them. */
export function catalogue(apis: readonly MockData[]): Catalogue {
  const routes = new Map<string, Route>();
  const bases = new Set<string>();
  const places = new Map<string, string>();
  for (const api of apis) {
    const validatorOf = validators(api);
    for (const operation of api.operations) {
      const place = `${operation.method} ${operation.path}`;
      routes.set(place, routeOf(operation, api, validatorOf));
      places.set(operation.key, place);
      bases.add(operation.path.split('/', 3).join('/').concat('/'));
    }
  }
  const named = apis.flatMap((api) => api.aliases ?? []);
  const aliases = new Map(named.map(({ path, use }) => [path, places.get(use) ?? use]));
  return { routes, keys: new Set(places.keys()), aliases, bases: [...bases] };
}

function routeOf(operation: MockOperation, api: MockData, validatorOf: ReturnType<typeof validators>): Route {
  let make: Make | undefined;
  return {
    operation,
    schemas: api.schemas,
    validate: (part) => validatorOf(operation, part),
    make(hash, scope) {
      make ??= compileData(operation.response, api.schemas, operation.example);
      return make(hash, scope);
    },
    start: (seed) => hashText(operation.key, seed),
  };
}
