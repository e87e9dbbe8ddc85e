import type { KnownFile } from '../emit/files.js';
import type { Seen } from '../load/disk.js';
import { readBlob, writeBlob } from './blob.js';

/** What runs found out, each thing under the digest of all that it depends on: it holds wherever that digest comes up again. */
export interface Findings {
  /** What files say, by their digest, as JSON: that is read in half the time of V8's own form. */
  texts: Map<string, string>;
  /** Operations that the rules of the model had nothing to say of. */
  sound: Set<string>;
  /** What emitters made of a part, by its digest and by who made it. */
  pieces: Map<string, Map<string, unknown>>;
}

/** Parts of a description that rules of files had nothing to say of, by key, and what these rules read beside it. */
export interface Linted {
  keys: Set<string>;
  seen: Seen;
}

/** What is remembered of the last run that went well. */
export interface Kept extends Findings {
  /** Files that were emitted, by path. */
  files: Map<string, KnownFile>;
  linted: Linted;
}

/** Where what has come since {@link DiskMemory} last wrote all exceeds this share of it, all is written again. */
const MOST_ADDED = 1 / 4;

/**
 * What is remembered, in two files, so that a run which found out little writes little: what runs found out up to a time, and what
 * the last one did and found out since. The second names the first by its digest: whatever is killed, or goes on beside, it counts
 * with that one or not at all.
 */
export class DiskMemory {
  /** The first file as it is. */
  private base: { findings: Findings; digest: string } | undefined;

  /** @param tool what wrote it */
  constructor(
    private readonly file: string,
    private readonly tool: string,
  ) {}

  read(): Kept | undefined {
    const base = readBlob(this.file, this.tool);
    if (!base || !isFindings(base.value)) return undefined;
    this.base = { findings: base.value, digest: base.digest };
    const last = readBlob(this.lastFile, this.toolOfLast(base.digest))?.value;
    return isKept(last) ? { ...last, ...together(base.value, last) } : { ...nothing(), ...base.value };
  }

  /** Takes the place of what is there. */
  write(kept: Kept): void {
    const added = this.base ? since(this.base.findings, kept) : kept;
    const isLittle = this.base && sizeOf(added) <= sizeOf(this.base.findings) * MOST_ADDED;
    if (!isLittle) this.base = this.writeBase(kept);
    if (!this.base) return;
    const { files, linted } = kept;
    const last: Kept = { files, linted, ...(isLittle ? added : noFindings()) };
    writeBlob(this.lastFile, this.toolOfLast(this.base.digest), last);
  }

  private writeBase({ texts, sound, pieces }: Findings): DiskMemory['base'] {
    const findings = { texts, sound, pieces };
    const digest = writeBlob(this.file, this.tool, findings);
    return digest === undefined ? undefined : { findings, digest };
  }

  private get lastFile(): string {
    return `${this.file}-last`;
  }

  private toolOfLast(base: string): string {
    return `${this.tool} ${base}`;
  }
}

const noFindings = (): Findings => ({ texts: new Map(), sound: new Set(), pieces: new Map() });

export const nothing = (): Kept => ({
  ...noFindings(),
  files: new Map(),
  linted: { keys: new Set(), seen: new Map() },
});

/** What is new. Of a part that more was made of, all is. */
const since = (base: Findings, now: Findings): Findings => ({
  texts: new Map([...now.texts].filter(([digest]) => !base.texts.has(digest))),
  sound: new Set([...now.sound].filter((key) => !base.sound.has(key))),
  pieces: new Map(
    [...now.pieces].filter(([key, made]) => {
      const before = base.pieces.get(key);
      return [...made.keys()].some((maker) => !before?.has(maker));
    }),
  ),
});

const together = (base: Findings, added: Findings): Findings => ({
  texts: new Map([...base.texts, ...added.texts]),
  sound: new Set([...base.sound, ...added.sound]),
  pieces: new Map([...base.pieces, ...added.pieces]),
});

/** How many things it holds. */
const sizeOf = ({ texts, pieces }: Findings): number => texts.size + pieces.size;

const isFindings = (value: unknown): value is Findings =>
  typeof value === 'object' && value !== null && 'texts' in value;
const isKept = (value: unknown): value is Kept => isFindings(value) && 'files' in value;
