// `prepack` of the generator: its programs as a few files instead of some three hundred, which Node takes a tenth of a second to find,
// in bundle/. Other packages stay what they are, but for what is used of our own contract, of which the generator needs this very version.
// Readable, since whoever debugs it reads it.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const generator = fileURLToPath(new URL('../../generator', import.meta.url));
const folder = join(generator, 'bundle');

/** @type {import('esbuild').Plugin} */
const withContract = {
  name: 'with-contract',
  setup({ onResolve }) {
    onResolve({ filter: /^@bitget-spec\/contract(\/|$)/ }, ({ path }) => ({
      path: fileURLToPath(import.meta.resolve(path)),
    }));
  },
};

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
  plugins: [withContract],
  write: false,
  logLevel: 'warning',
});

// File by file in one step each, and what is left of earlier ones at the end: another `npm pack` may read the same files meanwhile.
const parts = mkdtempSync(join(generator, '.bundle-'));
try {
  for (const { path, contents } of outputFiles) {
    const part = join(parts, 'part');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(part, contents);
    renameSync(part, path);
  }
} finally {
  rmSync(parts, { recursive: true });
}
const paths = new Set(outputFiles.map(({ path }) => path));
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name);
  if (entry.isFile() && !paths.has(path)) rmSync(path, { force: true });
}
