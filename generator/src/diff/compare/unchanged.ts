import { isObject, type Json, type JsonObject, objectOf } from '../../load/json.js';
import type { Surface } from '../surface/types.js';

type Described = Pick<Surface, 'document' | 'aloneRefs'>;

/** Tells what two bundled documents have in common, so that most of a large description need not be looked into. */
export class Unchanged {
  /** References that lead to something that is not the same on both sides. */
  private readonly changed = new Set<string>();
  /** False where the same words mean something else on the other side. */
  private readonly comparable: boolean;

  constructor(base: Described, head: Described) {
    this.comparable = base.aloneRefs === head.aloneRefs;
    const [was, now] = [componentsOf(base.document), componentsOf(head.document)];
    const users = new Map<string, string[]>();
    for (const [ref, value] of now) {
      for (const used of refsIn(value)) users.set(used, [...(users.get(used) ?? []), ref]);
      if (!equal(was.get(ref), value)) this.changed.add(ref);
    }
    for (const ref of this.changed) for (const user of users.get(ref) ?? []) this.changed.add(user);
  }

  /** True of two parts that say the same and refer to nothing that has changed. */
  same(base: Json, head: Json): boolean {
    return this.comparable && equal(base, head) && !this.leadsToChange(head);
  }

  private leadsToChange(value: Json): boolean {
    if (!this.changed.size) return false;
    if (typeof value === 'string') return this.changed.has(value);
    if (typeof value !== 'object' || value === null) return false;
    if (Array.isArray(value)) return value.some((child) => this.leadsToChange(child));
    for (const key in value) if (this.leadsToChange(value[key] ?? null)) return true;
    return false;
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
