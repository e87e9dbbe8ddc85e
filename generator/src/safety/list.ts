import { type Json, type JsonObject, objectOf, textsOf } from '../load/json.js';
import type { Safety } from './facts.js';

/** The facts that a list names. */
export function parseSafety(list: Json | undefined): Safety {
  const { calls, reads, codes, silent } = objectOf(list);
  const entries = (section: Json | undefined) =>
    Object.entries(objectOf(section)).map(([key, facts]): [string, JsonObject] => [key, objectOf(facts)]);
  const plain = entries(reads).flatMap(([folder, permissions]) =>
    Object.entries(permissions).flatMap(([permission, names]) =>
      textsOf(names).map((name): [string, JsonObject] => [
        `${folder}.${name}`,
        { method: 'GET', effect: 'read', permission },
      ]),
    ),
  );
  const nothing = Object.values(objectOf(silent)).flatMap((names) =>
    textsOf(names).map((code): [string, JsonObject] => [code, {}]),
  );
  return { calls: new Map([...plain, ...entries(calls)]), codes: new Map([...nothing, ...entries(codes)]) };
}
