import { join } from 'node:path';
import { digest } from '../digest.js';
import type { EmittedFile, KnownFile } from '../emit/files.js';
import type { SiteApi } from '../emit/site/site-api.js';
import { readBlob, writeBlob } from './blob.js';

/** What runs found out, each thing under the digest of all that it depends on: it holds wherever that digest comes up again. */
interface Kept {
  /** Parsed files, by the digest of their text. */
  values: Map<string, unknown>;
  /** Files that were emitted, by path. */
  files: Map<string, KnownFile>;
  /** Parts of a description that rules of files had nothing to say of. */
  linted: Set<string>;
  /** Operations whose examples fit. */
  fitting: Set<string>;
  /** What the site says of the API. */
  site?: { digest: string; api: SiteApi };
}

const nothing = (): Kept => ({ values: new Map(), files: new Map(), linted: new Set(), fitting: new Set() });

/** What is remembered of one description from run to run: in this process for `--watch`, on disk for the command. */
export class Memory {
  private now = nothing();
  private constructor(private before: Kept) {}

  static empty = (): Memory => new Memory(nothing());

  /** What another process left there, or nothing. */
  static read(file: string, tool: string): Memory {
    const kept = readBlob(file, tool);
    return new Memory(isKept(kept) ? kept : nothing());
  }

  write(file: string, tool: string): void {
    writeBlob(file, tool, this.now);
  }

  /** Ends a run that went well: the next one finds what this one used, and no more. */
  turn(): void {
    this.before = this.now;
    this.now = nothing();
  }

  /** A parsed text, which is parsed where it is new. */
  parsed = async (text: string, parse: () => Promise<unknown>): Promise<unknown> => {
    const key = digest(text);
    const value = this.before.values.has(key) ? this.before.values.get(key) : await parse();
    this.now.values.set(key, value);
    return value;
  };

  /** Whether rules were content with what a key stands for. */
  isLinted = (key: string): boolean => this.isKnown('linted', key);
  keepLinted = (keys: Iterable<string>): void => this.keep('linted', keys);
  isFitting = (key: string): boolean => this.isKnown('fitting', key);
  keepFitting = (keys: Iterable<string>): void => this.keep('fitting', keys);

  private isKnown(what: 'linted' | 'fitting', key: string): boolean {
    return this.before[what].has(key);
  }

  private keep(what: 'linted' | 'fitting', keys: Iterable<string>): void {
    for (const key of keys) this.now[what].add(key);
  }

  /** Files of earlier runs, by path. */
  get files(): ReadonlyMap<string, KnownFile> {
    return this.before.files;
  }

  /** Takes what is in a folder now. */
  keepFiles(folder: string, files: EmittedFile[]): void {
    for (const file of files) {
      const { path, key } = file;
      if (key === undefined) continue;
      const known = this.before.files.get(join(folder, path));
      const entry = known?.key === key ? known : { key, digest: digest(file.text) };
      this.now.files.set(join(folder, path), entry);
    }
  }

  /** What the site says of the API, of an earlier run. @param key its digest */
  siteOf(key: string): SiteApi | undefined {
    const { site } = this.before;
    if (site?.digest !== key) return undefined;
    this.now.site = site;
    return site.api;
  }

  /** @returns its digest */
  keepSite(api: SiteApi): string {
    const site = { digest: digest(JSON.stringify(api)), api };
    this.now.site = site;
    return site.digest;
  }
}

const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'values' in value;
