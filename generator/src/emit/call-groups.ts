import { capitalize, typeName } from '../model/names.js';
import { freeName } from '../model/raw-operation.js';
import type { Api, Operation } from '../model/types.js';

/** One level of the client: calls, and further levels by name. */
export interface CallGroup {
  /** Its interface in `client.ts`. */
  name: string;
  path: string[];
  calls: Operation[];
  groups: Map<string, CallGroup>;
}

/** The calls of an API as the tree that its client is. */
export function groupCalls(api: Api): CallGroup {
  const root: CallGroup = { name: 'Client', path: [], calls: [], groups: new Map() };
  const taken = typeNames(api);
  for (const operation of api.operations) {
    let here = root;
    for (const word of operation.call.slice(0, -1)) {
      const path = [...here.path, word];
      const next = here.groups.get(word) ?? {
        name: freeName(taken, `${path.map(capitalize).join('')}Calls`),
        path,
        calls: [],
        groups: new Map(),
      };
      here.groups.set(word, next);
      here = next;
    }
    here.calls.push(operation);
  }
  return root;
}

/** Types that the package exports beside those of groups. */
const typeNames = ({ schemas, operations }: Api): Set<string> =>
  new Set([
    ...[...schemas.keys()].map(typeName),
    ...operations.flatMap(({ request, response }) => [request.typeName ?? '', response.typeName ?? '']),
  ]);

/** A group, and all in it. */
export function* groupsOf(group: CallGroup): Generator<CallGroup> {
  yield group;
  for (const inner of group.groups.values()) yield* groupsOf(inner);
}
