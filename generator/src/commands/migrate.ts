import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Directory } from '../migrate/attempt.js';
import type { MigrateData } from '../migrate/data.js';
import { planMigration } from '../migrate/plan.js';
import { printJson, printText } from '../migrate/print.js';
import { UsageError } from '../options.js';
import { ownFile } from '../own-files.js';
import { refuseUncommitted } from '../project/git.js';
import { isLibrary } from '../project/package.js';
import { loadProject } from '../project/program.js';
import { writeTexts } from '../project/write.js';

/** In a workspace, where `generate` has written it; else what the package brings along. */
const WORKSPACE = 'generated/docs/migrate.json';
const PACKAGED = ownFile('data/migrate.json');

/**
 * `bitget-spec migrate`: calls of `@bitget-spec/v2` and of bitget-api become calls of `@bitget-spec/v3`.
 * @returns 0, or 1 where calls remain that need a hand
 */
export async function runMigrate(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      project: { type: 'string', default: '.' },
      write: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const project = loadProject(values.project);
  const plan = planMigration({ project, directory: new Directory(readData()), isLibrary: isLibrary(project.dir) });
  if (values.write && !values.force) refuseUncommitted(plan.texts.keys());
  if (values.write) writeTexts(plan.texts);
  console.log(values.json ? printJson(plan, project.dir, values.write) : printText(plan, project.dir, values.write));
  return plan.listed.length ? 1 : 0;
}

function readData(): MigrateData {
  const file = [WORKSPACE, PACKAGED].find((path) => existsSync(path));
  if (!file) throw new UsageError(`${WORKSPACE} is missing: run \`npm run generate\` first`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
