import type { Json } from '../../load/json.js';
import type { Bounds, Facts } from '../../model/schema/kinds.js';
import type { Resolved } from '../../model/schema/resolved.js';
import { code } from '../print/quote/index.js';
import { patternWords } from './patterns.js';

/** What a value must be like, each rule a short sentence. */
export function constraints(schema: Resolved, direction: 'request' | 'response'): string[] {
  const sent = direction === 'request';
  const { bounds } = schema;
  return [
    schema.deprecated ? '**Deprecated.**' : '',
    words(schema),
    sent ? textRules(schema) : '',
    numbers(bounds),
    // A row has its length in its type.
    schema.kind === 'tuple' ? '' : range(bounds.minItems, bounds.maxItems, 'entry'),
    bounds.multipleOf === undefined ? '' : `A multiple of ${value(bounds.multipleOf)}.`,
    bounds.uniqueItems ? 'No entry twice.' : '',
    schema.default === undefined ? '' : `Default ${value(schema.default)}.`,
    sent ? accepted(schema) : '',
    evidence(schema.evidence ?? []),
  ].filter(Boolean);
}

/** Which characters and how many; a description that says it already is taken at its word. */
function textRules({ description: about = '', bounds }: Facts): string {
  const pattern = bounds.usual ?? bounds.pattern;
  const rule = pattern && !/\bletters\b/i.test(about) ? patternWords(pattern).rule : '';
  const length = /\bcharacters\b/i.test(about) ? '' : range(bounds.minLength, bounds.maxLength, 'character');
  return [rule, length].filter(Boolean).join(' ');
}

const value = (json: Json): string => code(typeof json === 'string' ? json || '""' : JSON.stringify(json));

function words(schema: Resolved): string {
  if (schema.kind !== 'choice' || !schema.words.length) return '';
  const all = schema.words.map(value);
  if (schema.constant) return `Always ${all[0]}.`;
  const about = schema.description ?? '';
  if (all.every((word) => about.includes(word))) return '';
  if (schema.open) return `Known values: ${all.join(', ')}.`;
  if (all.length === 1) return `Only ${all[0]}.`;
  return all.length === 2 ? `${all[0]} or ${all[1]}.` : `One of ${all.join(', ')}.`;
}

function numbers({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Bounds): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}.`;
  const low = minimum === undefined ? said('above', exclusiveMinimum) : said('at least', minimum);
  const high = maximum === undefined ? said('below', exclusiveMaximum) : said('at most', maximum);
  return sentence(low, high);
}

/** `1 to 32 characters.` */
function range(low: number | undefined, high: number | undefined, unit: string): string {
  if (low === 1 && high === undefined) return 'Not empty.';
  if (low === high && low !== undefined) return `Exactly ${count(low, unit)}.`;
  if (low !== undefined && high !== undefined) return `${low} to ${count(high, unit)}.`;
  return sentence(low ? said('at least', count(low, unit)) : '', said('at most', high && count(high, unit)));
}

const said = (words: string, number: number | string | undefined): string =>
  number === undefined ? '' : `${words} ${number}`;

function sentence(...parts: string[]): string {
  const text = parts.filter(Boolean).join(', ');
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const count = (number: number, unit: string): string =>
  number === 1 ? `1 ${unit}` : `${number} ${unit === 'entry' ? 'entries' : `${unit}s`}`;

/** Spellings that the API takes beside the documented ones. */
function accepted(schema: Resolved): string {
  const pairs = Object.entries(schema.accepts);
  if (!pairs.length) return '';
  const spelt = (change: (word: string) => string) => pairs.every(([other, word]) => other === change(word));
  const all = pairs.length >= (schema.kind === 'choice' ? schema.words.length : 0);
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
