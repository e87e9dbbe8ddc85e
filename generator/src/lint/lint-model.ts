import type { Diagnostic } from '../load/diagnostic.js';
import { escapeKey } from '../load/json.js';
import type { Location, Source } from '../load/source.js';
import type { Memory } from '../memory/memory.js';
import type { Api } from '../model/types.js';
import { lintEvidence } from './evidence-known.js';
import { lintExamples } from './examples.js';
import type { Finding } from './model-rule.js';
import { modelRules } from './model-rules/index.js';
import { lintSafety } from './safety-list.js';
import { socketRules } from './socket-rules/index.js';

/** Everything that is checked on the model, each finding at the line that it is about. */
export const lintModel = (api: Api, source: Source, memory?: Memory): Diagnostic[] => [
  ...Object.entries(modelRules).flatMap(([name, rule]) =>
    rule(api).map(({ about, key, what, fix }) => ({
      ...source.diagnose(placeOf(about, key, source), what, fix),
      rule: `bitget-spec/${name}`,
    })),
  ),
  ...lintSafety(api, source),
  ...lintEvidence(api, source),
  ...lintExamples(api, source, memory),
  ...lintSockets(api, source),
];

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
