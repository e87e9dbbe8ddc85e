import { isObject, type Json, type JsonObject, objectOf } from '../../load/json.js';

/** Tells what two bundled documents have in common, so that most of a large description need not be looked into. */
export class Unchanged {
  /** References that lead to something that is not the same on both sides. */
  private readonly changed = new Set<string>();

  constructor(base: JsonObject, head: JsonObject) {
    const [was, now] = [componentsOf(base), componentsOf(head)];
    const users = new Map<string, string[]>();
    for (const [ref, value] of now) {
      for (const used of refsIn(value)) users.set(used, [...(users.get(used) ?? []), ref]);
      if (!equal(was.get(ref), value)) this.changed.add(ref);
    }
    for (const ref of this.changed) for (const user of users.get(ref) ?? []) this.changed.add(user);
  }

  /** True of two parts that say the same and refer to nothing that has changed. */
  same(base: JsonObject, head: JsonObject): boolean {
    if (!equal(base, head)) return false;
    for (const ref of refsIn(head)) if (this.changed.has(ref)) return false;
    return true;
  }
}

function componentsOf(document: JsonObject): Map<string, Json> {
  const found = new Map<string, Json>();
  for (const [section, values] of Object.entries(objectOf(document.components)))
    for (const [name, value] of Object.entries(objectOf(values))) found.set(`#/components/${section}/${name}`, value);
  return found;
}

/** Every reference in a value, and every component that a discriminator maps to. */
function refsIn(value: Json, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    if (value.startsWith('#/components/')) found.add(value);
  } else if (Array.isArray(value)) for (const item of value) refsIn(item, found);
  else if (isObject(value)) for (const key in value) refsIn(value[key] ?? null, found);
  return found;
}

function equal(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one))
    return Array.isArray(other) && one.length === other.length && one.every((item, index) => equal(item, other[index]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => equal(one[key], other[key]));
}
