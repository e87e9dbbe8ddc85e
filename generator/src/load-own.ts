import { Source } from './load/source.js';
import { buildApi } from './model/build.js';
import type { Api } from './model/types.js';
import { ownTargets } from './targets.js';

/** A description, as written and as understood. */
export interface Loaded {
  source: Source;
  api: Api;
}

/**
 * Every description of the working directory.
 * @throws SpecError on bad input; UsageError where there is none
 */
export const loadOwn = (): Promise<Loaded[]> =>
  Promise.all(
    ownTargets().map(async ({ input, name }) => {
      const source = await Source.load(input);
      return { source, api: buildApi(source, name) };
    }),
  );
