import { isObject, type Json, type JsonObject, listOf, objectOf } from '../../../load/json.js';
import type { Api } from '../../../model/types.js';
import { viewOf } from '../view.js';

const TEXTS: Record<string, string> = {
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  email: 'name@example.com',
  uri: 'https://example.com/',
};

/** A value that a description without examples would take: its required fields, each as told, else made up. */
export function sampleValue(schema: JsonObject, api: Api, depth = 0): Json {
  const view = viewOf(schema, api);
  const { schema: seen, variants } = view;
  const told = seen.example ?? listOf(seen.examples)[0] ?? seen.default ?? seen.const ?? listOf(seen.enum)[0];
  if (told !== undefined) return told;
  if (variants[0] && depth < 6) return sampleValue(variants[0], api, depth + 1);
  if (seen.properties) return objectSample(seen, api, depth);
  const type = [seen.type].flat().find((word) => word !== 'null');
  if (type === 'array' || seen.items) {
    return isObject(seen.items) && depth < 6 ? [sampleValue(seen.items, api, depth + 1)] : [];
  }
  if (type === 'integer' || type === 'number') return typeof seen.minimum === 'number' ? seen.minimum : 1;
  if (type === 'boolean') return true;
  if (type === 'object') return {};
  return TEXTS[String(seen.format)] ?? 'text';
}

function objectSample(schema: JsonObject, api: Api, depth: number): JsonObject {
  const properties = objectOf(schema.properties);
  const sample: JsonObject = {};
  for (const name of listOf(schema.required).map(String)) {
    const inner = properties[name];
    if (isObject(inner) && depth < 6) sample[name] = sampleValue(inner, api, depth + 1);
  }
  return sample;
}
