import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { journalOf, namesIn, removeEmpty, rollBack } from './journal.js';

/** Starts the name of a run's own folder: `.generating-<host>-<process id>-<anything>`. */
export const RUN_PREFIX = '.generating-';

/** A run that cannot be asked (another host, or its number went to another process) is over after this silence. */
const SILENCE_MS = 60_000;
const SIGN_OF_LIFE_MS = 5_000;

const HOST = hostname().replaceAll(/[^\w.-]/g, '_');

/** Runs of this process, by folder. */
const own = new Set<string>();

/** What is there is part old, part new, until somebody generates again. */
export class InterruptedError extends Error {}

/**
 * The right to write below a folder. Its holder has a folder of its own there, under a name that is never used again,
 * so that what a dead process left can be swept without harm to anybody who lives. Of two that come at once each sees
 * the other's folder at least once it has made its own: then it steps back and tries again.
 */
export class Turn {
  private constructor(
    /** The run's own folder. */
    readonly folder: string,
    private readonly created: string | undefined,
    private readonly beat: NodeJS.Timeout,
  ) {}

  /** Waits until no other run works below `home`, and mends what dead ones left. */
  static async take(home: string, print: (line: string) => void = () => {}): Promise<Turn> {
    for (;;) {
      await settled(home, print);
      const turn = Turn.open(home);
      const others = runsIn(home).filter((run) => run !== turn.folder);
      try {
        if (!others.some(lives) && others.every((run) => mend(run, print))) return turn;
      } catch (error) {
        turn.end();
        throw error;
      }
      turn.end();
      await sleep(Math.random() * 100);
    }
  }

  private static open(home: string): Turn {
    const created = mkdirSync(home, { recursive: true });
    const folder = join(home, `${RUN_PREFIX}${HOST}-${process.pid}-${randomBytes(4).toString('hex')}`);
    mkdirSync(folder);
    own.add(folder);
    const beat = setInterval(() => signOfLife(folder), SIGN_OF_LIFE_MS).unref();
    return new Turn(folder, created, beat);
  }

  end(): void {
    clearInterval(this.beat);
    own.delete(this.folder);
    try {
      if (!journalOf(this.folder)) rmSync(this.folder, { recursive: true, force: true });
    } catch {} // the next run sweeps it
    const home = dirname(this.folder);
    if (this.created) removeEmpty(home, dirname(this.created));
  }
}

/** Waits while a run works below `home`. */
export async function settled(home: string, print: (line: string) => void): Promise<void> {
  for (let said = false; ; said = true) {
    const busy = runsIn(home).find(lives);
    if (!busy) return;
    if (!said) print(`waiting for another run, process ${partsOf(busy).pid}, which works in ${busy}`);
    await sleep(20 + Math.random() * 60);
  }
}

/** @throws InterruptedError where a run was stopped halfway */
export function refuseInterrupted(home: string): void {
  const broken = runsIn(home).find((run) => journalOf(run) && !lives(run));
  if (!broken) return;
  throw new InterruptedError(
    `a run was stopped while it moved files in: ${home} may be part old, part new; generate again, which mends it`,
  );
}

/** Whether a run works below `home`, or one that is dead left something. */
export const isQuiet = (home: string): boolean => runsIn(home).length === 0;

const runsIn = (home: string): string[] =>
  namesIn(home)
    .filter((name) => name.startsWith(RUN_PREFIX))
    .map((name) => join(home, name));

/** @returns false where the mover of a dead run is at it still */
function mend(run: string, print: (line: string) => void): boolean {
  const half = journalOf(run) !== undefined;
  if (!rollBack(run)) return false;
  if (half) print('brought back what was there before a run that was stopped halfway');
  rmSync(run, { recursive: true, force: true });
  return true;
}

function lives(run: string): boolean {
  const { host, pid } = partsOf(run);
  const works = (pid: number, file: string) =>
    ageOf(file) < SILENCE_MS && (host !== HOST || (pid === process.pid ? own.has(run) : isRunning(pid)));
  if (works(pid, run)) return true;
  const journal = journalOf(run);
  return journal?.pid !== undefined && works(journal.pid, journal.file);
}

function partsOf(run: string): { host: string; pid: number } {
  const [, host = '', pid = ''] = /^(.*)-(\d+)-\w+$/.exec(basename(run).slice(RUN_PREFIX.length)) ?? [];
  return { host, pid: Number(pid) };
}

/** Where the folder is gone, others thought this run dead: writing fails for want of it. */
function signOfLife(folder: string): void {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {}
}

function ageOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? Date.now() - stats.mtimeMs : Number.POSITIVE_INFINITY;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
