import type { ChoiceSchema, Facts, ListSchema, Schema, TextSchema } from '../../model/schema/kinds.js';
import { alternativesOf, byType, type Resolved, resolved } from '../../model/schema/resolved.js';
import { patternWords } from './patterns.js';

/** A type as a reader says it: `Price (decimal text)`, `list of OrderReference (object)`, `integer or text`. */
export function typeWords(schema: Schema, depth = 0): string {
  const seen = resolved(schema);
  const { scalar } = seen;
  if (!scalar) return baseWords(seen, depth);
  if (alternativesOf(seen).length && depth) return scalar;
  const base = baseWords(seen, depth);
  return base === 'any' ? scalar : `${scalar} (${base})`;
}

/** The same without its name. */
export function baseWords(schema: Resolved, depth = 0): string {
  const alternatives = alternativesOf(schema);
  if (alternatives.length) {
    if (depth > 4) return 'one of several';
    return [...new Set(alternatives.map((one) => typeWords(one, depth + 1)))].join(' or ');
  }
  switch (schema.kind) {
    case 'union':
      return byType(schema)
        .map(({ kind, ...one }) => ('integer' in one && one.integer ? 'integer' : kind))
        .join(' or ');
    case 'choice':
      return choiceWords(schema);
    case 'text':
      return textWords(schema);
    case 'number':
      return schema.integer ? 'integer' : 'number';
    case 'list':
      return listWords(schema, depth);
    case 'tuple':
      return `row of ${schema.cells.length}`;
    case 'map':
      return depth > 4 ? 'object' : `map to ${typeWords(schema.values, depth + 1)}`;
    case 'anything':
      return 'any';
    default:
      return schema.kind;
  }
}

function choiceWords(schema: ChoiceSchema): string {
  const [type = 'null', ...others] = schema.types.map((one) => (one === 'string' ? 'text' : one));
  if (others.length) return [type, ...others].join(' or ');
  return type === 'text' ? patternedWords(schema) : type;
}

const listWords = ({ items }: ListSchema, depth: number): string =>
  !items || depth > 4 ? 'list' : `list of ${typeWords(items, depth + 1)}`;

const FORMATS: Record<string, string> = {
  'date-time': 'date and time as text',
  date: 'date as text',
  uuid: 'UUID as text',
  uri: 'URL as text',
  email: 'e-mail address as text',
  binary: 'file',
  byte: 'base64 text',
};

const textWords = (schema: TextSchema): string =>
  schema.mediaType === 'application/json' || schema.content ? 'JSON in text' : patternedWords(schema);

function patternedWords({ bounds, format = '' }: Facts): string {
  const pattern = bounds.usual ?? bounds.pattern;
  return (pattern && patternWords(pattern).type) ?? FORMATS[format] ?? 'text';
}

/** What a whole request or response is, where it is more than some fields. */
export function wholeWords(schema: Schema): string {
  const words = typeWords(schema);
  return words === 'object' ? '' : `Type: ${words}.`;
}

/** The schemas below one that have fields of their own, and what leads there. */
export function below(schema: Resolved, path: string): { schema: Schema; path: string; title?: string }[] {
  const alternatives = alternativesOf(schema);
  if (alternatives.length) return alternatives.map((one) => ({ schema: one, path }));
  switch (schema.kind) {
    case 'union':
      return schema.alternatives.map((one) => ({ schema: one, path }));
    case 'tuple':
      return schema.cells.map((cell, index) => ({
        schema: cell,
        path: `${path}[${index}]`,
        ...(cell.title && { title: cell.title }),
      }));
    case 'list':
      return schema.items ? [{ schema: schema.items, path: `${path}[]` }] : [];
    case 'text':
      return schema.content ? [{ schema: schema.content, path }] : [];
    case 'map':
      return [{ schema: schema.values, path: path ? `${path}.*` : '*' }];
    case 'object':
      return schema.additional ? [{ schema: schema.additional, path: path ? `${path}.*` : '*' }] : [];
    default:
      return [];
  }
}
