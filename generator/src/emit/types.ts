import { NO_PIECES } from '../model/pieces.js';
import type { Schema } from '../model/schema/kinds.js';
import type { Api, NullWhen, Operation, RecordType } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { namedTypes } from './print/named-types.js';
import { comment, string } from './print/quote/index.js';
import { helperTypes, OPEN_TEXT, type TypePrinter } from './print/type-printer.js';
import { wrap } from './print/wrap.js';

/** `types.ts`: every named schema, then what each call takes and returns. */
export function emitTypes(api: Api, print: TypePrinter, pieces = NO_PIECES): EmittedFile {
  const parts = [
    `${comment('Any other word: the API adds to its lists without notice.')}export type ${OPEN_TEXT} = string & {};`,
  ];
  const named = () => [...namedTypes(print, api.schemas, api.readings).values()];
  parts.push(...pieces.ofComponents('types', () => named().map(({ about, declaration }) => about + declaration)));
  const seen = new Set<string>();
  for (const operation of api.operations) {
    const records = newRecords(operation, seen);
    const maker = ['types', ...records.map(({ typeName }) => typeName)].join(' ');
    parts.push(...pieces.of(maker, operation, () => operationTypes(print, operation, records)));
  }
  parts.push(operationMap(api));
  const text = parts.join('\n\n');
  return { path: 'src/types.ts', text: `${header(api.source)}\n${helperTypes(text)}${text}\n` };
}

/** Records that no operation before has declared: several share some. @param seen takes their names */
function newRecords({ response }: Operation, seen: Set<string>): RecordType[] {
  if (!response.typeName || !response.schema) return [];
  return response.records.filter(({ typeName }) => {
    const isNew = typeName !== undefined && !seen.has(typeName);
    if (isNew) seen.add(typeName);
    return isNew;
  });
}

/** @param records those of its response that are declared with it */
function operationTypes(
  print: TypePrinter,
  { request, response, method, path, call, nullWhen }: Operation,
  records: RecordType[],
): string[] {
  const name = call.join('.');
  const url = `${method.toUpperCase()} ${path}`;
  const parts: string[] = [];
  if (request.typeName && request.schema) {
    parts.push(declare(print, request.typeName, request.schema, `What \`${name}\` takes (${url}).`, nullWhen));
  }
  if (response.typeName && response.schema) {
    for (const { typeName = '', schema } of records)
      parts.push(declare(print, typeName, schema, `One record of what \`${name}\` returns.`));
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
