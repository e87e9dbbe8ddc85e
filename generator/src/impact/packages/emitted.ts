import { join } from 'node:path';
import { emitFile } from '../../emit/emit.js';
import type { PrinterOf } from '../../emit/print/type-printer.js';
import type { Api } from '../../model/types.js';
import type { TypedPackage } from './typed-package.js';

/** What `generate` would write for a model, kept in memory. Files are made when a compiler asks for them. */
export function emittedPackage(api: Api, name: string, root: string, printerOf: PrinterOf): TypedPackage {
  const texts = new Map<string, string | undefined>([
    ['package.json', JSON.stringify({ name, type: 'module', sideEffects: false })],
  ]);
  // One for all files: it remembers what it has printed.
  const types = printerOf(api);
  const printer: PrinterOf = (described) => (described === api ? types : printerOf(described));
  const read = (path: string): string | undefined => {
    if (!texts.has(path)) {
      const [, file] = /^src\/([\w-]+)\.ts$/.exec(path) ?? [];
      texts.set(path, file === undefined ? undefined : emitFile(api, file, printer)?.text);
    }
    return texts.get(path);
  };
  return {
    name,
    root,
    read,
    entry: (subpath) => {
      const path = `src/${subpath === '.' ? 'index' : subpath}.ts`;
      return read(path) === undefined ? undefined : join(root, path);
    },
  };
}

/** As `generate` names it: ours by the name of the API, others by that of the folder, which is the document's here. */
export const packageNameOf = ({ profile, name }: Api): string => (profile.package.scope ?? '') + name;
