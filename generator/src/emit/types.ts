import { type JsonObject, textOf } from '../load/json.js';
import type { Api, Operation } from '../model/types.js';
import { type EmittedFile, header } from './files.js';
import { comment, string } from './print/quote/index.js';
import { helperTypes, OPEN_TEXT, SchemaTypes } from './print/schema-types.js';

/** `types.ts`: every named schema, then what each call takes and returns. */
export function emitTypes(api: Api): EmittedFile {
  const print = new SchemaTypes(api.document);
  const parts = [
    `${comment('Any other word: the API adds to its lists without notice.')}export type ${OPEN_TEXT} = string & {};`,
  ];
  for (const [name, schema] of api.schemas)
    parts.push(`${comment(textOf(schema.description) ?? '')}${print.component(name)}`);
  for (const operation of api.operations) parts.push(...operationTypes(print, operation));
  parts.push(operationMap(api));
  const text = parts.join('\n\n');
  return { path: 'src/types.ts', text: `${header(api.source)}\n\n${helperTypes(text)}${text}\n` };
}

function operationTypes(print: SchemaTypes, { request, answer, method, path, call }: Operation): string[] {
  const name = call.join('.');
  const url = `${method.toUpperCase()} ${path}`;
  const parts: string[] = [];
  if (request.typeName && request.schema) {
    parts.push(declare(print, request.typeName, request.schema, `What \`${name}\` takes (${url}).`));
  }
  if (answer.typeName && answer.schema) {
    parts.push(
      declare(print, answer.typeName, answer.schema, `What \`${name}\` returns (${url}). ${answer.description}`),
    );
  }
  return parts;
}

function declare(print: SchemaTypes, name: string, schema: JsonObject, about: string): string {
  return `${comment(about)}${print.declaration(name, schema)}`;
}

function operationMap(api: Api): string {
  const rows = api.operations.map(({ call, request, answer }) => {
    const shapes = `{ request: ${request.typeName ?? 'undefined'}; response: ${answer.typeName ?? 'undefined'} }`;
    return `  ${string(call.join('.'))}: ${shapes};`;
  });
  return `${comment('Request and answer of each call, by its name.')}export interface Operations {\n${rows.join('\n')}\n}`;
}
