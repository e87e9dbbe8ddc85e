import type { Api } from '../../model/types.js';
import type { EmittedFile } from '../files.js';
import { ApiPages } from './api-pages.js';
import { channelIndex } from './channel-index.js';
import { channelPage } from './channel-page.js';
import { indexPages } from './index-pages.js';
import { operationPage } from './operation-page.js';

/**
 * A page for each operation, laid out as the URL, and for each channel of the sockets, as Markdown and as data; an index for
 * each folder of them.
 */
export function emitDocs(api: Api): EmittedFile[] {
  const pages = new ApiPages(api);
  return [
    ...indexPages(pages),
    ...api.operations.flatMap((operation) => operationPage(operation, pages)),
    ...(api.sockets ? [channelIndex(api.sockets, pages)] : []),
    ...(api.sockets?.channels ?? []).flatMap((channel) => channelPage(channel, pages)),
  ];
}
