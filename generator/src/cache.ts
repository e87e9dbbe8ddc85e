import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmittedFile } from './emit/files.js';
import { digest, filesIn } from './emit/write.js';
import type { Target } from './generate.js';

interface Entry {
  /** Digest of the generator itself and of what it was asked. */
  tool: string;
  /** Digest of each file that was read. */
  inputs: Record<string, string>;
  /** Digest of each file that was written. */
  outputs: Record<string, string>;
  operations: number;
}

/** Remembers what the last run read and wrote, by content, so that a run with nothing to do ends at once. */
export class Cache {
  private readonly file: string;

  constructor(
    cwd: string,
    private readonly enabled: boolean,
  ) {
    this.file = join(cwd, 'node_modules/.cache/bitget-spec/generate.json');
  }

  /** What the last run found, where nothing that it read or wrote has changed since. */
  upToDate(targets: Target[]): { inputs: string[]; operations: number } | undefined {
    if (!this.enabled || !existsSync(this.file)) return undefined;
    const entry = parse(readFileSync(this.file, 'utf8'));
    if (!entry || entry.tool !== toolDigest(targets)) return undefined;
    const same = (files: Record<string, string>) =>
      Object.entries(files).every(([file, hash]) => existsSync(file) && digest(readFileSync(file, 'utf8')) === hash);
    return same(entry.inputs) && same(entry.outputs)
      ? { inputs: Object.keys(entry.inputs), operations: entry.operations }
      : undefined;
  }

  remember(targets: Target[], inputs: string[], folders: [string, EmittedFile[]][], operations: number): void {
    if (!this.enabled || !existsSync(join(dirname(this.file), '../..'))) return;
    const entry: Entry = {
      tool: toolDigest(targets),
      inputs: Object.fromEntries(inputs.map((file) => [file, digest(readFileSync(file, 'utf8'))])),
      outputs: Object.fromEntries(
        folders.flatMap(([folder, files]) => files.map(({ path, text }) => [join(folder, path), digest(text)])),
      ),
      operations,
    };
    mkdirSync(dirname(this.file), { recursive: true });
    writeFileSync(this.file, JSON.stringify(entry));
  }
}

function parse(text: string): Entry | undefined {
  try {
    return JSON.parse(text) as Entry;
  } catch {
    return undefined; // cut short by a crash: as good as none
  }
}

function toolDigest(targets: Target[]): string {
  const own = dirname(fileURLToPath(import.meta.url));
  const code = filesIn(own).filter((path) => path.endsWith('.js'));
  return digest(
    JSON.stringify(targets),
    process.version,
    ...code.map((path) => path + readFileSync(join(own, path), 'utf8')),
  );
}
