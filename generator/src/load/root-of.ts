import { basename, dirname, resolve } from 'node:path';

/** The folder that a document's files are read from: its own, and for `spec/v2/openapi.yaml`, which shares files, `spec`. */
export function rootOf(document: string): string {
  const folder = dirname(resolve(document));
  const shared = dirname(folder);
  return basename(document) === 'openapi.yaml' && basename(shared) === 'spec' ? shared : folder;
}
