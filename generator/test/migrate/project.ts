import { readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Directory } from '../../src/migrate/attempt.js';
import type { MigrateData } from '../../src/migrate/data.js';
import { type Plan, planMigration } from '../../src/migrate/plan.js';
import { loadProject } from '../../src/project/program.js';
import { type Files, folderOf } from '../documents.js';

const TSCONFIG = {
  compilerOptions: {
    strict: true,
    module: 'nodenext',
    target: 'es2023',
    types: ['node'],
    allowJs: true,
  },
  include: ['src'],
};

/** What `bitget-spec migrate` goes by. */
export const data: MigrateData = JSON.parse(readFileSync('generated/docs/migrate.json', 'utf8'));

/** A project of these files, that finds the packages of this repository. */
export function projectFolder(files: Files): string {
  const folder = folderOf({
    'package.json': '{ "type": "module", "private": true }',
    'tsconfig.json': JSON.stringify(TSCONFIG),
    ...files,
  });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

export interface Migrated {
  /** Every file as it would be. */
  files: Files;
  rewritten: Plan['rewritten'];
  listed: Plan['listed'];
  folder: string;
}

/** What a project would become. */
export const migrated = (files: Files, isLibrary = false): Migrated =>
  migratedIn(projectFolder(files), files, isLibrary);

/** What the project of a folder would become. */
export function migratedIn(folder: string, files: Files, isLibrary = false): Migrated {
  const project = loadProject(folder);
  const { texts, rewritten, listed } = planMigration({ project, directory: new Directory(data), isLibrary });
  const changed = Object.fromEntries([...texts].map(([file, text]) => [relative(folder, file), text]));
  const local = <Place extends { file: string }>(place: Place): Place => ({
    ...place,
    file: relative(folder, place.file),
  });
  return { files: { ...files, ...changed }, rewritten: rewritten.map(local), listed: listed.map(local), folder };
}
