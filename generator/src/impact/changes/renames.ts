import type { Api } from '../../model/types.js';
import { groupOf, renamedOperations, twinTypes } from '../packages/bridged.js';
import type { PackagePair } from '../packages/sides.js';
import { type Declarations, nameOf, parentOf } from './declarations.js';

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
  /** By the old name, every new one. */
  private readonly fields = new Map<string, string[]>();
  /** Words of enums. */
  private readonly words = new Map<string, string[]>();
  private readonly calls = new Map<string, string[]>();

  constructor(
    private readonly declarations: Declarations,
    private readonly roots: ReadonlyMap<string, string>,
    pairs: readonly PackagePair[],
  ) {
    for (const { name, models, changes } of pairs) {
      for (const { kind, was, now } of changes) {
        if (typeof was !== 'string' || typeof now !== 'string') continue;
        if (kind === 'field-renamed' || kind === 'path-parameter-renamed') add(this.fields, was, now);
        if (kind === 'parameter-renamed') add(this.fields, lastWord(was), lastWord(now));
        if (kind === 'enum-value-respelt') add(this.words, was, now);
      }
      if (!models) continue;
      for (const [was, now] of renamedOperations(models.old, models.new, changes))
        this.calls.set(`${name}/client#${groupOf(was.call)}.${was.call.at(-1)}`, now.call);
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
    return this.fields.get(nameOf(key))?.find((name) => this.declarations.isNew(`${parent}.${name}`));
  }

  /** Where a call is now that is called otherwise, `client.pet.find`. */
  ofCall(key: string): string | undefined {
    return this.calls.get(key)?.join('.');
  }

  /** How a word of an enum is spelt now, among those that there are. */
  ofWord(word: string, words: ReadonlySet<string>): string | undefined {
    return this.words.get(word)?.find((other) => words.has(other));
  }
}

const lastWord = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);

function add(map: Map<string, string[]>, was: string, now: string): void {
  map.set(was, [...new Set([...(map.get(was) ?? []), now])]);
}
