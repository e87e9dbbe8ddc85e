import type { Api, Operation } from '../model/types.js';
import { doc, interfaceText, method, parameter } from './print/declarations.js';
import { inComment } from './print/quote/index.js';
import type { TypePrinter } from './print/type-printer.js';

/** Calls of ours that page have a member for all pages, and so a type of their own. */
export const isPaged = (operation: Operation, api: Api): boolean =>
  api.profile.client.signs && operation.paging !== undefined && operation.request.typeName !== undefined;

export const pagedName = ({ typeName }: Operation): string => `${typeName}Call`;

/** What the call and its `pages` take and give. Plain interfaces: generic ones cost the type checker more. */
export function pagedCall(operation: Operation, print: TypePrinter): string {
  const { request, response, call, summary } = operation;
  const taken = parameter('request', request.typeName ?? 'undefined', request.optional);
  const name = call.join('.');
  const page = method(
    '',
    [taken, parameter('options', 'CallOptions', true)],
    `Promise<${response.typeName ?? 'undefined'}>`,
    doc(inComment(`${summary || name}: one page.`)),
  );
  const pages = method(
    'pages',
    [taken, parameter('options', 'PagesOptions', true)],
    `AsyncGenerator<${recordType(operation, print)}, void, undefined>`,
    doc('Every record of every page, one by one; a page is fetched when its first record is wanted.'),
  );
  return interfaceText(pagedName(operation), [page, pages], doc(inComment(`\`${name}\`, and all its pages.`)));
}

/** One record of the list that a response is, or has; of any list where it has several. */
const recordType = ({ response }: Operation, print: TypePrinter): string =>
  response.records.map(({ schema }) => print.text(schema)).join(' | ') || 'unknown';
