import { isObject, type Json, type JsonObject, listOf, objectOf, textOf, textsOf } from '../../load/json.js';
import { code } from '../print/quote/index.js';
import { patternWords } from './patterns.js';
import type { View } from './view.js';

/** What a value must be like, each rule a short sentence. */
export function constraints({ schema, open }: View, direction: 'request' | 'answer'): string[] {
  const sent = direction === 'request';
  return [
    schema.deprecated === true ? '**Deprecated.**' : '',
    words(schema, open),
    sent ? textRules(schema) : '',
    range(schema.minimum, schema.maximum, schema, ''),
    range(schema.minItems, schema.maxItems, schema, Array.isArray(schema.prefixItems) ? '-' : 'entry'),
    schema.multipleOf === undefined ? '' : `A multiple of ${value(schema.multipleOf)}.`,
    schema.uniqueItems === true ? 'No entry twice.' : '',
    schema.default === undefined ? '' : `Default ${value(schema.default)}.`,
    sent ? accepted(schema) : '',
    evidence(textsOf(schema['x-source'])),
  ].filter(Boolean);
}

/** Which characters and how many; a description that says it already is taken at its word. */
function textRules(schema: JsonObject): string {
  const about = textOf(schema.description) ?? '';
  const pattern = textOf(schema.pattern);
  const rule = pattern && !/\bletters\b/i.test(about) ? patternWords(pattern).rule : '';
  const length = /\bcharacters\b/i.test(about) ? '' : range(schema.minLength, schema.maxLength, schema, 'character');
  return [rule, length].filter(Boolean).join(' ');
}

const value = (json: Json): string => code(typeof json === 'string' ? json || '""' : JSON.stringify(json));

function words(schema: JsonObject, open: boolean): string {
  if (schema.const !== undefined) return `Always ${value(schema.const)}.`;
  const list = listOf(schema.enum);
  if (!list.length) return '';
  const all = list.map(value);
  const about = textOf(schema.description) ?? '';
  if (all.every((word) => about.includes(word))) return '';
  if (open) return `Known values: ${all.join(', ')}.`;
  if (all.length === 1) return `Only ${all[0]}.`;
  return all.length === 2 ? `${all[0]} or ${all[1]}.` : `One of ${all.join(', ')}.`;
}

/** `1 to 32 characters.` A unit of `-` says nothing, since a row has its length in its type. */
function range(least: Json | undefined, most: Json | undefined, schema: JsonObject, unit: string): string {
  if (unit === '-') return '';
  const low = least ?? (unit ? undefined : schema.exclusiveMinimum);
  const high = most ?? (unit ? undefined : schema.exclusiveMaximum);
  // OpenAPI 3.0 says `exclusiveMinimum: true` beside the number, 3.1 says the number itself.
  const above = !unit && (least === undefined || schema.exclusiveMinimum === true);
  const below = !unit && (most === undefined || schema.exclusiveMaximum === true);
  if (unit && low === 1 && high === undefined) return 'Not empty.';
  if (unit && low === high && low !== undefined) return `Exactly ${count(low, unit)}.`;
  if (typeof low === 'number' && typeof high === 'number' && !above && !below) return `${low} to ${count(high, unit)}.`;
  const parts = [
    typeof low === 'number' && !(unit && low === 0) ? `${above ? 'above' : 'at least'} ${count(low, unit)}` : '',
    typeof high === 'number' ? `${below ? 'below' : 'at most'} ${count(high, unit)}` : '',
  ].filter(Boolean);
  const text = parts.join(', ');
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const count = (number: Json, unit: string): string =>
  !unit ? String(number) : number === 1 ? `1 ${unit}` : `${number} ${unit === 'entry' ? 'entries' : `${unit}s`}`;

/** Spellings that the API takes beside the documented ones. */
function accepted(schema: JsonObject): string {
  if (!isObject(schema['x-accepts'])) return '';
  const pairs = Object.entries(objectOf(schema['x-accepts'])).map(([other, word]) => [other, String(word)] as const);
  if (!pairs.length) return '';
  const spelt = (change: (word: string) => string) => pairs.every(([other, word]) => other === change(word));
  const all = pairs.length >= listOf(schema.enum).length;
  if (all && spelt((word) => word.toLowerCase())) return 'Lower case is taken too.';
  if (all && spelt((word) => word.toUpperCase())) return 'Upper case is taken too.';
  return `Also takes ${pairs.map(([other, word]) => `${code(other)} for ${code(word)}`).join(', ')}.`;
}

const EVIDENCE: Record<string, string> = {
  documented: 'Known from the documentation only.',
  live: 'Not documented, known from live use.',
  client: 'Not documented, known from other clients.',
  'client live': 'Not documented, known from live use and other clients.',
};

/** A field says where it is known from only where that differs from its call. */
const evidence = (sources: string[]): string => EVIDENCE[[...sources].sort().join(' ')] ?? '';
