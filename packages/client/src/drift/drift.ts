import { loadFit } from '#later';
import { notify } from '../call/hooks.js';
import type { CallContext, Next, Runtime, Stage } from '../call/stage.js';
import { BitgetError, notSent } from '../errors/errors.js';
import type { Misfit, ResponseSchemas } from './fit.js';

export interface DriftOptions {
  /** Throws a {@link DriftError} where a response does not fit, instead of reporting it only. @default false */
  strict?: boolean | undefined;
}

/**
 * A response that does not fit its schema, in strict mode. The exchange has done what the call asked for: an order is
 * placed, and `data` has its number.
 */
export class DriftError extends BitgetError<'drift', { misfits: readonly Misfit[] }> {
  override name = 'DriftError';
  /** Where it does not fit; values are left out. */
  declare readonly misfits: readonly Misfit[];
  /** What the call would have returned. Not shown in logs. */
  declare readonly data: unknown;
}

/**
 * Holds every response against its schema, and notifies `onDrift` where one does not fit; the call returns it all the same.
 * Schemas load with the first response: `use: [drift(() => import('@bitget-spec/v3/validators'))]`.
 */
export function drift(load: () => Promise<ResponseSchemas>, { strict = false }: DriftOptions = {}): Stage {
  const both = async () => ({ ...(await loadFit()), described: await load() });
  return { name: 'drift', wrap: (next, runtime) => watched(next, runtime, once(both), strict) };
}

interface Loaded extends Pick<typeof import('./fit.js'), 'misfits'> {
  described: ResponseSchemas;
}

function watched(next: Next, { hooks }: Runtime, load: () => Promise<Loaded | undefined>, strict: boolean): Next {
  return async (context) => {
    if (!strict && !hooks.onDrift) return await next(context);
    if (strict && !(await load())) throw notLoaded(context);
    const data = await next(context);
    const loaded = await load();
    const operation = context.route.key;
    const schema = loaded?.described.responses[operation];
    if (!loaded || schema === undefined) return data;
    const found = loaded.misfits(data, schema, loaded.described);
    for (const misfit of found) notify(hooks.onDrift, () => ({ operation, ...misfit }));
    if (strict && found[0]) throw driftError(context, found, data);
    return data;
  };
}

function driftError({ route }: CallContext, misfits: readonly Misfit[], data: unknown): DriftError {
  const { path, expected, got } = misfits[0] ?? { path: 'data', expected: '', got: '' };
  const more = misfits.length > 1 ? ` and ${misfits.length - 1} more` : '';
  const what = `the response does not fit its schema (${path}: expected ${expected}, got ${got}${more})`;
  const hint = 'the call went well: see error.data, update the package or leave strict mode';
  const error = new DriftError(what, hint, { operation: route.key, code: 'drift', misfits });
  return Object.defineProperty(error, 'data', { value: data, enumerable: false });
}

const notLoaded = ({ route }: CallContext) =>
  notSent(route.key, 'the schemas for strict mode could not be loaded', 'look at what was given to drift()');

/** Schemas that can't be loaded must not break a call either; the next response tries again. */
function once(load: () => Promise<Loaded>): () => Promise<Loaded | undefined> {
  let loading: Promise<Loaded | undefined> | undefined;
  return () => {
    loading ??= load().catch(() => {
      loading = undefined;
      return undefined;
    });
    return loading;
  };
}
