import type { Diagnostic } from '../load/diagnostic.js';
import { escapeKey } from '../load/json.js';
import type { Location, Source } from '../load/source.js';
import type { Api } from '../model/types.js';
import { compareSafety, type Difference } from '../safety/compare.js';
import { ordersOf, safetyOf } from '../safety/facts.js';
import { parseSafety } from '../safety/list.js';

const RULE = 'bitget-spec/safety-list';
const ACCEPT = 'correct it, or, if it is right, run `npm run safety -- --accept` and have the list reviewed';

/** Where a description and the list of its safety facts differ, a finding for each call and code. */
export function lintSafety(api: Api, source: Source): Diagnostic[] {
  const file = source.companionPath('safety');
  if (file === undefined) {
    const place = { file: source.file, pointer: '/x-bitget-spec' };
    const fix = 'add safety: ../safety.yaml, and run `npm run safety -- --accept`';
    return [{ ...source.diagnose(place, 'the description names no safety list', fix), rule: RULE }];
  }
  const listed = parseSafety(source.companion('safety'));
  if (!listed.calls.size)
    return [{ ...source.diagnose({ file, pointer: '' }, 'the safety list names no call', ACCEPT), rule: RULE }];
  return compareSafety(listed, safetyOf(api), api.name).map((difference) => ({
    ...source.diagnose(placeOf(difference, api, source) ?? { file, pointer: '' }, wordsOf(difference), ACCEPT),
    rule: RULE,
  }));
}

const wordsOf = ({ section, key, what }: Difference) =>
  `not as in the safety list: ${section === 'codes' ? `code ${key}` : key} ${what}`;

/** Where the description says it; undefined for what is gone. */
function placeOf({ section, key }: Difference, api: Api, source: Source): Location | undefined {
  if (section === 'calls') return [...api.operations, ...ordersOf(api)].find((call) => call.key === key)?.location;
  const file = source.companionPath('errors');
  return file !== undefined && api.errors?.has(key) ? { file, pointer: `/${escapeKey(key)}` } : undefined;
}
