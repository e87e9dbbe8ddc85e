import type { JsonObject } from '../../load/json.js';
import type { Bounds } from './kinds.js';

const NUMBERS = [
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const),
  ...(['minLength', 'maxLength', 'minItems', 'maxItems'] as const),
];

/** The limits of a schema; those that stand for nothing are left out. */
export function boundsOf(json: JsonObject): Bounds {
  const bounds: Bounds = {};
  for (const key of NUMBERS) {
    const value = json[key];
    if (typeof value === 'number') bounds[key] = value;
  }
  // OpenAPI 3.0 says `exclusiveMinimum: true` beside the number (3.0.3, 4.7.24.1), 3.1 says the number itself.
  if (json.exclusiveMinimum === true) strict(bounds, 'minimum', 'exclusiveMinimum');
  if (json.exclusiveMaximum === true) strict(bounds, 'maximum', 'exclusiveMaximum');
  if (typeof json.pattern === 'string') bounds.pattern = json.pattern;
  if (typeof json['x-usual'] === 'string') bounds.usual = json['x-usual'];
  if (json.uniqueItems === true) bounds.uniqueItems = true;
  return bounds;
}

function strict(bounds: Bounds, from: 'minimum' | 'maximum', to: 'exclusiveMinimum' | 'exclusiveMaximum'): void {
  const { [from]: value } = bounds;
  if (value === undefined) return;
  delete bounds[from];
  bounds[to] = value;
}
