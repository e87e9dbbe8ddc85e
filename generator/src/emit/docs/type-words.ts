import { isObject, listOf, objectOf, textOf } from '../../load/json.js';
import type { Api } from '../../model/types.js';
import { patternWords } from './patterns.js';
import { type View, viewOf } from './view.js';

const WORDS: Record<string, string> = { string: 'text', array: 'list' };

/** A type as a reader says it: `Price (decimal text)`, `list of OrderReference (object)`, `integer or text`. */
export function typeWords(view: View, api: Api, depth = 0): string {
  if (!view.name) return baseWords(view, api, depth);
  if (view.variants.length && depth) return view.name;
  const { notes = {} } = view;
  if (notes.type) return notes.type;
  const words = named(view.name, baseWords(view, api, depth));
  if (depth < 2) notes.type = words;
  return words;
}

const named = (name: string, base: string): string => (base === 'any' ? name : `${name} (${base})`);

function baseWords({ schema, variants }: View, api: Api, depth: number): string {
  if (variants.length) {
    if (depth > 4) return 'one of several';
    const words = variants.map((variant) => typeWords(viewOf(variant, api), api, depth + 1));
    return [...new Set(words)].join(' or ');
  }
  const types = [schema.type].flat().filter((type) => typeof type === 'string' && type !== 'null');
  if (types.length > 1) return types.map((type) => WORDS[String(type)] ?? String(type)).join(' or ');
  const type = types[0] ?? kindOf(schema);
  if (type === 'array') return listWords(schema, api, depth);
  if (type === 'object') return mapWords(schema, api, depth);
  if (type === 'string') return textWords(schema);
  return typeof type === 'string' ? type : 'any';
}

/** Descriptions that leave `type` out still say what they mean. */
function kindOf(schema: View['schema']): string {
  if (schema.properties || schema.additionalProperties) return 'object';
  if (schema.items || schema.prefixItems) return 'array';
  const word = schema.const ?? listOf(schema.enum)[0];
  return word === undefined || word === null ? 'any' : typeof word;
}

function listWords(schema: View['schema'], api: Api, depth: number): string {
  if (Array.isArray(schema.prefixItems)) return `row of ${schema.prefixItems.length}`;
  if (!isObject(schema.items) || depth > 4) return 'list';
  return `list of ${typeWords(viewOf(schema.items, api), api, depth + 1)}`;
}

function mapWords(schema: View['schema'], api: Api, depth: number): string {
  const { additionalProperties: values } = schema;
  if (schema.properties || !isObject(values) || depth > 4) return 'object';
  return `map to ${typeWords(viewOf(values, api), api, depth + 1)}`;
}

const FORMATS: Record<string, string> = {
  'date-time': 'date and time as text',
  date: 'date as text',
  uuid: 'UUID as text',
  uri: 'URL as text',
  email: 'e-mail address as text',
  binary: 'file',
  byte: 'base64 text',
};

function textWords(schema: View['schema']): string {
  if (schema.contentMediaType === 'application/json' || isObject(schema.contentSchema)) return 'JSON in text';
  const pattern = textOf(schema.pattern);
  return (pattern && patternWords(pattern).type) ?? FORMATS[String(schema.format)] ?? 'text';
}

/** What a whole request or answer is, where it is more than some fields. */
export function wholeWords(schema: View['schema'], api: Api): string {
  const words = typeWords(viewOf(schema, api), api);
  return words === 'object' ? '' : `Type: ${words}.`;
}

/** The schemas below one that have fields of their own, and what leads there. */
export function below(
  { schema, variants }: View,
  path: string,
): { schema: View['schema']; path: string; title?: string }[] {
  if (variants.length) return variants.map((variant) => ({ schema: variant, path }));
  const rows = listOf(schema.prefixItems).filter(isObject);
  if (rows.length) {
    return rows.map((item, index) => {
      const title = textOf(item.title);
      return { schema: item, path: `${path}[${index}]`, ...(title && { title }) };
    });
  }
  if (isObject(schema.items)) return [{ schema: schema.items, path: `${path}[]` }];
  if (isObject(schema.contentSchema)) return [{ schema: objectOf(schema.contentSchema), path }];
  if (isObject(schema.additionalProperties))
    return [{ schema: schema.additionalProperties, path: path ? `${path}.*` : '*' }];
  return [];
}
