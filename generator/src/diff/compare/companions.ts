import { canonical } from '../../load/json.js';
import type { Recorder } from '../change.js';
import type { Companions } from '../surface/types.js';
import { compareCodes } from './codes.js';

/** Compares the data that stand beside the descriptions. */
export function compareCompanions(out: Recorder, base: Companions, head: Companions): void {
  compareCodes(out, base.errors ?? new Map(), head.errors ?? new Map());
  const [aliases, later] = [byKey(base.aliases, 'path'), byKey(head.aliases, 'path')];
  for (const [name, { use }] of aliases) {
    const now = later.get(name)?.use;
    const at = out.at({ subject: use });
    if (now === undefined) at.add('alias-removed', { name });
    else if (now !== use) at.add('alias-retargeted', { name, was: use, now });
  }
  for (const [name, { use }] of later) if (!aliases.has(name)) out.at({ subject: use }).add('alias-added', { name });
  const [exceptions, others] = [byKey(base.exceptions, 'fact'), byKey(head.exceptions, 'fact')];
  for (const name of others.keys()) if (!exceptions.has(name)) out.add('exception-added', { name });
  for (const name of exceptions.keys()) if (!others.has(name)) out.add('exception-removed', { name });
  const moves = byKey(head.moves, 'from');
  for (const move of base.moves) {
    const other = moves.get(move.from);
    if (!other || canonical(move.to) === canonical(other.to)) continue;
    const words = (to: string[]) => to.join(' and ') || 'nothing';
    out.at({ subject: move.from }).add('migration-target-changed', { was: words(move.to), now: words(other.to) });
  }
  for (const key of head.stateful) if (!base.stateful.has(key)) out.at({ subject: key }).add('mock-became-stateful');
  for (const key of base.stateful) if (!head.stateful.has(key)) out.at({ subject: key }).add('mock-lost-state');
}

function byKey<Key extends string, Of extends Record<Key, string>>(entries: Of[], key: Key): Map<string, Of> {
  return new Map(entries.map((entry) => [entry[key], entry]));
}
