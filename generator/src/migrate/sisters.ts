import { relative } from 'node:path';
import { packageNameIn, packageOf } from '../project/package.js';
import type { Project } from '../project/program.js';

/**
 * Folders of packages beside a project, of which it has declarations alone: what they do with a response or an error that they
 * are given is not seen. Installed packages are not among them.
 */
export function sistersOf({ program, dir }: Project): string[] {
  const declared = program
    .getSourceFiles()
    .filter(({ isDeclarationFile, fileName }) => isDeclarationFile && !fileName.includes('/node_modules/'));
  const folders = new Set(declared.flatMap(({ fileName }) => packageOf(fileName) ?? []));
  return [...folders]
    .filter((folder) => relative(dir, folder).startsWith('..'))
    .filter((folder) => !/^(@bitget-spec\/|bitget-api$)/.test(packageNameIn(folder) ?? ''))
    .sort();
}
