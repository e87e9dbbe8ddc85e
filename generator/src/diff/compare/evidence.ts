import type { Recorder, Values } from '../change.js';

/** Compares from where a fact is known (`x-source`). Nothing said is no evidence of its own. */
export function compareEvidence(
  out: Recorder,
  base: string[] | undefined,
  head: string[] | undefined,
  at: Values = {},
): void {
  if (!base || !head) return;
  for (const name of head) if (!base.includes(name)) out.add('evidence-gained', { ...at, name });
  for (const name of base)
    if (!head.includes(name)) out.add(name === 'live' ? 'live-evidence-lost' : 'evidence-lost', { ...at, name });
}
