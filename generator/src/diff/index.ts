import type { Change } from './change.js';
import { compareSurfaces } from './compare/surfaces.js';
import type { Side } from './side/side.js';

/** Every change from one side to the other. APIs that only one side has are compared where each side has a single one. */
export function compareSides(base: Side, head: Side): Change[] {
  const [only, other] = [[...base.surfaces.values()], [...head.surfaces.values()]];
  const pairs =
    only.length === 1 && other.length === 1
      ? [[only[0], other[0]]]
      : [...head.surfaces].map(([name, surface]) => [base.surfaces.get(name), surface]);
  return pairs.flatMap(([was, now]) => (was && now ? compareSurfaces(was, now) : []));
}
