import type { OperationPage } from '@bitget-spec/contract';
import type { Operation } from '../../model/types.js';
import { once } from '../../once.js';
import { type EmittedFile, keyedFile } from '../files.js';
import { inline, oneLine } from '../print/quote/index.js';
import type { ApiPages } from './api-pages.js';
import { errorTable } from './errors.js';
import { facts } from './facts.js';
import { requestFields, responseFields } from './field-tables.js';
import { knownFromRows } from './known-from.js';
import { brief, titleText } from './markdown.js';
import { operationMarkdown } from './operation-markdown.js';
import { pageJson } from './page-json.js';
import { responseSample, samples } from './samples/samples.js';

/** The page of one operation: as Markdown, and as the data that it is printed from. */
export function operationPage(operation: Operation, pages: ApiPages): EmittedFile[] {
  const path = pages.page(operation);
  const key = pages.api.digests?.operations.get(operation);
  const page = once(() => pageOf(operation, pages, path));
  return [
    keyedFile(path, key, () => operationMarkdown(page())),
    keyedFile(path.replace(/\.md$/, '.json'), key, () => pageJson(page())),
  ];
}

function pageOf(operation: Operation, pages: ApiPages, from: string): OperationPage {
  const { api } = pages;
  const { summary, description, deprecated, file, key, effect } = operation;
  const method = operation.method.toUpperCase();
  const url = `${method} ${operation.path}`;
  const errors = errorTable(operation, pages, from);
  const knownFrom = knownFromRows(operation, api);
  const sample = responseSample(operation);
  return {
    title: titleText(summary || url),
    description: brief(`${url}: ${description || summary || `a call of ${api.title}`}`),
    key,
    spec: file,
    method,
    path: oneLine(operation.path),
    call: oneLine(`${api.profile.client.variable}.${operation.call.join('.')}()`),
    effect,
    ...(deprecated && { deprecated }),
    heading: inline(summary || url),
    about: pages.prose(description, from),
    facts: facts(operation, pages),
    request: requestFields(operation, pages, from),
    response: responseFields(operation, pages, from),
    ...(errors && { errors }),
    ...(knownFrom.length && { knownFrom }),
    samples: samples(operation, api),
    ...(sample && { responseSample: sample }),
  };
}
