import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed } from './run.js';

export interface Bundler {
  name: string;
  /** Where it is, if it is installed. */
  path: string;
  /** Builds `entry` into `page.js` in a folder. */
  bundle(entry: string, folder: string, readable: boolean): Promise<unknown>;
}

// Each loaded when it is used: not all need be installed.
export const BUNDLERS: readonly Bundler[] = [
  {
    name: 'Vite',
    path: installed('vite'),
    async bundle(entry, folder, readable) {
      const { build } = await import('vite');
      const output = { entryFileNames: 'page.js' };
      await build({
        root: join(entry, '..'),
        configFile: false,
        logLevel: 'error',
        build: { outDir: folder, emptyOutDir: false, minify: !readable, rolldownOptions: { input: entry, output } },
      });
    },
  },
  {
    name: 'esbuild',
    path: installed('esbuild'),
    async bundle(entry, folder, readable) {
      const { build } = await import('esbuild');
      const entryPoints = { page: entry };
      await build({ entryPoints, outdir: folder, bundle: true, splitting: true, format: 'esm', minify: !readable });
    },
  },
  {
    name: 'webpack',
    path: installed('webpack'),
    async bundle(entry, folder) {
      const { default: webpack } = await import('webpack');
      await finished(webpack({ mode: 'production', entry, output: { path: folder, filename: 'page.js' } }));
    },
  },
  {
    name: 'rspack',
    path: installed('@rspack/core'),
    async bundle(entry, folder) {
      const { rspack } = await import('@rspack/core');
      await finished(rspack({ mode: 'production', entry, output: { path: folder, filename: 'page.js' } }));
    },
  },
];

interface Stats {
  hasErrors(): boolean;
  toString(): string;
}

/** Runs a compiler in the manner of webpack to its end. */
function finished(compiler: { run(done: (error: Error | null, stats?: Stats) => void): void } | null): Promise<void> {
  return new Promise((resolve, reject) => {
    compiler?.run((error, stats) => {
      if (error || !stats || stats.hasErrors()) reject(error ?? new Error(String(stats)));
      else resolve();
    });
  });
}

/** Builds a page of an entry. @returns its path below the project */
export async function pageOf({ name, bundle }: Bundler, project: string, entry: string, readable = false) {
  const path = `site/${name}/${entry}`;
  const folder = join(project, path);
  mkdirSync(folder, { recursive: true });
  await bundle(join(project, entry), folder, readable);
  const html = '<!doctype html><title></title><body><script type="module" src="page.js"></script>';
  writeFileSync(join(folder, 'index.html'), html);
  return path;
}
