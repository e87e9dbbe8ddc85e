import type { JsonObject } from '../../../load/json.js';
import type { MapSchema, ObjectSchema, Schema } from '../../../model/schema/kinds.js';
import { type Resolved, resolved } from '../../../model/schema/resolved.js';
import { fingerprint } from './fingerprint.js';
import { keywordsOf } from './keywords-of.js';
import { compareRest, FIELDS } from './rest.js';
import { similarNames } from './similar.js';
import { fieldBelow, type Pair, type Walk } from './walk.js';

/** Compares the fields of two objects. */
export function compareFields(walk: Walk, { base, head, field, keywords }: Pair<ObjectSchema | MapSchema>): void {
  const { out } = walk;
  const [was, now] = [asObject(base), asObject(head)];
  const renamed = renames(was, now);
  for (const [name, schema] of was.properties) {
    const name2 = renamed.get(name) ?? name;
    const other = now.properties.get(name2);
    const at = { field, name, base: schema.location, head: head.location };
    if (!other) {
      const required = was.required.has(name);
      unseen(walk, schema, schema).add(required ? 'required-field-removed' : 'field-removed', at);
      continue;
    }
    const flags = [was.required.has(name), now.required.has(name2)] as const;
    if (name === name2 && flags[0] === flags[1] && walk.same(schema, other)) continue;
    const place = { field: fieldBelow(field, name2), base: schema.location, head: other.location };
    const part = unseen(walk, schema, other);
    if (name !== name2) part.add('field-renamed', { ...place, field, was: name, now: name2 });
    compareFlags(out, place, keywordsOf(schema), keywordsOf(other), flags[1]);
    compareRequired(part, place, ...flags, other);
    walk.below(schema, other, fieldBelow(field, name2), part.at({ given: flags[0] }));
  }
  const fresh = new Set(renamed.values());
  for (const [name, schema] of now.properties) {
    if (was.properties.has(name) || fresh.has(name)) continue;
    const at = { field, name, base: base.location, head: schema.location };
    const value = resolved(schema).default;
    const part = unseen(walk, schema, schema);
    if (!now.required.has(name)) part.add('field-added', at);
    else if (value === undefined) part.add('required-field-added', at);
    else part.add('required-field-with-default-added', { ...at, now: value });
  }
  for (const name of now.required)
    if (!was.required.has(name) && !now.properties.has(name) && !was.properties.has(name))
      out.add('field-became-required', { field: fieldBelow(field, name), base: base.location, head: head.location });
  comparePatterns(walk, was, now, field);
  const pair = { base, head, field: fieldBelow(field, '*'), keywords };
  compareRest(walk, pair, was.additional, now.additional, FIELDS);
}

type Place = { field: string; base: Schema['location']; head: Schema['location'] };

function compareRequired(out: Walk['out'], at: Place, was: boolean, now: boolean, schema: Schema): void {
  if (was === now) return;
  const value = resolved(schema).default;
  if (!now) out.add('field-became-optional', at);
  else if (value === undefined) out.add('field-became-required', at);
  else out.add('field-with-default-became-required', { ...at, now: value });
}

/** Whether it is only received, or only sent. */
function compareFlags(out: Walk['out'], at: Place, was: JsonObject, now: JsonObject, required: boolean): void {
  for (const [key, id] of [
    ['readOnly', 'read-only'],
    ['writeOnly', 'write-only'],
  ] as const) {
    if ((was[key] === true) === (now[key] === true)) continue;
    if (now[key] === true) out.add(`${id}-added`, at);
    else out.add(required ? `required-${id}-removed` : `${id}-removed`, at);
  }
}

/** What is only received is no part of a request, and what is only sent no part of a response. */
function unseen({ out }: Walk, base: Schema, head: Schema): Walk['out'] {
  const key = out.place.polarity === 'response' ? 'writeOnly' : 'readOnly';
  return keywordsOf(base)[key] === true || keywordsOf(head)[key] === true ? out.at({ unseen: true }) : out;
}

const asObject = (schema: ObjectSchema | MapSchema): ObjectSchema =>
  schema.kind === 'object'
    ? schema
    : {
        ...schema,
        kind: 'object',
        properties: new Map(),
        required: new Set(),
        patterns: new Map(),
        additional: schema.values,
      };

/** Fields that are gone and have the shape of one that is new, and either its words or nearly its name. */
function renames(base: ObjectSchema, head: ObjectSchema): Map<string, string> {
  const found = new Map<string, string>();
  const fresh = [...head.properties].filter(([name]) => !base.properties.has(name));
  if (!fresh.length) return found;
  for (const [name, schema] of base.properties) {
    if (head.properties.has(name)) continue;
    const same = fresh.filter(([, other]) => fingerprint(other) === fingerprint(schema));
    const twin =
      same.find(([other, { description }]) => similarNames(name, other, [schema.description, description])) ??
      same.find(([, other]) => sameWords(schema, other));
    if (!twin) continue;
    found.set(name, twin[0]);
    fresh.splice(fresh.indexOf(twin), 1);
  }
  return found;
}

/** Words that a schema has of itself, not by a type that many share. */
const sameWords = (one: Schema, other: Schema): boolean => {
  const { description } = one;
  return description !== undefined && description.length > 20 && description === other.description;
};

function comparePatterns(walk: Walk, base: ObjectSchema, head: ObjectSchema, field: string): void {
  const at = { field, base: base.location, head: head.location };
  for (const [name, schema] of base.patterns) {
    const other = head.patterns.get(name);
    if (other) walk.below(schema, other, fieldBelow(field, `/${name}/`));
    else walk.out.add('pattern-field-removed', { ...at, name });
  }
  for (const name of head.patterns.keys())
    if (!base.patterns.has(name)) walk.out.add('pattern-field-added', { ...at, name });
}

/** Whether a value is an object of fields. */
export const isFields = (schema: Resolved): schema is ObjectSchema | MapSchema =>
  schema.kind === 'object' || schema.kind === 'map';
