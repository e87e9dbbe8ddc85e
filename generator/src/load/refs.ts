import { escapeKey, isObject, type Json, type JsonObject } from './json.js';

/** Keys whose values are data, not description: a `$ref` in there is a plain key. */
export const DATA_KEYS: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);
/** Keys of mappings from names of any kind: a response is called `default`, a header `x-trace`. */
const HOLDS_NAMES = new Set([
  ...['properties', 'patternProperties', '$defs', 'dependentSchemas'],
  ...[
    'schemas',
    'responses',
    'parameters',
    'requestBodies',
    'headers',
    'links',
    'callbacks',
    'pathItems',
    'securitySchemes',
    'webhooks',
  ],
  ...['channels', 'messages', 'operations', 'replies', 'servers', 'variables'],
]);

/** True for a reference object. */
export const isRef = (value: unknown): value is JsonObject & { $ref: string } =>
  isObject(value) && typeof value.$ref === 'string';

/** Calls back for each reference below a value, with the pointer of where it stands. */
function visitRefs(value: Json, pointer: string, visit: (ref: string, pointer: string) => void, names = false): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      if (holds(item)) visitRefs(item, `${pointer}/${index}`, visit);
    });
  } else if (isObject(value)) {
    // Names have mappings behind them: text is a reference here as well, to the whole of them.
    if (typeof value.$ref === 'string') visit(value.$ref, `${pointer}/$ref`);
    for (const [key, child] of Object.entries(value)) {
      if (!names && key === 'discriminator' && isObject(child)) visitMapping(child, pointer, visit);
      if (!names && key === 'examples' && isObject(child)) visitExamples(child, pointer, visit);
      if (!names && (DATA_KEYS.has(key) || key.startsWith('x-'))) continue;
      if (holds(child)) visitRefs(child, `${pointer}/${escapeKey(key)}`, visit, !names && HOLDS_NAMES.has(key));
    }
  }
}

/** Whether there may be something below it: no pointer need be written to what is text or a number. */
const holds = (value: Json): boolean => typeof value === 'object' && value !== null;

/** A reference, and the pointer of where it stands. */
export type Reference = [ref: string, pointer: string];

/** The references below a value, in their order. */
export function referencesIn(value: Json): readonly Reference[] {
  const references: Reference[] = [];
  visitRefs(value, '', (ref, pointer) => references.push([ref, pointer]));
  return references;
}

/** How many references stand in a value, in its data and below its `x-` keys, too. */
export function refsIn(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = isRef(value) ? 1 : 0;
  for (const child of Object.values(value)) count += refsIn(child);
  return count;
}

/** Named examples may be references (OpenAPI 3.1, 4.8.19); what they hold is data. */
function visitExamples(examples: JsonObject, pointer: string, visit: (ref: string, pointer: string) => void): void {
  for (const [name, example] of Object.entries(examples)) {
    if (isRef(example)) visit(example.$ref, `${pointer}/examples/${escapeKey(name)}/$ref`);
  }
}

/** The schemas that a discriminator names (OpenAPI 3.1, 4.8.25). */
function visitMapping({ mapping }: JsonObject, pointer: string, visit: (ref: string, pointer: string) => void): void {
  for (const [word, ref] of Object.entries(isObject(mapping) ? mapping : {})) {
    visit(mappedRef(ref), `${pointer}/discriminator/mapping/${escapeKey(word)}`);
  }
}

/** A value of `discriminator.mapping` as a reference: it may be the bare name of a schema. */
export const mappedRef = (value: Json): string =>
  /[#/]|\.(ya?ml|json)$/.test(String(value)) ? String(value) : `#/components/schemas/${value}`;

/** A pointer as it stands in a URI (RFC 6901, 6), unescaped; as it is where it is escaped wrongly. */
export function unescapeUri(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
