import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packages } from './packages.mjs';

/**
 * Packs every published package, as built.
 * @param {string} folder where the tarballs go
 */
export function packInto(folder) {
  mkdirSync(folder, { recursive: true });
  const workspaces = packages.flatMap((one) => ['--workspace', one.folder]);
  const out = execFileSync('npm', ['pack', '--json', '--pack-destination', folder, ...workspaces], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32', // npm is a .cmd file there
  });
  /** @type {{ name: string, filename: string, files: { path: string }[] }[]} */
  const packed = JSON.parse(out.slice(out.indexOf('[\n')));
  return packed.map(({ name, filename, files }) => ({
    name,
    tarball: join(folder, filename),
    files: files.map(({ path }) => path),
  }));
}
