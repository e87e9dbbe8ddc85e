import { join } from 'node:path';
import { type EmittedFile, type KnownFile, keyedFile, textDigest } from '../emit/files.js';
import type { SiteApi } from '../emit/site/site-api.js';
import { isInexact } from '../load/json.js';
import type { Parsed, Parsing } from '../load/reader.js';
import type { Model } from '../model/build.js';
import { once } from '../once.js';
import { readBlob, writeBlob } from './blob.js';
import { DiskMemory, type Kept, type Linted, nothing } from './disk-memory.js';

/** What the site says of an API, and the digest of that. */
export interface KeptSite {
  /** Of all of it. */
  digest: string;
  /** Digest of what its pages read. */
  pages: string;
  /** Read when it is asked for, where it was kept on disk. */
  readonly api: SiteApi;
}

/** The memory of what belongs to no single target. */
export const SHARED = '';

/** What is remembered of one description from run to run: in this process for `--watch`, on disk for the command. */
export class Memory {
  private now = nothing();
  private before: Kept;
  private parsedNow = new Map<string, Parsed>();
  private parsedBefore: ReadonlyMap<string, Parsed> = new Map();
  private readonly disk: DiskMemory | undefined;
  /** The model that was made last, also by a run that failed in the end. */
  model: Model | undefined;
  private newSite: KeptSite | undefined;
  private site: KeptSite | undefined;

  /** @param onDisk where other processes keep it, and what wrote it */
  constructor(private readonly onDisk?: { file: string; tool: string }) {
    this.disk = onDisk && new DiskMemory(onDisk.file, onDisk.tool);
    this.before = this.disk?.read() ?? nothing();
  }

  /** Starts a run: what one that failed has gathered is let go. */
  begin(): void {
    this.now = nothing();
    this.parsedNow = new Map();
    this.newSite = undefined;
  }

  /** Ends a run that went well: the next one finds what this one used, and no more. */
  turn(): void {
    this.before = this.now;
    this.parsedBefore = this.parsedNow;
    this.site = this.newSite;
    if (!this.onDisk) return;
    for (const [digest, parsed] of this.parsedNow)
      if (!this.now.texts.has(digest) && isJson(parsed.value)) this.now.texts.set(digest, JSON.stringify(parsed));
    this.disk?.write(this.now);
    const { file, tool } = this.onDisk;
    if (!this.site || Memory.siteOf(file, tool)?.digest === this.site.digest) return;
    if (isInexact(this.site.api)) return;
    writeBlob(siteFile(file), tool, { ...this.site, api: JSON.stringify(this.site.api) });
  }

  /** What a text says, which is parsed where it is new. */
  parsed: Parsing = async (digest, parse) => {
    const text = this.before.texts.get(digest);
    if (text !== undefined) this.now.texts.set(digest, text);
    const parsed = this.parsedBefore.get(digest) ?? (text === undefined ? await parse() : JSON.parse(text));
    this.parsedNow.set(digest, parsed);
    return parsed;
  };

  /** What the rules of files were content with. */
  get linted(): Linted {
    return this.before.linted;
  }
  keepLinted = (linted: Linted): void => {
    this.now.linted = linted;
  };

  /** Whether the rules of the model had nothing to say of the operation of this key. */
  isSound = (key: string): boolean => this.before.sound.has(key);
  keepSound = (keys: Iterable<string>): void => {
    for (const key of keys) this.now.sound.add(key);
  };

  /** What is made of the part of this digest, which is made where it is new. */
  piece = <T>(maker: string, key: string, make: () => T): T => {
    const before = this.before.pieces.get(key);
    const piece = before?.has(maker) ? (before.get(maker) as T) : make(); // what a maker makes is of one type
    const made = this.now.pieces.get(key) ?? new Map<string, unknown>();
    this.now.pieces.set(key, made.set(maker, piece));
    return piece;
  };

  /** Files of earlier runs, by path. */
  get files(): ReadonlyMap<string, KnownFile> {
    return this.before.files;
  }

  /** Takes what is in a folder now. */
  keepFiles(folder: string, files: EmittedFile[]): void {
    for (const file of files) {
      if (file.key === undefined) continue;
      const path = join(folder, file.path);
      this.now.files.set(path, { key: file.key, digest: textDigest(file, this.files.get(path)) });
    }
  }

  /** The files of a folder that are made together, from what a key stands for. */
  group(folder: string, key: string, emit: () => EmittedFile[]): EmittedFile[] {
    const made = once(() => new Map(emit().map((file) => [file.path, file])));
    const start = join(folder, '/');
    const paths = [...this.before.files].flatMap(([path, known]) =>
      known.key === key && path.startsWith(start) ? [path.slice(start.length)] : [],
    );
    return (paths.length ? paths : [...made().keys()]).map((path) =>
      keyedFile(path, key, () => made().get(path)?.text ?? ''),
    );
  }

  /** What the site says of the API. */
  keepSite(site: KeptSite): void {
    this.newSite = site;
  }

  /** The same of the last run that went well. */
  get lastSite(): KeptSite | undefined {
    return this.site;
  }

  /** What another process kept. */
  static siteOf(file: string, tool: string): KeptSite | undefined {
    const kept = readBlob(siteFile(file), tool)?.value;
    if (!isSite(kept)) return undefined;
    const { digest, pages, api } = kept;
    const read = once((): SiteApi => JSON.parse(api));
    return {
      ...{ digest, pages },
      get api() {
        return read();
      },
    };
  }
}

const siteFile = (file: string): string => `${file}-site`;

/** Whether JSON says it all: YAML has numbers that it has not, and values that stand in several places, of which rules speak once. */
function isJson(value: unknown, seen = new Set<object>()): boolean {
  if (typeof value === 'number') return !isInexact(value) && !Object.is(value, -0);
  if (typeof value !== 'object' || value === null) return true;
  if (seen.has(value)) return false;
  seen.add(value);
  return Object.values(value).every((child) => isJson(child, seen));
}

/** What is on disk has the API as JSON, which few runs read. */
const isSite = (value: unknown): value is Omit<KeptSite, 'api'> & { api: string } =>
  typeof value === 'object' && value !== null && 'api' in value;
