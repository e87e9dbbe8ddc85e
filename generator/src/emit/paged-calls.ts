import type { InterfaceDeclarationStructure } from 'ts-morph';
import type { Api, Operation } from '../model/types.js';
import { inComment } from './print/quote/index.js';
import { StructureKind } from './print/ts-file.js';
import type { TypePrinter } from './print/type-printer.js';

/** Calls of ours that page have a member for all pages, and so a type of their own. */
export const isPaged = (operation: Operation, api: Api): boolean =>
  api.profile.client.signs && operation.paging !== undefined && operation.request.typeName !== undefined;

export const pagedName = ({ typeName }: Operation): string => `${typeName}Call`;

/** What the call and its `pages` take and give. Plain interfaces: generic ones cost the type checker more. */
export function pagedCall(operation: Operation, print: TypePrinter): InterfaceDeclarationStructure {
  const { request, response, call } = operation;
  const parameter = { name: 'request', type: request.typeName ?? 'undefined', hasQuestionToken: request.optional };
  return {
    kind: StructureKind.Interface,
    name: pagedName(operation),
    isExported: true,
    docs: [inComment(`\`${call.join('.')}\`, and all its pages.`)],
    callSignatures: [
      {
        parameters: [parameter, { name: 'options', type: 'CallOptions', hasQuestionToken: true }],
        returnType: `Promise<${response.typeName ?? 'undefined'}>`,
        docs: [inComment(`${operation.summary || call.join('.')}: one page.`)],
      },
    ],
    methods: [
      {
        name: 'pages',
        parameters: [parameter, { name: 'options', type: 'PagesOptions', hasQuestionToken: true }],
        returnType: `AsyncGenerator<${recordType(operation, print)}, void, undefined>`,
        docs: ['Every record of every page, one by one; a page is fetched when its first record is wanted.'],
      },
    ],
  };
}

/** One record of the list that a response is, or has; of any list where it has several. */
const recordType = ({ response }: Operation, print: TypePrinter): string =>
  response.records.map(({ schema }) => print.text(schema)).join(' | ') || 'unknown';
