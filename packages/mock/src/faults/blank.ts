import { flatten, isRecord, type Schema, type Schemas, typesOf } from '../core/schema.js';
import type { JsonSchema } from '../types.js';

/**
 * Blanks what the exchange may leave blank in a response: its optional fields, and those whose schema allows it.
 * `''` goes into texts only, `null` anywhere. Entries of lists stay, so that they are blanked from within.
 */
export function blanked(data: unknown, schema: JsonSchema, schemas: Schemas, blank: '' | null): unknown {
  const options = alternatives(schema, schemas);
  if (Array.isArray(data)) {
    const items = options.find((option) => option.items !== undefined)?.items ?? true;
    return data.map((item) => blanked(item, items, schemas, blank));
  }
  if (!isRecord(data)) return data;
  const known = options.filter((option) => option.properties);
  const entries = Object.entries(data).map(([name, value]) => {
    const own = known.find((option) => option.properties?.[name] !== undefined);
    const field = own?.properties?.[name] ?? true;
    const optional = own !== undefined && !(own.required ?? []).includes(name);
    const fits = blank === null || typeof value === 'string';
    if (fits && (optional || allows(field, schemas, blank))) return [name, blank];
    return [name, blanked(value, field, schemas, blank)];
  });
  return Object.fromEntries(entries);
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
