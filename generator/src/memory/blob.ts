import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

const DIGEST_BYTES = 32;

const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** A value that is kept, and the digest of all that its file says. */
export interface Blob {
  value: unknown;
  digest: string;
}

/**
 * What {@link writeBlob} put there for the same tool. Undefined for anything else: a file that is cut short, or of which one bit is
 * another, is as good as none.
 * @param tool stands for all that the value depends on beside its own keys
 */
export function readBlob(file: string, tool: string): Blob | undefined {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(DIGEST_BYTES);
    const digest = digestOf(body);
    if (!digest.equals(bytes.subarray(0, DIGEST_BYTES))) return undefined;
    const [writer, value]: [string, unknown] = deserialize(body);
    return writer === tool ? { value, digest: digest.toString('hex') } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Replaces the file in one step, so that who reads it meanwhile gets the whole of one or the other; does nothing where it cannot.
 * @returns the digest of all that the file says; undefined where it could not be written
 */
export function writeBlob(file: string, tool: string, value: unknown): string | undefined {
  const part = `${file}.${process.pid}-${randomBytes(4).toString('hex')}.part`;
  try {
    const body = serialize([tool, value]);
    const digest = digestOf(body);
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(part, Buffer.concat([digest, body]));
      renameSync(part, file);
    } finally {
      rmSync(part, { force: true });
    }
    return digest.toString('hex');
  } catch {
    return undefined; // no room, no right: the next run does the work again
  }
}

const HOUR_MS = 3_600_000;

/** Removes what killed processes left half written in a folder an hour ago or earlier. */
export function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (name.endsWith('.part') && lstatSync(path).mtimeMs < Date.now() - HOUR_MS) rmSync(path, { force: true });
    }
  } catch {} // another process was faster, or may do it
}
