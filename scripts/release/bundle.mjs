// `prepack` of the generator: its programs as a few files instead of some three hundred, which Node takes a tenth of a second to find,
// in bundle/. Other packages stay what they are. Readable, since whoever debugs it reads it.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const generator = fileURLToPath(new URL('../../generator', import.meta.url));
const folder = join(generator, 'bundle');

const { outputFiles } = await build({
  absWorkingDir: generator,
  entryPoints: ['dist/cli.js', 'dist/lint/worker.js', 'dist/emit/mover.js'],
  outbase: 'dist',
  outdir: folder,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  write: false,
  logLevel: 'warning',
});

// File by file in one step each, and leftovers at the end: another `npm pack` may read the same files meanwhile.
for (const { path, contents } of outputFiles) {
  const part = `${path}.${process.pid}.part`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(part, contents);
  renameSync(part, path);
}
const paths = new Set(outputFiles.map(({ path }) => path));
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  const path = join(folder, name);
  if (/\.js$/.test(name) && !paths.has(path)) rmSync(path);
}
