import { basename, dirname, resolve } from 'node:path';
import { isUrl } from './remote.js';

/** The folder that a document's files are read from: its own, and for `spec/v2/openapi.yaml`, which shares files, `spec`. */
export function rootOf(document: string): string {
  const folder = dirname(resolve(document));
  const shared = dirname(folder);
  return basename(document) === 'openapi.yaml' && basename(shared) === 'spec' ? shared : folder;
}

/** The folders that a document may read from; one that is fetched reads none. */
export const rootsOf = (document: string): string[] => (isUrl(document) ? [] : [rootOf(document)]);
