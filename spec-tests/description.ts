import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Source } from '../generator/src/load/source.js';
import { buildApi } from '../generator/src/model/build.js';
import type { Api, Operation } from '../generator/src/model/types.js';

/** The top of the repository. */
export const root = fileURLToPath(new URL('../', import.meta.url));

const names = readdirSync(join(root, 'spec')).filter((name) => existsSync(join(root, 'spec', name, 'openapi.yaml')));

/** Every API that the repository describes, as the emitters see it. */
export const apis: Api[] = await Promise.all(
  names.sort().map(async (name) => buildApi(await Source.load(join(root, 'spec', name, 'openapi.yaml')), name, root)),
);

/** An operation with the API that it belongs to. */
export interface Owned {
  api: Api;
  operation: Operation;
}

export const all: Owned[] = apis.flatMap((api) => api.operations.map((operation) => ({ api, operation })));

/** By key, `v2:mix.order.placeOrder`. */
export const byKey = new Map(all.map((owned) => [owned.operation.key, owned]));

export const urlOf = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;

/** By URL, `POST /api/v2/mix/order/place-order`. */
export const byUrl = new Map(all.map((owned) => [urlOf(owned.operation), owned]));
