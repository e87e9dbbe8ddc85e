import type { Schema } from '../../../model/schema/kinds.js';
import { resolved } from '../../../model/schema/resolved.js';
import type { KindId } from '../../kinds/index.js';
import { keywordsOf } from './keywords-of.js';
import type { Pair, Walk } from './walk.js';

/** What a change in what is said of all others is called: entries of a list, fields or values that are not named. */
interface Names {
  refused: KindId;
  allowed: KindId;
  described: KindId;
  undescribed: KindId;
}

export const ITEMS: Names = {
  refused: 'further-items-refused',
  allowed: 'further-items-allowed',
  described: 'items-described',
  undescribed: 'items-undescribed',
};
export const FIELDS: Names = {
  refused: 'additional-fields-refused',
  allowed: 'additional-fields-allowed',
  described: 'additional-fields-described',
  undescribed: 'additional-fields-undescribed',
};

type Rest = Schema | false | undefined;

/** Compares what is said of all that is not named: nothing, that there is none, or its shape. */
export function compareRest(walk: Walk, { base, head, field }: Pair, was: Rest, now: Rest, names: Names): void {
  const at = { field, base: base.location, head: head.location };
  if ((was === false) !== (now === false)) {
    walk.out.add(now === false ? names.refused : names.allowed, at);
    return;
  }
  if (was && now) {
    if (!walk.same(was, now)) walk.below(was, now, field);
  } else if (now && narrows(now)) walk.out.add(names.described, at);
  else if (was && narrows(was)) walk.out.add(names.undescribed, at);
}

/** True where not every value passes. */
const narrows = (schema: Schema): boolean =>
  resolved(schema).kind !== 'anything' || Object.keys(keywordsOf(schema)).length > 0;
