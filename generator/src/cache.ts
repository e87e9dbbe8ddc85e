import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Advice } from './advice.js';
import { digest } from './digest.js';
import { type EmittedFile, textDigest } from './emit/files.js';
import { filesIn, withManifest } from './emit/write.js';
import { holds, type Seen } from './load/disk.js';
import { readBlob, sweep, writeBlob } from './memory/blob.js';
import { type KeptSite, Memory, SHARED } from './memory/memory.js';
import { type Settings, toolDigest } from './memory/tool.js';
import type { Output } from './pipeline.js';
import { Stamps } from './stamps.js';

/** What was written, and from what. */
interface Written {
  /** What it was made from. */
  seen: [question: string, response: string][];
  /** Digest of each file that was written. */
  outputs: Record<string, string>;
  /** The folders written to, which hold nothing else. */
  folders: string[];
}

/** One description. */
export interface TargetEntry extends Written {
  operations: number;
  advice: Advice;
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
  /** What is known of files, whatever they are read for. */
  readonly stamps: Stamps;
  private readonly folder: string;
  /** Stands for all but the files; undefined where nothing may be remembered. */
  private readonly tool: string | undefined;

  constructor(
    private readonly settings: Settings,
    enabled: boolean,
  ) {
    this.folder = join(settings.cwd, 'node_modules/.cache/bitget-spec');
    const isKept = enabled && existsSync(join(settings.cwd, 'node_modules'));
    this.stamps = Stamps.open(isKept ? this.fileOf('stamps') : undefined);
    this.tool = isKept ? toolDigest(settings, this.stamps) : undefined;
  }

  fresh(): Fresh {
    const entry = this.entry();
    if (!entry) return NOTHING;
    const { targets, shared } = this.settings;
    const fresh = new Map(
      targets.flatMap(({ name }): [string, TargetEntry][] => {
        const one = entry.targets[name];
        return one && isCurrent(one, this.stamps) ? [[name, one]] : [];
      }),
    );
    const sites = [...fresh.values()].map(({ site }) => site ?? '');
    const isShared =
      !shared || (entry.shared && entry.shared.sites === digest(...sites) && isCurrent(entry.shared, this.stamps));
    const isWhole = fresh.size === targets.length && Boolean(isShared);
    return { targets: fresh, isWhole };
  }

  /** What is remembered of a description; undefined where nothing may be. */
  memory(name: string): Memory | undefined {
    return this.tool === undefined ? undefined : new Memory({ file: this.memoryFile(name), tool: this.tool });
  }

  /** What the site says of a description that is fresh; undefined where that is lost. */
  site(name: string, { site }: TargetEntry): KeptSite | undefined {
    const kept = this.tool === undefined ? undefined : Memory.siteOf(this.memoryFile(name), this.tool);
    return kept?.digest === site ? kept : undefined;
  }

  /**
   * Keeps what a run read and wrote.
   * @param seen what it read, by target
   */
  remember(
    { made, shared }: Output,
    { targets }: Fresh,
    memories: ReadonlyMap<string, Memory>,
    seen: ReadonlyMap<string, Seen>,
  ): void {
    if (this.tool === undefined) return;
    const writtenOf = (name: string, folders: Map<string, EmittedFile[]>) =>
      written(folders, seen.get(name) ?? new Map(), memories.get(name));
    const entry: Entry = {
      targets: {
        ...Object.fromEntries(targets),
        ...Object.fromEntries(
          made.map(({ target: { name }, folders, operations, advice, site }): [string, TargetEntry] => [
            name,
            { ...writtenOf(name, folders), operations, advice, ...(site !== undefined && { site }) },
          ]),
        ),
      },
      ...(shared && { shared: { sites: shared.sites, ...writtenOf(SHARED, shared.folders) } }),
    };
    writeBlob(this.fileOf('generate'), this.tool, JSON.stringify(entry));
    sweep(this.folder);
  }

  private entry(): Entry | undefined {
    if (this.tool === undefined) return undefined;
    const text = readBlob(this.fileOf('generate'), this.tool)?.value;
    const entry = typeof text === 'string' ? JSON.parse(text) : undefined; // read in a quarter of the time of V8's own form
    return isEntry(entry) ? entry : undefined;
  }

  private memoryFile(name: string): string {
    return this.fileOf(name ? `${name}.memory` : 'memory');
  }

  private fileOf(name: string): string {
    return join(this.folder, name);
  }
}

function digestOf(file: string, stamps: Stamps): string | undefined {
  try {
    return stamps.digestOf(file);
  } catch {
    return undefined; // is not there, or no file
  }
}

const isCurrent = ({ seen, outputs, folders }: Written, stamps: Stamps): boolean =>
  holds(seen, stamps) &&
  Object.entries(outputs).every(([path, before]) => digestOf(path, stamps) === before) &&
  folders.every((folder) => filesIn(folder).every((path) => join(folder, path) in outputs));

function written(folders: Map<string, EmittedFile[]>, seen: Seen, memory: Memory | undefined): Written {
  const outputs = Object.fromEntries(
    [...folders].flatMap(([folder, files]) =>
      withManifest(files).map((file) => {
        const path = join(folder, file.path);
        return [path, textDigest(file, memory?.files.get(path))];
      }),
    ),
  );
  // A version is read from the manifest that it is written to.
  const others = [...seen].filter(([question]) => !(question.slice(question.indexOf(' ') + 1) in outputs));
  return { seen: others, outputs, folders: [...folders.keys()] };
}

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && 'targets' in value;
