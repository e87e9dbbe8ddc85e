import { NO_PIECES } from '../model/pieces.js';
import type { Schema } from '../model/schema/kinds.js';
import type { Api, Operation, Parameter, Response } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { key } from './print/quote/index.js';
import { importTypes } from './print/text.js';
import { helperTypes, type TypePrinter } from './print/type-printer.js';

const PLACES = ['query', 'header', 'path', 'cookie'] as const;

/**
 * `paths.ts`: the map that openapi-fetch reads, in openapi-typescript's form. Bodies point at the
 * types of `types.ts`, so that both speak of the same thing and nothing is spelled out twice.
 */
export function emitPaths(api: Api, print: TypePrinter, pieces = NO_PIECES): EmittedFile {
  const byPath = group(api.operations);
  const body = [...byPath].map(([path, operations]) => {
    const methods = operations.map((operation) => {
      const text = pieces.of('paths', operation, () => operationText(print, operation));
      return `    ${operation.method}: ${text};`;
    });
    return `  ${key(path)}: {\n${methods.join('\n')}\n  };`;
  });
  const text = `/** Every path of the API as openapi-fetch wants it: \`client.http.GET('…')\`. */\nexport interface paths {\n${body.join('\n')}\n}\n`;
  return { path: 'src/paths.ts', text: `${header(api.source)}${importTypes(text, api)}\n${helperTypes(text)}${text}` };
}

function group(operations: Operation[]): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) groups.set(operation.path, [...(groups.get(operation.path) ?? []), operation]);
  return groups;
}

function operationText(print: TypePrinter, { request, response }: Operation): string {
  const parameters = PLACES.map((place) => parameterText(print, place, request));
  const lines = [`      parameters: { ${parameters.join('; ')} };`];
  if (request.body) {
    const { mediaType, schema, required } = request.body;
    const flat = request.flat && !request.parameters.length && request.typeName && schema.kind !== 'reference';
    const type = flat ? request.typeName : print.text(schema);
    lines.push(`      requestBody${required ? '' : '?'}: { content: { ${key(mediaType)}: ${type} } };`);
  } else lines.push('      requestBody?: never;');
  const responses = response.responses.map((described) =>
    responseText(print, described, response.typeName, response.schema),
  );
  lines.push(`      responses: {\n${responses.join('\n')}\n      };`);
  return `{\n${lines.join('\n')}\n    }`;
}

function parameterText(print: TypePrinter, place: Parameter['in'], request: Operation['request']): string {
  const here = request.parameters.filter((parameter) => parameter.in === place);
  if (!here.length) return `${place}?: never`;
  const optional = here.every((parameter) => !parameter.required);
  const alone = !request.body && here.length === request.parameters.length && request.typeName;
  const shape = alone
    ? request.typeName
    : `{ ${here.map((p) => `${key(p.name)}${p.required ? '' : '?'}: ${print.text(p.schema)}`).join('; ')} }`;
  return `${place}${optional ? '?' : ''}: ${shape}`;
}

function responseText(
  print: TypePrinter,
  response: Response,
  data: string | undefined,
  schema: Schema | undefined,
): string {
  const status = /^[1-9]\d*$/.test(response.status) ? response.status : key(response.status);
  const content = response.content.map(({ mediaType, schema: whole }) => {
    const type = whole === schema && data ? data : (envelopeText(print, whole, data, schema) ?? print.text(whole));
    return `${key(mediaType)}: ${type}`;
  });
  const shape = content.length ? `content: { ${content.join('; ')} }` : 'content?: never';
  return `        ${status}: { headers: { [name: string]: unknown }; ${shape} };`;
}

/** `Envelope & { data: TradePlaceOrderResponse }` for a response written as `allOf: [Envelope, { data }]`. */
function envelopeText(print: TypePrinter, whole: Schema, data: string | undefined, schema: Schema | undefined) {
  const [envelope, own, ...more] = whole.kind === 'intersection' ? whole.parts : [];
  if (!data || more.length || envelope?.kind !== 'reference' || own?.kind !== 'object') return undefined;
  const [name, ...others] = own.properties.keys();
  if (!name || others.length || own.properties.get(name) !== schema) return undefined;
  return `${print.text(envelope)} & { ${key(name)}: ${data} }`;
}
