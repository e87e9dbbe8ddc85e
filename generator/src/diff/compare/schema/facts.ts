import { canonical, type Json } from '../../../load/json.js';
import type { Resolved } from '../../../model/schema/resolved.js';
import type { Recorder, Values } from '../../change.js';
import type { KindId } from '../../kinds/index.js';
import { compareEvidence } from '../evidence.js';
import { compareLifecycle } from '../lifecycle.js';
import type { Pair, Walk } from './walk.js';

/** Compares what is said of any schema, whatever its kind. */
export function compareFacts({ out }: Walk, { base, head, field, keywords }: Pair<Resolved>): void {
  const at: Values = { field, base: base.location, head: head.location };
  if (base.nullable !== head.nullable) compareNull(out, at, head);
  else if (differ(base.nullWhen, head.nullWhen)) compareNullWhen(out, at, base, head);
  if (base.empty !== head.empty) out.add(head.empty ? 'empty-text-added' : 'empty-text-removed', at);
  compareDefaults(out, at, base.default, head.default);
  compareAccepts(out, at, base.accepts, head);
  compareLifecycle(
    out,
    { ...keywords.base, deprecated: base.deprecated },
    { ...keywords.head, deprecated: head.deprecated },
    at,
  );
  compareEvidence(out, base.evidence, head.evidence, at);
  for (const [key, id] of [
    ['title', 'title-changed'],
    ['description', 'description-changed'],
  ] as const)
    if (base[key] !== head[key]) out.add(id, at);
  if ((base.examples.length || head.examples.length) && differ(base.examples, head.examples))
    out.add('example-changed', at);
}

const differ = (was: Json | undefined, now: Json | undefined): boolean =>
  was !== now && canonical(was ?? null) !== canonical(now ?? null);

function compareNull(out: Recorder, at: Values, head: Resolved): void {
  if (head.nullable && head.nullWhen) out.add('nullable-when-added', { ...at, now: wordsOf(head) });
  else out.add(head.nullable ? 'nullable-added' : 'nullable-removed', at);
}

function compareNullWhen(out: Recorder, at: Values, base: Resolved, head: Resolved): void {
  if (!base.nullWhen) out.add('null-when-added', { ...at, now: wordsOf(head) });
  else if (!head.nullWhen) out.add('null-when-removed', { ...at, was: wordsOf(base) });
  else out.add('null-when-changed', { ...at, was: wordsOf(base), now: wordsOf(head) });
}

const wordsOf = ({ nullWhen }: Resolved): string => (nullWhen ? `${nullWhen.field}: ${nullWhen.word}` : 'nothing');

/** What a request leaves out means something else: whoever relies on it sees no error. What he has to send is never left out. */
function compareDefaults(out: Recorder, at: Values, was: Json | undefined, now: Json | undefined): void {
  if (!differ(was, now)) return;
  const change = was === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
  const values = { ...at, ...(was !== undefined && { was }), ...(now !== undefined && { now }) };
  (out.place.given ? out.at({ unseen: true }) : out).add(`default-${change}`, values);
}

function compareAccepts(out: Recorder, at: Values, was: Record<string, string>, head: Resolved): void {
  const now = head.accepts;
  const words = head.kind === 'choice' ? head.words : [];
  for (const name of new Set([...Object.keys(was), ...Object.keys(now)])) {
    const [old, fresh] = [was[name], now[name]];
    // A spelling that is a word by now is taken as before.
    if (old === fresh || (fresh === undefined && words.includes(name))) continue;
    const id: KindId =
      old === undefined
        ? 'accepted-spelling-added'
        : fresh === undefined
          ? 'accepted-spelling-removed'
          : 'accepted-spelling-changed';
    out.add(id, { ...at, name, ...(old !== undefined && { was: old }), ...(fresh !== undefined && { now: fresh }) });
  }
}
