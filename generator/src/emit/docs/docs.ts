import type { Api } from '../../model/types.js';
import type { EmittedFile } from '../files.js';
import { indexPages } from './index-pages.js';
import { operationPage } from './operation-page.js';
import { Site } from './site.js';

/** A page for each operation, laid out as the URL, as Markdown and as data; an index for each folder of them. */
export function emitDocs(api: Api): EmittedFile[] {
  const site = new Site(api);
  return [...indexPages(site), ...api.operations.flatMap((operation) => operationPage(operation, site))];
}
