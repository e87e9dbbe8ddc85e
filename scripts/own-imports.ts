import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vitest/config';

/** Sources that are tested get the sources of their `#imports`, where `package.json` names what was built of them. */
export const ownImports: Plugin = {
  name: 'own-imports',
  enforce: 'pre',
  resolveId(name, importer = '') {
    const folder = /^(.*)\/src\//.exec(importer)?.[1];
    if (!folder || !name.startsWith('#')) return undefined;
    const { imports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const built: string = imports[name].node ?? imports[name].default;
    return join(folder, built.replace('/dist/', '/src/').replace(/\.js$/, '.ts'));
  },
};
