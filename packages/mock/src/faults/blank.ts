import { flatten, isRecord, type Schema, type Schemas, typesOf } from '../core/schema.js';
import type { JsonSchema } from '../types.js';

/** What a response is blanked with, and what was asked for. */
export interface Blanking {
  blank: '' | null;
  schemas: Schemas;
  /** The request, as it was read. */
  request: unknown;
}

/**
 * Blanks what the exchange may leave blank in a response: its optional fields, and those whose schema allows it.
 * `''` goes into texts only, `null` anywhere but where the request rules it out (`x-null-when`). Entries of lists stay, so
 * that they are blanked from within.
 */
export function blanked(data: unknown, schema: JsonSchema, blanking: Blanking): unknown {
  const { schemas, blank } = blanking;
  const options = alternatives(schema, schemas);
  if (Array.isArray(data)) {
    const items = options.find((option) => option.items !== undefined)?.items ?? true;
    return data.map((item) => blanked(item, items, blanking));
  }
  if (!isRecord(data)) return data;
  const known = options.filter((option) => option.properties);
  const entries = Object.entries(data).map(([name, value]) => {
    const own = known.find((option) => option.properties?.[name] !== undefined);
    const field = own?.properties?.[name] ?? true;
    const optional = own !== undefined && !(own.required ?? []).includes(name);
    const fits = blank === null ? mayBeNull(flatten(field, schemas), blanking.request) : typeof value === 'string';
    if (fits && (optional || allows(field, schemas, blank))) return [name, blank];
    return [name, blanked(value, field, blanking)];
  });
  return Object.fromEntries(entries);
}

/** Whether the request holds the words under which alone a field is null, if it is one of those. */
function mayBeNull({ 'x-null-when': condition = {} }: Schema, request: unknown): boolean {
  return Object.entries(condition).every(([path, word]) => valuesAt(request, path.split('.')).includes(word));
}

/** What stands at `orderList[].reduceOnly`: a value for each entry. */
function valuesAt(value: unknown, [step, ...steps]: readonly string[]): unknown[] {
  if (step === undefined) return [value];
  const field = isRecord(value) ? value[step.replace('[]', '')] : undefined;
  return [field].flat().flatMap((entry) => valuesAt(entry, steps));
}

/** The schema and, where it offers some, its alternatives, flat. */
function alternatives(schema: JsonSchema, schemas: Schemas): Schema[] {
  const { oneOf, anyOf, ...own } = flatten(schema, schemas);
  return [own, ...[...(oneOf ?? []), ...(anyOf ?? [])].flatMap((option) => alternatives(option, schemas))];
}

function allows(schema: JsonSchema, schemas: Schemas, blank: '' | null): boolean {
  return alternatives(schema, schemas).some((option) => {
    if (blank === null) return option.type !== undefined && typesOf(option).includes('null');
    const words = option.enum ?? ('const' in option ? [option.const] : undefined);
    if (words) return words.includes('');
    const free = !option.pattern || new RegExp(option.pattern, 'u').test('');
    return option.type !== undefined && typesOf(option).includes('string') && free && !((option.minLength ?? 0) > 0);
  });
}
