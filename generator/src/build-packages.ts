import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** How building went: what the compiler says of the packages, or why it was not asked. */
export interface Built {
  errors: string[];
  skipped?: string;
}

/** Compiles packages that were generated, where what they import is installed. */
export async function buildPackages(folders: string[]): Promise<Built> {
  const packages = folders.filter((folder) => existsSync(join(folder, 'tsconfig.json')));
  const bare = packages.find((folder) => !canImport(folder));
  if (bare) return { errors: [], skipped: `not built: run npm install in ${bare} first` };
  if (!packages.length) return { errors: [] };
  const tsc = createRequire(import.meta.url).resolve('typescript/lib/tsc.js');
  const child = spawn(process.execPath, [tsc, '-b', ...packages, '--pretty', 'false'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) said += text;
  return { errors: said.split('\n').filter(Boolean) };
}

/** Whether a package finds what every generated package imports. */
function canImport(folder: string): boolean {
  try {
    createRequire(join(folder, 'package.json')).resolve('@bitget-spec/contract');
    return true;
  } catch {
    return false;
  }
}
