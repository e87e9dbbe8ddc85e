import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digest } from './digest.js';
import type { EmittedFile } from './emit/files.js';
import type { TypePrinterName } from './emit/print/type-printer.js';
import { filesIn, withManifest } from './emit/write.js';
import type { SharedOutput, Target } from './options.js';

/** The clock of a file system may be this far behind. */
const CLOCK_STEP_MS = 20;

interface Entry {
  /** Digest of the generator itself and of its settings. */
  tool: string;
  /** Digest of each file that was read. */
  inputs: Record<string, string>;
  /** Digest of the names in each folder that was read from: a file more may be an orphan. */
  listings: Record<string, string>;
  /** Digest of each file that was written. */
  outputs: Record<string, string>;
  /** The folders written to, which hold nothing else. */
  folders: string[];
  operations: number;
}

/** Remembers what the last run read and wrote, by content, so that a run with nothing to do ends at once. */
export class Cache {
  private readonly file: string;
  private readonly started = Date.now();

  constructor(
    cwd: string,
    private readonly enabled: boolean,
  ) {
    this.file = join(cwd, 'node_modules/.cache/bitget-spec/generate.json');
  }

  /** What the last run found, where nothing that it read or wrote has changed since. */
  upToDate(settings: Settings): { inputs: string[]; operations: number } | undefined {
    if (!this.enabled || !existsSync(this.file)) return undefined;
    const entry = parse(readFileSync(this.file, 'utf8'));
    if (!entry || entry.tool !== toolDigest(settings)) return undefined;
    const { inputs, listings, outputs, folders, operations } = entry;
    const same = (digests: Record<string, string>, now: (path: string) => string) =>
      Object.entries(digests).every(([path, before]) => existsSync(path) && now(path) === before);
    const nothingElse = () => folders.every((folder) => filesIn(folder).every((path) => join(folder, path) in outputs));
    return same(inputs, contentOf) && same(listings, namesIn) && same(outputs, contentOf) && nothingElse()
      ? { inputs: Object.keys(inputs), operations }
      : undefined;
  }

  /**
   * Keeps what a run read and wrote, unless an input changed meanwhile: whether it was read before or after, who knows.
   * @param home the folder that holds all that was written
   */
  remember(
    settings: Settings,
    home: string,
    inputs: string[],
    written: [string, EmittedFile[]][],
    operations: number,
  ): void {
    if (!this.enabled || !existsSync(join(dirname(this.file), '../..'))) return;
    const folders = [...new Set(inputs.map(dirname))].filter(
      (folder) => !`${home}${sep}`.startsWith(`${folder}${sep}`),
    );
    if ([...inputs, ...folders].some((path) => this.changedSince(path))) return;
    const outputs = written.flatMap(([folder, files]) =>
      withManifest(files).map(({ path, text }) => [join(folder, path), digest(text)]),
    );
    const entry: Entry = {
      tool: toolDigest(settings),
      inputs: digests(inputs, contentOf),
      listings: digests(inputs.map(dirname), namesIn),
      outputs: Object.fromEntries(outputs),
      folders: written.map(([folder]) => folder),
      operations,
    };
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(`${this.file}.part`, JSON.stringify(entry));
      renameSync(`${this.file}.part`, this.file);
    } catch {} // no room, no right: the next run does the work again
  }

  /** By the time that nobody can set: a file that is moved here keeps the other. */
  private changedSince(path: string): boolean {
    const stats = statSync(path, { throwIfNoEntry: false });
    return !stats || stats.ctimeMs >= this.started - CLOCK_STEP_MS;
  }
}

/** What decides the output beside the files. */
interface Settings {
  targets: Target[];
  types?: TypePrinterName | undefined;
  lint: boolean;
  shared?: SharedOutput | undefined;
}

const contentOf = (file: string): string => digest(readFileSync(file, 'utf8'));
const namesIn = (folder: string): string => digest(readdirSync(folder).sort().join('\n'));
const digests = (paths: string[], digestOf: (path: string) => string): Record<string, string> =>
  Object.fromEntries([...new Set(paths)].map((path) => [path, digestOf(path)]));

function parse(text: string): Entry | undefined {
  try {
    return JSON.parse(text) as Entry;
  } catch {
    return undefined; // cut short by a crash: as good as none
  }
}

function toolDigest(settings: Settings): string {
  const own = dirname(fileURLToPath(import.meta.url));
  const code = filesIn(own).filter((path) => path.endsWith('.js'));
  return digest(
    JSON.stringify(settings),
    process.version,
    readFileSync(join(own, '../package.json'), 'utf8'),
    ...code.map((path) => path + readFileSync(join(own, path), 'utf8')),
  );
}
