import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type OutputChunk, rolldown } from 'rolldown';

export interface Bundle {
  /** Bytes, minified and gzipped, of what loads at once. */
  size: number;
  /** The same of chunks that load when something needs them, with what they load beside, by name. */
  later: Record<string, number>;
  /** Minified, all chunks. */
  code: string;
}

/** Bundles a module for a browser as a consumer of the packages would. */
export async function bundle(code: string): Promise<Bundle> {
  const folder = mkdtempSync(join(import.meta.dirname, '../.bundle-'));
  try {
    const input = join(folder, 'entry.js');
    writeFileSync(input, code);
    const build = await rolldown({ input, platform: 'browser', logLevel: 'silent' });
    const { output } = await build.generate({ format: 'esm', minify: true });
    await build.close();
    const chunks = output.filter((item) => item.type === 'chunk');
    const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
    const entry = chunks.find(({ isEntry }) => isEntry);
    const atOnce = withImports(entry, byName);
    const sizeOf = (some: Iterable<OutputChunk>) =>
      [...some].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
    const laterOf = (chunk: OutputChunk) => [...withImports(chunk, byName)].filter((one) => !atOnce.has(one));
    return {
      size: sizeOf(atOnce),
      later: Object.fromEntries(
        chunks.filter((chunk) => chunk.isDynamicEntry).map((chunk) => [chunk.name, sizeOf(laterOf(chunk))]),
      ),
      code: chunks.map((chunk) => chunk.code).join('\n'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A chunk and all that loads with it. */
function withImports(chunk: OutputChunk | undefined, byName: ReadonlyMap<string, OutputChunk>): Set<OutputChunk> {
  const found = new Set(chunk ? [chunk] : []);
  for (const { imports } of found)
    for (const name of imports) {
      const next = byName.get(name);
      if (next) found.add(next);
    }
  return found;
}
