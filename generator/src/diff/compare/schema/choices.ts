import { canonical, type Json } from '../../../load/json.js';
import type { ChoiceSchema } from '../../../model/schema/kinds.js';
import type { Resolved } from '../../../model/schema/resolved.js';
import { shown } from '../../change.js';
import type { Pair, Walk } from './walk.js';

/** Compares lists of values: enums, open ones, constants. */
export function compareChoices({ out }: Walk, { base, head, field }: Pair<Resolved>): void {
  const [was, now] = [choiceIn(base), choiceIn(head)];
  const at = { field, base: base.location, head: head.location };
  const words = (choice?: ChoiceSchema) => choice && { words: choice.words.map(shown).join(', ') };
  if (was?.constant && now?.constant) {
    const [[old], [fresh]] = [was.words, now.words];
    if (canonical(old ?? null) !== canonical(fresh ?? null))
      out.add('const-changed', { ...at, was: old ?? null, now: fresh ?? null });
  } else if (was && now) compareLists({ out }, { ...at, was, now });
  else if (now && !now.open) {
    if (now.constant) out.add('const-added', { ...at, now: now.words[0] ?? null });
    else out.add('enum-added', { ...at, now: words(now)?.words ?? '' });
  } else if (was && !was.open) {
    if (was.constant) out.add('const-removed', { ...at, was: was.words[0] ?? null });
    else out.add('enum-removed', { ...at, was: words(was)?.words ?? '' });
  }
}

interface Lists {
  field: string;
  base?: Resolved['location'];
  head?: Resolved['location'];
  was: ChoiceSchema;
  now: ChoiceSchema;
}

function compareLists({ out }: Pick<Walk, 'out'>, { was, now, ...at }: Lists): void {
  const all = missing(was.words, now.words);
  const taken = out.place.polarity === 'response' ? [] : all.flatMap((word) => takenFor(word, now));
  for (const [word, meant] of taken) out.add('enum-value-accepted', { ...at, was: word, now: meant });
  const gone = all.filter((word) => !taken.some(([spelling]) => spelling === word));
  const fresh = missing(now.words, was.words).filter((word) => !taken.some(([, meant]) => meant === word));
  for (const word of [...gone]) {
    const twin = fresh.find((other) => sameLetters(word, other));
    if (twin === undefined) continue;
    out.add('enum-value-respelt', { ...at, was: word, now: twin });
    gone.splice(gone.indexOf(word), 1);
    fresh.splice(fresh.indexOf(twin), 1);
  }
  if (was.open !== now.open) out.add(now.open ? 'enum-opened' : 'enum-closed', at);
  const [removed, added] = [
    was.open ? 'open-value-removed' : 'enum-value-removed',
    was.open ? 'open-value-added' : 'enum-value-added',
  ] as const;
  for (const word of gone) out.add(removed, { ...at, name: shown(word) });
  for (const word of fresh) out.add(added, { ...at, name: shown(word) });
}

/** A word that has left the list and is sent as before, since it is taken for another one. */
function takenFor(word: Json, { accepts }: ChoiceSchema): [was: string, now: string][] {
  const meant = typeof word === 'string' && Object.hasOwn(accepts, word) ? accepts[word] : undefined;
  return typeof word === 'string' && meant !== undefined ? [[word, meant]] : [];
}

const choiceIn = (schema: Resolved): ChoiceSchema | undefined =>
  schema.kind === 'choice' && (schema.words.length || Array.isArray(schema.json.enum)) ? schema : undefined;

function missing(from: Json[], other: Json[]): Json[] {
  const there = new Set(other.map(canonical));
  return from.filter((word) => !there.has(canonical(word)));
}

/** `usdt-futures` and `USDT_FUTURES` are two spellings of one word. */
const sameLetters = (one: Json, other: Json): boolean =>
  typeof one === 'string' && typeof other === 'string' && letters(one) !== '' && letters(one) === letters(other);

const letters = (word: string): string => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
