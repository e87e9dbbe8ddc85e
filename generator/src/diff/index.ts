import { type Change, Recorder } from './change.js';
import { compareSurfaces } from './compare/surfaces.js';
import type { Side } from './side/side.js';
import type { Surface } from './surface/types.js';

/** Every change from one side to the other. Where each side has a single API, these are compared, whatever they are called. */
export function compareSides(base: Side, head: Side): Change[] {
  const [only, ...others] = base.surfaces.values();
  const [single, ...more] = head.surfaces.values();
  if (only && single && !others.length && !more.length) return compareSurfaces(only, single);
  const gone = [...base.surfaces.values()].filter(({ name }) => !head.surfaces.has(name));
  const changes = [...head.surfaces.values()].flatMap((now) => {
    const was = base.surfaces.get(now.name);
    return was ? compareSurfaces(was, now) : ofWhole(now, 'api-added');
  });
  return [...changes, ...gone.flatMap((was) => ofWhole(was, 'api-removed'))];
}

function ofWhole({ name, location }: Surface, kind: 'api-added' | 'api-removed'): Change[] {
  const out = new Recorder({ api: name, subject: name, [kind === 'api-added' ? 'head' : 'base']: location });
  out.add(kind);
  return out.changes;
}
