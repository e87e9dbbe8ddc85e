/// <reference types="node" />
import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Intent } from '../outcomes/intent.js';
import { lockFile } from './file-lock.js';
import type { Journal } from './journal.js';

export type { Intent } from '../outcomes/intent.js';
export type { Journal } from './journal.js';

export interface FileJournalOptions {
  /** The file is written anew, with what is unsettled, when it is larger than this. @default 1_000_000 */
  maxBytes?: number | undefined;
}

/** A line: what is about to be sent, or the id of what is known. */
type Line = { intent: Intent } | { done: string };

interface Waiting {
  line: string;
  /** Whether somebody waits until the disk has it. */
  sync: boolean;
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * A journal in a file of one process (Node only): JSON, a line each, on the disk (`fdatasync`) before anything is sent.
 * Calls that come together share one write. A last line that a crash tore is dropped: what it announced was not sent.
 * @throws Error where another process has the file, or it is damaged
 */
export async function fileJournal(file: string, { maxBytes = 1_000_000 }: FileJournalOptions = {}): Promise<Journal> {
  const path = resolve(file);
  const lock = await lockFile(`${path}.lock`);
  let unsettled: Map<string, Intent>;
  let log: FileHandle;
  let size = 0;
  /** Bytes that are worth writing anew. */
  let limit = maxBytes;
  try {
    unsettled = await readUnsettled(path);
    log = await rewrite();
  } catch (error) {
    await lock.release();
    throw error;
  }
  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let torn = false;
  let closed = false;

  /** Replaces the file by one that holds what is unsettled, and nothing else. */
  async function rewrite(): Promise<FileHandle> {
    const lines = [...unsettled.values()].map((intent) => lineOf({ intent })).join('');
    const next = await open(`${path}.new`, 'w', 0o600);
    try {
      await next.writeFile(lines);
      await next.datasync();
      await rename(`${path}.new`, path);
    } catch (error) {
      await next.close(); // a full disk is met again with every order
      throw error;
    }
    await syncFolder(dirname(path));
    size = Buffer.byteLength(lines);
    limit = Math.max(maxBytes, 2 * size);
    return next;
  }

  async function write(batch: readonly Waiting[]): Promise<void> {
    lock.check();
    if (torn || size > limit) {
      const old = log;
      log = await rewrite();
      torn = false;
      await old.close();
    }
    const text = batch.map(({ line }) => line).join('');
    torn = true; // until it is known to be whole
    await log.appendFile(text);
    if (batch.some(({ sync }) => sync)) await log.datasync();
    torn = false;
    size += Buffer.byteLength(text);
  }

  async function drain(): Promise<void> {
    while (waiting.length) {
      const batch = waiting;
      waiting = [];
      try {
        await write(batch);
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    writing = undefined;
  }

  function append(line: Line, sync: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(new Error(`[@bitget-spec/client] the journal is closed, ${path}: open it again.`));
      waiting.push({ line: lineOf(line), sync, resolve, reject });
      writing ??= drain();
    });
  }

  async function settle(id: string, sync: boolean) {
    unsettled.delete(id);
    await append({ done: id }, sync);
  }

  return {
    async onIntent(intent) {
      unsettled.set(intent.id, intent);
      await append({ intent }, true).catch((error: unknown) => {
        unsettled.delete(intent.id); // nothing is sent
        throw error;
      });
      return () => settle(intent.id, false);
    },
    unsettled: async () => [...unsettled.values()],
    done: ({ id }) => settle(id, true),
    async close() {
      closed = true;
      await writing;
      await log.close();
      await lock.release();
    },
  };
}

const lineOf = (line: Line) => `${JSON.stringify(line)}\n`;

/** @throws Error for damage that no crash explains: something unreadable before the end */
async function readUnsettled(path: string): Promise<Map<string, Intent>> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (Object(error).code === 'ENOENT') return '';
    throw error;
  });
  const unsettled = new Map<string, Intent>();
  let unreadable: number | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (!line) continue;
    const read = parseLine(line);
    if (!read) {
      unreadable ??= index + 1;
      continue;
    }
    if (unreadable !== undefined)
      throw new Error(
        `[@bitget-spec/client] the journal is damaged, ${path}:${unreadable}: look up the orders by hand that it may have named, and remove the line.`,
      );
    if ('done' in read) unsettled.delete(read.done);
    else unsettled.set(read.intent.id, read.intent);
  }
  return unsettled;
}

function parseLine(line: string): Line | undefined {
  try {
    const read = JSON.parse(line);
    return typeof read?.done === 'string' || typeof read?.intent?.id === 'string' ? read : undefined;
  } catch {
    return undefined;
  }
}

/** So that a rename outlives a power cut, where the system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
