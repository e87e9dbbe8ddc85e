import type { Json, JsonObject } from '../../../load/json.js';
import type { ObjectSchema, Schema } from '../../../model/schema/kinds.js';
import { resolved } from '../../../model/schema/resolved.js';

const TEXTS: Record<string, string> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  email: 'name@example.com',
  uri: 'https://example.com/',
};

/** A value that a description without examples would take: its required fields, each as given, else made up. */
export function sampleValue(schema: Schema, depth = 0): Json {
  const seen = resolved(schema);
  const given = seen.examples[0] ?? seen.default ?? (seen.kind === 'choice' ? seen.words[0] : undefined);
  if (given !== undefined) return given;
  const deep = depth >= 6;
  switch (seen.kind) {
    case 'union':
      return seen.alternatives[0] && !deep ? sampleValue(seen.alternatives[0], depth + 1) : 'text';
    case 'object':
      return seen.alternatives?.[0] && !deep ? sampleValue(seen.alternatives[0], depth + 1) : objectSample(seen, depth);
    case 'map':
      return {};
    case 'list':
      return seen.items && !deep ? [sampleValue(seen.items, depth + 1)] : [];
    case 'tuple':
      return [];
    case 'number':
      return seen.bounds.minimum ?? (seen.bounds.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    case 'choice':
      return null;
    default:
      return TEXTS[seen.format ?? ''] ?? 'text';
  }
}

function objectSample({ properties, required }: ObjectSchema, depth: number): JsonObject {
  const sample: JsonObject = {};
  for (const name of required) {
    const inner = properties.get(name);
    if (inner && depth < 6) sample[name] = sampleValue(inner, depth + 1);
  }
  return sample;
}
