import { lstatSync, readFileSync } from 'node:fs';
import { contentDigest } from './digest.js';
import { readBlob, writeBlob } from './memory/blob.js';

/** How a file looked from outside, and what was found out about what was in it. */
type Stamp = [size: number, inode: number, written: number, changed: number, finding: string];

/**
 * A file that has changed this short a while ago may change once more and look the same: clocks of file systems tick as slowly as
 * every two seconds (FAT), and every few milliseconds elsewhere.
 */
const TICK_MS = 2000;

/** Written by this code: another one may look at other things. */
const FORM = 'stamps 3';

/**
 * Digests of files, which are read again only where they look otherwise: another size, inode, time of their content or time of
 * change, of which the last cannot be set by hand. What is read through a link is read each time. (What another process writes
 * through memory that it has mapped may show in none of these until the system writes it back; no editor does, and `--no-cache` reads all.)
 */
export class Stamps {
  private readonly now = new Map<string, Stamp>();
  private isNews = false;

  private constructor(
    private readonly file: string | undefined,
    private readonly before: ReadonlyMap<string, Stamp>,
  ) {}

  /** Those that were kept in a file, if one is named. */
  static open(file?: string): Stamps {
    const kept = file === undefined ? undefined : readBlob(file, FORM)?.value;
    return new Stamps(file, kept instanceof Map ? kept : new Map());
  }

  /**
   * The digest of a file.
   * @param digest reads it: called where it looks otherwise than before; what it throws is thrown
   */
  digestOf(file: string, digest = () => contentDigest(readFileSync(file))): string {
    return this.known(file, file, digest);
  }

  /**
   * Something else than its digest that only depends on what is in a file.
   * @param what names it
   * @param find reads the file
   */
  findingOf(what: string, file: string, find: () => string): string {
    return this.known(`${what} ${file}`, file, find);
  }

  private known(key: string, file: string, find: () => string): string {
    const looked = Date.now();
    const stats = statsOf(file);
    if (!stats?.isFile()) return find();
    const { size, ino, mtimeMs, ctimeMs } = stats;
    const known = this.now.get(key) ?? this.before.get(key);
    if (known?.[0] === size && known[1] === ino && known[2] === mtimeMs && known[3] === ctimeMs) {
      this.now.set(key, known);
      return known[4];
    }
    const stamp: Stamp = [size, ino, mtimeMs, ctimeMs, find()];
    this.now.delete(key);
    if (Math.max(mtimeMs, ctimeMs) + TICK_MS < looked) {
      this.now.set(key, stamp);
      this.isNews = true;
    }
    return stamp[4];
  }

  /** Keeps those that were asked for, where any is new. */
  save(): void {
    if (this.file === undefined || !this.isNews) return;
    this.isNews = false;
    writeBlob(this.file, FORM, this.now);
  }
}

function statsOf(file: string) {
  try {
    return lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined; // who reads it has more to say
  }
}
