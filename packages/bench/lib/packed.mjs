import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = join(REPOSITORY, 'packages/bench/.packed');

/**
 * The command of the generator as it is published: packed, and unpacked where it finds what the repository has installed.
 * @returns its path
 */
export async function packedGenerator() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER);
  await run(['npm', 'pack', '--silent', '--workspace', 'generator', '--pack-destination', FOLDER], { cwd: REPOSITORY });
  const [tarball = ''] = readdirSync(FOLDER);
  await run(['tar', '-xzf', tarball], { cwd: FOLDER });
  return join(FOLDER, 'package/bin/bitget-spec.js');
}
