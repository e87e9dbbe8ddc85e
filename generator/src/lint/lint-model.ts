import { digest } from '../digest.js';
import type { Diagnostic } from '../load/diagnostic.js';
import { escapeKey, objectOf } from '../load/json.js';
import type { Location, Source } from '../load/source.js';
import type { Memory } from '../memory/memory.js';
import type { Api, Operation } from '../model/types.js';
import { evidenceKey, lintEvidence } from './evidence-known.js';
import { lintExamples } from './examples.js';
import type { Finding } from './model-rule.js';
import { modelRules } from './model-rules/index.js';
import { lintSafety } from './safety-list.js';
import { socketRules } from './socket-rules/index.js';

/**
 * Everything that is checked on the model, each finding at the line that it is about.
 * @param memory knows the operations that need not be judged again
 */
export function lintModel(api: Api, source: Source, memory?: Pick<Memory, 'isSound' | 'keepSound'>): Diagnostic[] {
  const keys = memory ? keysOf(api, source) : new Map<Operation, string>();
  const judged = api.operations.filter((operation) => !memory?.isSound(keys.get(operation) ?? ''));
  const found = [
    ...Object.entries(modelRules).flatMap(([name, rule]) =>
      rule(api, judged).map(({ about, key, what, fix }) => ({
        ...source.diagnose(placeOf(about, key, source), what, fix),
        rule: `bitget-spec/${name}`,
      })),
    ),
    ...lintEvidence(api, source, judged),
    ...lintExamples(api, source, judged),
  ];
  if (!found.length) memory?.keepSound(keys.values());
  return [...found, ...lintSafety(api, source), ...lintSockets(api, source)];
}

/** Digests of all that is asked of an operation: of what it says, what its lookups do, and what is known of it. */
function keysOf({ operations, digests }: Api, source: Source): Map<Operation, string> {
  const evidence = objectOf(source.companion('evidence'));
  const byKey = new Map(operations.map((operation) => [operation.key, operation]));
  const keys = new Map<Operation, string>();
  for (const operation of operations) {
    const lookups = (operation.lookups ?? []).map(({ operation }) => byKey.get(operation));
    const said = [operation, ...lookups].map((one) => (one ? digests?.operations.get(one) : ''));
    const known = JSON.stringify(evidence[evidenceKey(operation)] ?? null);
    if (said.every((one) => one !== undefined)) keys.set(operation, digest(...said, known));
  }
  return keys;
}

function lintSockets(api: Api, source: Source): Diagnostic[] {
  const { sockets } = api;
  if (!sockets) return [];
  return Object.entries(socketRules).flatMap(([name, rule]) =>
    rule(sockets, source, api).map(({ location, what, fix }) => ({
      ...source.diagnose(location, what, fix),
      rule: `bitget-spec/${name}`,
    })),
  );
}

function placeOf(about: Finding['about'], key: string, source: Source): Location {
  if ('code' in about)
    return { file: source.companionPath('errors') ?? source.file, pointer: `/${escapeKey(about.code)}/${key}` };
  const { file, pointer } = about.operation.location;
  return { file, pointer: `${pointer}/${key}` };
}
