import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { digest } from './digest.js';
import type { EmittedFile } from './emit/files.js';
import { filesIn, withManifest } from './emit/write.js';
import { readBlob, writeBlob } from './memory/blob.js';
import { type KeptSite, Memory } from './memory/memory.js';
import { type Settings, toolDigest } from './memory/tool.js';
import type { Made, Output } from './pipeline.js';

/** The clock of a file system may be this far behind. */
const CLOCK_STEP_MS = 20;

/** What was written, by folder. */
interface Written {
  /** Digest of each file that was written. */
  outputs: Record<string, string>;
  /** The folders written to, which hold nothing else. */
  folders: string[];
}

/** One description. */
export interface TargetEntry extends Written {
  /** Digest of each file that was read. */
  inputs: Record<string, string>;
  /** Digest of the names in each folder that was read from: a file more may be an orphan. */
  listings: Record<string, string>;
  operations: number;
  /** Digest of what the site says of it. */
  site?: string;
}

interface Entry {
  targets: Record<string, TargetEntry>;
  /** What is made of all, and the digest of what the site says of them. */
  shared?: Written & { sites: string };
}

/** What need not be done. */
export interface Fresh {
  /** The descriptions of which nothing that was read or written has changed since, by name. */
  targets: ReadonlyMap<string, TargetEntry>;
  /** Neither has what is made of all. */
  isWhole: boolean;
}

export const NOTHING: Fresh = { targets: new Map(), isWhole: false };

/**
 * Remembers what the last run read and wrote, by content, so that a run does what has changed and no more. Whatever is wrong with
 * what is remembered, it is as good as nothing.
 */
export class Cache {
  private readonly folder: string;
  private readonly started = Date.now();
  private readonly tool: string;

  constructor(
    cwd: string,
    private readonly settings: Settings,
    private readonly enabled: boolean,
  ) {
    this.folder = join(cwd, 'node_modules/.cache/bitget-spec');
    this.enabled &&= existsSync(join(cwd, 'node_modules'));
    this.tool = this.enabled ? toolDigest(settings, cwd) : '';
  }

  fresh(): Fresh {
    const entry = this.entry();
    if (!entry) return NOTHING;
    const { targets, shared } = this.settings;
    const fresh = new Map(
      targets.flatMap(({ name }): [string, TargetEntry][] => {
        const one = entry.targets[name];
        return one && isRead(one) && isWritten(one) ? [[name, one]] : [];
      }),
    );
    const sites = [...fresh.values()].map(({ site }) => site ?? '');
    const isShared = !shared || (entry.shared && entry.shared.sites === digest(...sites) && isWritten(entry.shared));
    return { targets: fresh, isWhole: fresh.size === targets.length && Boolean(isShared) };
  }

  /** What is remembered of a description; undefined where nothing may be. */
  memory(name: string): Memory | undefined {
    return this.enabled ? new Memory({ file: this.memoryFile(name), tool: this.tool }) : undefined;
  }

  /** What the site says of a description that is fresh; undefined where that is lost. */
  site(name: string, { site }: TargetEntry): KeptSite | undefined {
    const kept = Memory.siteOf(this.memoryFile(name), this.tool);
    return kept?.digest === site ? kept : undefined;
  }

  /**
   * Keeps what a run read and wrote, unless an input changed meanwhile: whether it was read before or after, who knows.
   * @param home the folder that holds all that was written
   */
  remember(home: string, { made, shared }: Output, { targets }: Fresh, memories: ReadonlyMap<string, Memory>): void {
    if (!this.enabled) return;
    const inputs = new Set([
      ...made.flatMap((one) => one.inputs),
      ...[...targets.values()].flatMap((one) => Object.keys(one.inputs)),
    ]);
    const folders = new Set(
      [...inputs].map(dirname).filter((folder) => !`${home}${sep}`.startsWith(`${folder}${sep}`)),
    );
    if ([...inputs, ...folders].some((path) => this.changedSince(path))) return;
    const entry: Entry = {
      targets: {
        ...Object.fromEntries(targets),
        ...Object.fromEntries(made.map((one) => [one.target.name, entryOf(one, memories.get(one.target.name))])),
      },
      ...(shared && { shared: { sites: shared.sites, ...writtenOf(shared.folders, memories.get('')) } }),
    };
    writeBlob(this.fileOf('generate'), this.tool, entry);
  }

  private entry(): Entry | undefined {
    if (!this.enabled) return undefined;
    const entry = readBlob(this.fileOf('generate'), this.tool);
    return isEntry(entry) ? entry : undefined;
  }

  private memoryFile(name: string): string {
    return this.fileOf(name ? `${name}.memory` : 'memory');
  }

  private fileOf(name: string): string {
    return join(this.folder, name);
  }

  /** By the time that nobody can set: a file that is moved here keeps the other. */
  private changedSince(path: string): boolean {
    const stats = statSync(path, { throwIfNoEntry: false });
    return !stats || stats.ctimeMs >= this.started - CLOCK_STEP_MS;
  }
}

const contentOf = (file: string): string => digest(readFileSync(file, 'utf8'));
const namesIn = (folder: string): string => digest(readdirSync(folder).sort().join('\n'));

const isSame = (digests: Record<string, string>, now: (path: string) => string): boolean =>
  Object.entries(digests).every(([path, before]) => existsSync(path) && now(path) === before);

const isRead = ({ inputs, listings }: TargetEntry): boolean => isSame(inputs, contentOf) && isSame(listings, namesIn);

const isWritten = ({ outputs, folders }: Written): boolean =>
  isSame(outputs, contentOf) &&
  folders.every((folder) => filesIn(folder).every((path) => join(folder, path) in outputs));

const digests = (paths: string[], digestOf: (path: string) => string): Record<string, string> =>
  Object.fromEntries([...new Set(paths)].map((path) => [path, digestOf(path)]));

function entryOf({ inputs, operations, folders, site }: Made, memory: Memory | undefined): TargetEntry {
  return {
    inputs: digests(inputs, contentOf),
    listings: digests(inputs.map(dirname), namesIn),
    ...writtenOf(folders, memory),
    operations,
    ...(site !== undefined && { site }),
  };
}

function writtenOf(folders: Map<string, EmittedFile[]>, memory: Memory | undefined): Written {
  const outputs = [...folders].flatMap(([folder, files]) =>
    withManifest(files).map((file) => {
      const path = join(folder, file.path);
      return [path, memory?.digestOf(path, file) ?? digest(file.text)];
    }),
  );
  return { outputs: Object.fromEntries(outputs), folders: [...folders.keys()] };
}

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && 'targets' in value;
