import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

export interface Bundle {
  /** Bytes, minified and gzipped, of what loads at once. */
  size: number;
  /** The same of chunks that load when something needs them, by name. */
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
    const sizeOf = (text: string) => gzipSync(text, { level: 9 }).length;
    return {
      size: chunks
        .filter(({ isEntry, isDynamicEntry }) => isEntry || !isDynamicEntry)
        .reduce((sum, chunk) => sum + sizeOf(chunk.code), 0),
      later: Object.fromEntries(
        chunks.filter((chunk) => chunk.isDynamicEntry).map((chunk) => [chunk.name, sizeOf(chunk.code)]),
      ),
      code: chunks.map((chunk) => chunk.code).join('\n'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
