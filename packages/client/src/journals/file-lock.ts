/// <reference types="node" />
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** A file that says which process another one belongs to. A process that was killed leaves it, and the next takes it over. */
export interface FileLock {
  /** @throws Error once another process has it */
  check(): void;
  release(): Promise<void>;
}

interface Owner {
  host: string;
  pid: number;
  /** When the process began, in the kernel's ticks; undefined where nothing says. Numbers of processes come again. */
  began: string | undefined;
  id: string;
}

/** Held by this process: a number of its own in a file may also be that of one before it. */
const held = new Set<string>();

/** @throws Error where a process that is alive has it */
export async function lockFile(path: string): Promise<FileLock> {
  const id = randomBytes(8).toString('hex');
  const owner: Owner = { host: hostname(), pid: process.pid, began: beginOf(process.pid)?.began, id };
  const mine = JSON.stringify(owner);
  const own = `${path}.${id}`;
  await writeFile(own, mine, { mode: 0o600 });
  try {
    await link(own, path).catch(async (error: unknown) => {
      if (Object(error).code !== 'EEXIST') throw error;
      const text = await readFile(path, 'utf8').catch(() => '');
      if (isAlive(text)) throw new Error(taken(path, text));
      await rename(own, path); // whoever comes last has it: the others see that before they write
    });
  } finally {
    await rm(own, { force: true });
  }
  const check = () => {
    const text = textOf(path);
    if (text !== mine) throw new Error(taken(path, text));
  };
  check();
  held.add(id);
  return {
    check,
    async release() {
      held.delete(id);
      if (textOf(path) === mine) await rm(path, { force: true });
    },
  };
}

const taken = (path: string, text: string) => {
  const { pid, host } = ownerOf(text) ?? { pid: '?', host: 'an unknown machine' };
  return `[@bitget-spec/client] the journal belongs to process ${pid} on ${host}, ${path}: give each process a journal of its own, or remove this file if that process is gone.`;
};

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function ownerOf(text: string): Owner | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** True where its process may be alive: of another machine's nothing is known here. */
function isAlive(text: string): boolean {
  const owner = ownerOf(text);
  if (!owner) return text !== ''; // gone meanwhile, or not ours to remove
  if (owner.host !== hostname()) return true;
  if (owner.pid === process.pid) return held.has(owner.id);
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return Object(error).code !== 'ESRCH';
  }
  const now = beginOf(owner.pid);
  return !now || (now.state !== 'Z' && (!owner.began || now.began === owner.began));
}

/** State and beginning of a process, where the kernel has them (proc(5), `stat`, fields 3 and 22). */
function beginOf(pid: number): { state: string | undefined; began: string | undefined } | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat ? { state: fields[0], began: fields[19] } : undefined;
}
