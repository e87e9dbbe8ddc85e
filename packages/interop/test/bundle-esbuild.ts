import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Metafile } from 'esbuild';

/** The condition of a build that leaves out what other bundles load later. */
export const LEAN = ['bitget-lean'];

/** Bytes, minified and gzipped, of what a page loads at once: all of it where nothing is split. */
export async function bundleEsbuild(code: string, splitting: boolean, conditions: string[] = []): Promise<number> {
  const { outputFiles, metafile } = await bundled(code, splitting, conditions);
  const loaded = loadedAtOnce(metafile);
  return outputFiles
    .filter(({ path }) => loaded.has(basename(path)))
    .reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
}

/** The text of a module that is one file, minified. */
export async function oneFile(code: string, conditions: string[]): Promise<string> {
  const { outputFiles } = await bundled(code, false, conditions);
  return outputFiles.map(({ text }) => text).join('');
}

const bundled = (code: string, splitting: boolean, conditions: string[]) =>
  build({
    stdin: { contents: code, resolveDir: import.meta.dirname, sourcefile: 'entry.js' },
    bundle: true,
    minify: true,
    splitting,
    ...(conditions.length && { conditions }),
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: 'out',
    write: false,
    metafile: true,
  });

/** The entry's file, and what it imports other than by `import()`. */
function loadedAtOnce({ outputs }: Metafile): Set<string> {
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint?.endsWith('entry.js'));
  if (!entry) throw new Error('esbuild made nothing of the entry');
  const found = new Set([entry]);
  for (const path of found) {
    for (const { kind, path: next } of outputs[path]?.imports ?? []) if (kind === 'import-statement') found.add(next);
  }
  return new Set([...found].map((path) => basename(path)));
}
