import type { Body, Operation } from '../../model/types.js';
import { code, inline } from '../print/quote/index.js';
import { type Field, fieldsOf, MOST_FIELDS } from './fields.js';
import { table } from './markdown.js';
import type { Site } from './site.js';
import { wholeWords } from './type-words.js';

/** The fields a caller passes, and where they go. */
export function requestTable({ request, method }: Operation, site: Site, from: string): string {
  if (!request.schema) return 'Takes nothing.';
  const fields = fieldsOf(request.schema, site.api, 'request');
  const places = new Map(request.parameters.map(({ name, in: place }) => [name, place]));
  const inBody = request.body && bodyWords(request.body);
  const all = new Set([...places.values(), ...(inBody ? [inBody] : [])]);
  const placeOf = ({ name }: Field) => places.get(name.split(/[.[]/)[0] ?? '') ?? 'body';
  const way = all.size > 1 ? '' : `Sent ${inBody ?? `in the ${[...all][0] ?? 'query'}`}.`;
  const where = [way, inline(wholeWords(request.schema, site.api))].filter(Boolean).join(' ');
  const unread = method === 'get' && request.body ? 'Beware that many programs drop the body of a GET.' : '';
  if (!fields.length) return [where, 'No fields are described.'].filter(Boolean).join(' ');
  const head = ['Field', ...(all.size > 1 ? ['In'] : []), 'Type', 'Required', 'Description'];
  const rows = fields.map((field) => [
    nameCell(field),
    ...(all.size > 1 ? [placeOf(field)] : []),
    typeCell(field),
    field.required ? 'yes' : 'no',
    site.inline(field.text, from),
  ]);
  return [where, unread, table(head, rows), cut(fields)].filter(Boolean).join('\n\n');
}

const bodyWords = ({ kind, mediaType }: Body): string =>
  kind === 'json' ? 'as JSON in the body' : `in the body, as ${code(mediaType)}`;

/** The fields of an answer and how they can be missing. */
export function answerTable({ answer }: Operation, site: Site, from: string): string {
  if (!answer.schema) return '';
  const fields = fieldsOf(answer.schema, site.api, 'answer');
  if (!fields.length) return 'No fields are described.';
  const rows = fields.map((field) => [
    nameCell(field),
    inline(field.type),
    absence(field),
    site.inline(field.text, from),
  ]);
  return [table(['Field', 'Type', 'May be', 'Description'], rows), cut(fields)].filter(Boolean).join('\n\n');
}

const nameCell = ({ name, title }: Field): string => (title ? `${code(name)} ${inline(title)}` : code(name));

const typeCell = ({ type, nullable, empty }: Field): string =>
  inline([type, nullable ? 'or `null`' : '', empty ? 'or empty' : ''].filter(Boolean).join(' '));

const absence = ({ required, nullable, empty }: Field): string =>
  [required ? '' : 'left out', nullable ? '`null`' : '', empty ? 'empty' : ''].filter(Boolean).join(', ');

const cut = (fields: Field[]): string =>
  fields.length < MOST_FIELDS ? '' : `The first ${MOST_FIELDS} fields; the types of the package have them all.`;
