import { AsyncLocalStorage } from 'node:async_hooks';
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { contentDigest } from '../digest.js';
import type { Stamps } from '../stamps.js';
import { Refusal } from './refusal.js';

/** The largest file that is read, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What can be asked of the file system. */
const QUESTIONS = { text: readRegular, real: realOf, names: namesOf, yaml: yamlOf };
type Kind = keyof typeof QUESTIONS;

/**
 * What a run asked the file system, `text /spec/v3/openapi.yaml`, and the digest of each response. A path stands for itself; what is
 * read through a link has where that leads beside its digest.
 */
export type Seen = Map<string, string>;

/** The same to be looked through. */
export type Responses = Iterable<readonly [question: string, response: string]>;

/** Stands for what was asked twice and had two responses: something changed meanwhile, and it is as good as unknown. */
const UNSTEADY = '';
const FAILED = '!';

const recording = new AsyncLocalStorage<Seen>();

/**
 * Runs a step, and keeps in `seen` all that it asks the file system, now and in what it waits for. Whatever a description becomes is
 * made from what is asked here and nothing else (`.dependency-cruiser.mjs`): it stays the same while this does.
 */
export const recorded = <Result>(seen: Seen, step: () => Result): Result => recording.run(seen, step);

/** Takes what another thread asked on behalf of this one. */
export function recall(seen: Seen): void {
  for (const [question, response] of seen) note(question, response);
}

/** Whether every response is what it was. */
export function holds(seen: Responses, stamps: Stamps): boolean {
  for (const [question, response] of seen) if (responseTo(question, stamps) !== response) return false;
  return true;
}

const isFile = ([question, response]: readonly [question: string, response: string]): boolean =>
  partsOf(question)[0] === 'text' && !response.startsWith(FAILED);

/** The files that were there and read. */
export const filesOf = (seen: Responses): string[] =>
  [...seen].filter(isFile).map(([question]) => partsOf(question)[1]);

/** Whether every file that was there and read is what it was, whatever else there is now. */
export const filesHold = (seen: Seen, stamps: Stamps): boolean => holds(new Map([...seen].filter(isFile)), stamps);

/** Every path that was asked about. */
export const placesOf = (seen: Seen): string[] => [...seen.keys()].map((question) => partsOf(question)[1]);

/** What was asked about files and folders that changed, about what is in them, and what lists them. */
export function askedAbout(changed: string[], seen: Seen): Seen {
  const isAsked = (question: string) => {
    const [kind, path] = partsOf(question);
    const isList = kind === 'names' || kind === 'yaml';
    return changed.some((one) => isIn(one, path) || (isList && isIn(path, one)));
  };
  return new Map([...seen].filter(([question]) => isAsked(question)));
}

/** Whether a path is a folder, or lies in it. */
export const isIn = (folder: string, path: string): boolean => path === folder || path.startsWith(join(folder, sep));

/**
 * The text of a regular file.
 * @throws a Refusal, or what the file system has to say
 */
export const readText = (file: string): string => ask('text', file);

/** What is in a file. */
export interface Content {
  /** Of its bytes, and of where it lies if that is somewhere else. */
  digest: string;
  /** Read when it is asked for, where the digest was known without. @throws a Refusal where it is another by then */
  readonly text: string;
}

/**
 * What is in a regular file.
 * @throws a Refusal, or what the file system has to say
 */
export function contentOf(file: string, stamps: Stamps): Content {
  let found: Content | undefined;
  const read = () => {
    const bytes = readRegular(file);
    found = { digest: digestOf('text', file, bytes), text: bytes.toString() };
    return found.digest;
  };
  const digest = responded('text', file, () => stamps.digestOf(file, read));
  return {
    digest,
    get text() {
      if (found?.digest !== digest) responded('text', file, read);
      if (found?.digest !== digest) throw new Refusal('changes while it is read', 'try again once it is written');
      return found.text;
    },
  };
}

/** Its text; undefined where there is no such file. */
export function readTextIfThere(file: string): string | undefined {
  try {
    return readText(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The path with every link followed; of what is not there, that of its folder. */
export const realPath = (path: string): string => ask('real', path);

/** Whether it leads elsewhere. That need not be written down of what is read: its digest says so. */
export const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** The names in a folder, in order. @throws what the file system has to say */
export const namesIn = (folder: string): string[] => listed(ask('names', folder));

/** Paths of the YAML files below a folder, however deep, in order; none where there is no such folder. */
export const yamlBelow = (folder: string): string[] => listed(ask('yaml', folder)).map((path) => join(folder, path));

const listed = (lines: string): string[] => (lines ? lines.split('\n') : []);

function ask(kind: Kind, path: string): string {
  let response: string | Buffer = '';
  responded(kind, path, () => {
    response = QUESTIONS[kind](path);
    return digestOf(kind, path, response);
  });
  return response.toString();
}

/** Notes the digest of what the file system says. */
function responded(kind: Kind, path: string, digest: () => string): string {
  const question = `${kind} ${path}`;
  try {
    const response = digest();
    note(question, response);
    return response;
  } catch (error) {
    note(question, failed(error));
    throw error;
  }
}

function responseTo(question: string, stamps: Stamps): string {
  const [kind, path] = partsOf(question);
  const digest = () => digestOf(kind, path, QUESTIONS[kind](path));
  try {
    const response = kind === 'text' ? stamps.digestOf(path, digest) : digest();
    note(question, response);
    return response;
  } catch (error) {
    return failed(error);
  }
}

function digestOf(kind: Kind, path: string, response: string | Buffer): string {
  if (kind === 'real') return response.toString();
  const digest = contentDigest(response);
  return kind === 'text' && isLink(path) ? `${digest} ${realOf(path)}` : digest;
}

function note(question: string, response: string): void {
  const seen = recording.getStore();
  if (!seen) return;
  const before = seen.get(question);
  seen.set(question, before === undefined || before === response ? response : UNSTEADY);
}

function partsOf(question: string): [kind: Kind, path: string] {
  const gap = question.indexOf(' ');
  const kind = (Object.keys(QUESTIONS) as Kind[]).find((one) => one === question.slice(0, gap));
  if (!kind) throw new Error(`[bitget-spec] no question: ${question}`);
  return [kind, question.slice(gap + 1)];
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;
const failed = (error: unknown): string => FAILED + (codeOf(error) ?? String(error));
const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');

/** @throws a Refusal of a file that has more bytes than are read */
export function checkSize(bytes: number): void {
  if (bytes <= MOST_BYTES) return;
  throw new Refusal(
    `has ${Math.ceil(bytes / 1024 / 1024)} MB, and at most ${MOST_BYTES / 1024 / 1024} MB are read`,
    'split it into files that refer to each other',
  );
}

/** A pipe would keep us waiting and a device never end, so that a file is opened without waiting and looked at first. */
function readRegular(file: string): Buffer {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const facts = fstatSync(descriptor);
    if (!facts.isFile()) throw new Refusal('is no regular file', 'name a file');
    checkSize(facts.size);
    const buffer = Buffer.allocUnsafe(facts.size + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read)
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (length > facts.size) throw new Refusal('grows while it is read', 'try again once it is written');
    return buffer.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : resolve(realOf(parent), relative(parent, path));
  }
}

function namesOf(folder: string): string {
  return readdirSync(folder).sort().join('\n');
}

function yamlOf(folder: string): string {
  return yamlNames(folder).sort().join('\n');
}

function yamlNames(folder: string): string[] {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) return yamlNames(join(folder, entry.name)).map((name) => `${entry.name}/${name}`);
    return /\.ya?ml$/.test(entry.name) ? [entry.name] : [];
  });
}
