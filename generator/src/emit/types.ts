import type { Schema } from '../model/schema/kinds.js';
import type { Api, NullWhen, Operation } from '../model/types.js';
import { type EmittedFile, header } from './files.js';
import { namedTypes } from './print/named-types.js';
import { comment, string } from './print/quote/index.js';
import { helperTypes, OPEN_TEXT, type TypePrinter } from './print/type-printer.js';
import { wrap } from './print/wrap.js';

/** `types.ts`: every named schema, then what each call takes and returns. */
export function emitTypes(api: Api, print: TypePrinter): EmittedFile {
  const parts = [
    `${comment('Any other word: the API adds to its lists without notice.')}export type ${OPEN_TEXT} = string & {};`,
  ];
  for (const { about, declaration } of namedTypes(print, api.schemas, api.readings).values())
    parts.push(about + declaration);
  const seen = new Set<string>();
  for (const operation of api.operations) parts.push(...operationTypes(print, operation, seen));
  parts.push(operationMap(api));
  const text = parts.join('\n\n');
  return { path: 'src/types.ts', text: `${header(api.source)}\n${helperTypes(text)}${text}\n` };
}

/** @param seen records that another operation shares */
function operationTypes(
  print: TypePrinter,
  { request, response, method, path, call, nullWhen }: Operation,
  seen: Set<string>,
): string[] {
  const name = call.join('.');
  const url = `${method.toUpperCase()} ${path}`;
  const parts: string[] = [];
  if (request.typeName && request.schema) {
    parts.push(declare(print, request.typeName, request.schema, `What \`${name}\` takes (${url}).`, nullWhen));
  }
  if (response.typeName && response.schema) {
    for (const { typeName, schema } of response.records) {
      if (!typeName || seen.has(typeName)) continue;
      seen.add(typeName);
      parts.push(declare(print, typeName, schema, `One record of what \`${name}\` returns.`));
    }
    parts.push(
      declare(
        print,
        response.typeName,
        response.schema,
        `What \`${name}\` returns (${url}). ${response.description}`,
        nullWhen,
      ),
    );
  }
  return parts;
}

function declare(print: TypePrinter, name: string, schema: Schema, about: string, when?: NullWhen): string {
  return `${comment(wrap(about))}${print.declaration(name, schema, when)}`;
}

function operationMap(api: Api): string {
  const rows = api.operations.map(({ call, request, response }) => {
    const shapes = [`request: ${request.typeName ?? 'undefined'}`, `response: ${response.typeName ?? 'undefined'}`];
    const row = `  ${string(call.join('.'))}: { ${shapes.join('; ')} };`;
    return row.length <= 120 ? row : `  ${string(call.join('.'))}: {\n    ${shapes.join(';\n    ')};\n  };`;
  });
  return `${comment('Request and response of each call, by its name.')}export interface Operations {\n${rows.join('\n')}\n}`;
}
