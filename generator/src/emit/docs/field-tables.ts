import type { FieldRow, FieldTable } from '@bitget-spec/contract';
import type { Schema } from '../../model/schema/kinds.js';
import type { Body, Operation } from '../../model/types.js';
import { code, inline, oneLine } from '../print/quote/index.js';
import type { ApiPages } from './api-pages.js';
import { type Field, fieldsOf, MOST_FIELDS } from './fields.js';
import { wholeWords } from './type-words.js';

/** The fields a caller passes, and where they go. */
export function requestFields({ request, method }: Operation, pages: ApiPages, from: string): FieldTable {
  if (!request.schema) return { intro: ['Takes nothing.'], fields: [] };
  const fields = fieldsOf(request.schema, pages.api, 'request');
  const places = new Map(request.parameters.map(({ argument, in: place }) => [argument, place]));
  const inBody = request.body && bodyWords(request.body);
  const all = new Set([...places.values(), ...(inBody ? [inBody] : [])]);
  const placeOf = ({ name }: Field) => places.get(name.split(/[.[]/)[0] ?? '') ?? 'body';
  const way = all.size > 1 ? '' : `Sent ${inBody ?? `in the ${[...all][0] ?? 'query'}`}.`;
  const where = [way, inline(wholeWords(request.schema))].filter(Boolean).join(' ');
  const unread = method === 'get' && request.body ? 'Beware that many programs drop the body of a GET.' : '';
  if (!fields.length) return { intro: [[where, 'No fields are described.'].filter(Boolean).join(' ')], fields: [] };
  return {
    intro: [where, unread].filter(Boolean),
    ...rowsOf(fields, pages, from, (field) => (all.size > 1 ? placeOf(field) : undefined)),
  };
}

const bodyWords = ({ kind, mediaType }: Body): string =>
  kind === 'json' ? 'as JSON in the body' : `in the body, as ${code(mediaType)}`;

/** The fields of a response and how they can be missing. */
export function responseFields({ response }: Operation, pages: ApiPages, from: string): FieldTable {
  const about = pages.inline(response.description, from).replace(/[\w)]$/, '$&.');
  if (!response.schema) {
    return { intro: [[about, 'Nothing is described to come back.'].filter(Boolean).join(' ')], fields: [] };
  }
  const place =
    pages.api.profile.result === 'data'
      ? 'The fields are those of `data`, which is also what the TypeScript call returns.'
      : '';
  const whole = inline(wholeWords(response.schema));
  const intro = [about, place, whole].filter(Boolean).join(' ');
  const fields = fieldsOf(response.schema, pages.api, 'response');
  return {
    intro: [intro, fields.length ? '' : 'No fields are described.'].filter(Boolean),
    ...rowsOf(fields, pages, from),
  };
}

/** The fields of a message of a socket, from the top of the frame. */
export function messageFields(schema: Schema, sent: boolean, pages: ApiPages, from: string): FieldTable {
  const fields = fieldsOf(schema, pages.api, sent ? 'request' : 'response');
  const whole = inline(wholeWords(schema));
  return { intro: whole ? [whole] : [], ...rowsOf(fields, pages, from) };
}

function rowsOf(
  fields: Field[],
  pages: ApiPages,
  from: string,
  placeOf: (field: Field) => string | undefined = () => undefined,
): Pick<FieldTable, 'fields' | 'note'> {
  const rows = fields.map((field): FieldRow => {
    const { depth, title, required, nullable, empty } = field;
    const place = placeOf(field);
    return {
      name: oneLine(field.name),
      ...(depth && { depth }),
      ...(title && { title: inline(title) }),
      ...(place && { in: place }),
      type: inline(field.type),
      ...(required && { required }),
      ...(nullable && { nullable }),
      ...(empty && { empty }),
      text: pages.inline(field.text, from),
    };
  });
  const note = `The first ${MOST_FIELDS} fields; the types of the package have them all.`;
  return { fields: rows, ...(fields.length >= MOST_FIELDS && { note }) };
}
