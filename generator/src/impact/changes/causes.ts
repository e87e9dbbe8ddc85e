import type ts from 'typescript';
import type { Change } from '../../diff/change.js';
import type { KindId } from '../../diff/kinds/index.js';
import type { PackagePair } from '../packages/sides.js';
import type { Difference } from './differences.js';
import { type Locations, operationOf } from './locations.js';

/** Which kinds of change lead to which difference of types. */
const KINDS: Record<Difference['is'], RegExp> = {
  gone: /removed|renamed|moved|operation-id/,
  required: /required/,
  null: /nullable-added|became-optional|type-generalized|one-of-added|any-of-added/,
  'words-gained': /value-added|enum-(removed|opened)|one-of-added/,
  'words-lost': /value-removed|value-respelt|enum-added|enum-closed|const-/,
  type: /type-|format|alternatives|shape|one-of|any-of|enum-|const-|tuple|list/,
};

/** Changes that say nothing of what a program compiles against. */
const BESIDE = /description|example|summary|title|evidence|limit|tag-|expected-code|documentation/;

/** A change, and what of the types it shows in. */
interface Cause {
  change: Change;
  keys: readonly string[];
  /** What its operation is called by, `trade.orderInfo`. */
  call?: string | undefined;
}

/** The changes of the descriptions by the declarations that they show in. */
export class Causes {
  private readonly byKey = new Map<string, Cause[]>();
  private readonly all: readonly Cause[];

  constructor(locations: Locations, pairs: readonly PackagePair[]) {
    this.all = pairs.flatMap((pair) =>
      pair.changes
        .filter(({ kind }) => !BESIDE.test(kind))
        .map((change) => ({
          change,
          keys: [...new Set([...locations.of(pair, change, 'old'), ...locations.of(pair, change, 'new')])],
          call: pair.models && operationOf(pair.models.old, change, 'old')?.call.join('.'),
        })),
    );
    for (const cause of this.all)
      for (const key of cause.keys) this.byKey.set(key, [...(this.byKey.get(key) ?? []), cause]);
  }

  /**
   * The change that a difference comes from. What several operations share has changed in each of them: then it is that of one
   * which the file calls.
   */
  of({ is, key, name, words }: Difference, { text }: ts.SourceFile): Change | undefined {
    const fits = ({ change: { kind, name: word } }: Cause) =>
      KINDS[is].test(kind) && (!words.length || word === undefined || !/^words/.test(is) || words.includes(word));
    const isCalled = ({ call }: Cause) => call !== undefined && text.includes(`.${call}`);
    const own = key === undefined ? [] : (this.byKey.get(key)?.filter(fits) ?? []);
    const [first] = own;
    if (first) return (own.find(isCalled) ?? first).change;
    const member = is === 'required' && key === undefined ? undefined : name;
    const named = this.all.filter(
      (cause) => fits(cause) && isNamed(cause.change, member, words) && (key === undefined || !cause.keys.length),
    );
    // By its name alone it may be another's.
    return (named.find(isCalled) ?? (new Set(named.map(({ keys }) => keys.join())).size === 1 ? named[0] : undefined))
      ?.change;
  }
}

/** True of a change that is about a member or a word, for differences whose declaration is not known. */
function isNamed(
  { kind, field = '', name, was, now }: Change,
  member: string | undefined,
  words: readonly string[],
): boolean {
  const last = field.split('.').at(-1)?.replaceAll('[]', '');
  const names = [
    last,
    name?.replace(/^.* /, ''),
    typeof was === 'string' ? was : '',
    typeof now === 'string' ? now : '',
  ];
  if (member !== undefined && names.includes(member)) return true;
  return words.some((word) => name === word || was === word) && /value|enum/.test(kind satisfies KindId);
}
