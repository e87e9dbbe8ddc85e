import type { InterfaceDeclarationStructure } from 'ts-morph';
import { isObject, type JsonObject } from '../load/json.js';
import { resolveIn } from '../model/resolve.js';
import type { Api, Operation } from '../model/types.js';
import { inComment, string } from './print/quote/index.js';
import { StructureKind } from './print/ts-file.js';

/** Calls of ours that page have a member for all pages, and so a type of their own. */
export const isPaged = (operation: Operation, api: Api): boolean =>
  api.ours && operation.paging !== undefined && operation.request.typeName !== undefined;

export const pagedName = ({ typeName }: Operation): string => `${typeName}Call`;

/** What the call and its `pages` take and give. Plain interfaces: generic ones cost the type checker more. */
export function pagedCall(operation: Operation, api: Api): InterfaceDeclarationStructure {
  const { request, answer, call } = operation;
  const parameter = { name: 'request', type: request.typeName ?? 'undefined', hasQuestionToken: request.optional };
  return {
    kind: StructureKind.Interface,
    name: pagedName(operation),
    isExported: true,
    docs: [inComment(`\`${call.join('.')}\`, and all its pages.`)],
    callSignatures: [
      {
        parameters: [parameter, { name: 'options', type: 'CallOptions', hasQuestionToken: true }],
        returnType: `Promise<${answer.typeName ?? 'undefined'}>`,
        docs: [inComment(`${operation.summary || call.join('.')}: one page.`)],
      },
    ],
    methods: [
      {
        name: 'pages',
        parameters: [parameter, { name: 'options', type: 'PagesOptions', hasQuestionToken: true }],
        returnType: `AsyncGenerator<${recordType(operation, api)}, void, undefined>`,
        docs: ['Every record of every page, one by one; a page is fetched when its first record is wanted.'],
      },
    ],
  };
}

/** One record of the list that an answer is, or has; of any list where it has several. */
function recordType({ answer }: Operation, api: Api): string {
  const schema = resolveIn(api.document, answer.schema);
  if (!answer.typeName || !isObject(schema)) return 'unknown';
  if (schema.oneOf || schema.anyOf) return 'unknown'; // lists in some answers, objects in others
  if (isList(api, schema)) return `NonNullable<${answer.typeName}>[number]`;
  const lists = Object.entries(isObject(schema.properties) ? schema.properties : {}).filter(([, property]) =>
    isList(api, property),
  );
  const types = lists.map(([name]) => `NonNullable<${answer.typeName}[${string(name)}]>[number]`);
  return types.join(' | ') || 'unknown';
}

function isList(api: Api, value: unknown): boolean {
  const schema = resolveIn(api.document, value as JsonObject);
  if (!isObject(schema)) return false;
  const { type } = schema;
  if (type === 'array' || (Array.isArray(type) && type.includes('array'))) return true;
  const choices = [schema.anyOf, schema.oneOf].find(Array.isArray) ?? [];
  return choices.some((choice) => isList(api, choice));
}
