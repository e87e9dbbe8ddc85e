import type { Api } from '../../model/types.js';
import { groupOf, renamedOperations, twinTypes } from '../packages/bridged.js';
import type { PackagePair } from '../packages/sides.js';
import { type Declarations, nameOf, parentOf } from './declarations.js';
import type { Locations } from './locations.js';

/** Types of the new side that the old one calls otherwise, since their operation has another name: new key to old. */
export function renamedRoots(pairs: readonly PackagePair[]): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const { name, models, changes } of pairs) {
    if (!models) continue;
    const names = { old: typeNames(models.old), new: typeNames(models.new) };
    for (const [was, now] of renamedOperations(models.old, models.new, changes)) {
      for (const [one, other] of twinTypes(was, now))
        if (!names.new.has(one) && !names.old.has(other)) renamed.set(`${name}/types#${other}`, `${name}/types#${one}`);
    }
  }
  return renamed;
}

const typeNames = ({ operations, schemas }: Api): Set<string> =>
  new Set([
    ...schemas.keys(),
    ...operations.flatMap(({ request, response }) => [request.typeName ?? '', response.typeName ?? '']),
  ]);

/** Members and words that have another name on the new side. */
export class Renames {
  /** What a member is called now, by its key. */
  private readonly members = new Map<string, string>();
  /** The same of what channels carry, whose declarations are not known: every new name by the old one. */
  private readonly carried = new Map<string, string[]>();
  /** Words of enums. */
  private readonly words = new Map<string, string[]>();
  private readonly calls = new Map<string, string[]>();

  constructor(
    private readonly declarations: Declarations,
    locations: Locations,
    private readonly roots: ReadonlyMap<string, string>,
    pairs: readonly PackagePair[],
  ) {
    const removed = new Set<string>();
    for (const pair of pairs) {
      const { name, models, changes } = pair;
      for (const change of changes) {
        const { kind, subject, was, now } = change;
        if (kind.endsWith('-removed')) {
          for (const key of locations.of(pair, change, 'old')) removed.add(key);
          if (subject.startsWith('channel ')) removed.add(change.name ?? '');
        }
        if (typeof was !== 'string' || typeof now !== 'string') continue;
        if (kind === 'enum-value-respelt') add(this.words, was, now);
        if (kind === 'field-renamed' && subject.startsWith('channel ')) add(this.carried, was, now);
        if (!RENAMED.has(kind)) continue;
        const fresh = now.slice(now.lastIndexOf(' ') + 1);
        for (const key of locations.of(pair, change, 'old')) {
          if ((this.members.get(key) ?? fresh) !== fresh) removed.add(key);
          this.members.set(key, fresh);
        }
      }
      if (!models) continue;
      for (const [was, now] of renamedOperations(models.old, models.new, changes))
        this.calls.set(`${name}/client#${groupOf(was.call)}.${was.call.at(-1)}`, now.call);
    }
    // What has two new names, or one in one operation and none in another, has none.
    for (const key of removed) {
      this.members.delete(key);
      this.carried.delete(key);
    }
  }

  /** What a member, or a type, that is gone is called now, where it stands in the same place. */
  ofMember(key: string): string | undefined {
    const parent = parentOf(key);
    if (parent === undefined) {
      const renamed = [...this.roots].find(([, old]) => old === key);
      return renamed && nameOf(renamed[0]);
    }
    const call = this.calls.get(key);
    if (call && this.declarations.has('new', `${parent}.${call.at(-1)}`)) return call.at(-1);
    const [carried, ...others] = key.includes('/channel-types#') ? (this.carried.get(nameOf(key)) ?? []) : [];
    const now = this.members.get(key) ?? (others.length ? undefined : carried);
    return now !== undefined && this.declarations.isNew(`${parent}.${now}`) ? now : undefined;
  }

  /** Where a call is now that is called otherwise, `client.pet.find`. */
  ofCall(key: string): string | undefined {
    return this.calls.get(key)?.join('.');
  }

  /** How a word of a list is spelt now, where the old spelling is in the old list alone and the new one in the new. */
  ofWord(word: string, was: ReadonlySet<string>, now: ReadonlySet<string>): string | undefined {
    return this.words.get(word)?.find((other) => now.has(other) && !was.has(other));
  }
}

const RENAMED: ReadonlySet<string> = new Set(['field-renamed', 'parameter-renamed', 'path-parameter-renamed']);

function add(map: Map<string, string[]>, was: string, now: string): void {
  map.set(was, [...new Set([...(map.get(was) ?? []), now])]);
}
