import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { isObject, type Json, type JsonObject } from '../load/json.js';

/** One response, as a file of a folder of recordings. */
export interface Recording {
  /** Where it is, relative to the working directory. */
  file: string;
  /** `GET /api/v3/market/tickers` */
  operation: string;
  response: JsonObject;
}

/** What of a folder is no recording, and why. */
export interface Unreadable {
  file: string;
  problem: string;
}

/** `v3/market/tickers.json`: laid out as the URL, as the description is. */
const fileFor = (path: string): string => `${path.replace(/^\/api\//, '').replaceAll(/[{}]/g, '')}.json`;

/**
 * Writes one recording, whole or not at all: a reader never meets half a file.
 * @param response JSON, masked
 */
export function writeRecording(
  folder: string,
  recording: { operation: string; request: Json; response: string },
): string {
  const { operation, request, response } = recording;
  const file = join(folder, fileFor(operation.split(' ')[1] ?? ''));
  const header = JSON.stringify({ operation, request }, null, 2).replace(/\n}$/, '');
  const text = `${header},\n  "response": ${response.replaceAll('\n', '\n  ')}\n}\n`;
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${randomUUID()}.tmp`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return file;
}

/**
 * Every `*.json` below a folder: a recording each, or a list of them. Whoever records otherwise needs `operation` and
 * `response` alone.
 */
export function readRecordings(
  folder: string,
  cwd = process.cwd(),
): { recordings: Recording[]; unreadable: Unreadable[] } {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const recordings: Recording[] = [];
  const unreadable: Unreadable[] = [];
  for (const name of names.sort()) {
    const file = relative(cwd, join(folder, name));
    const read = recordingsIn(readFileSync(join(folder, name), 'utf8'));
    if (typeof read === 'string') unreadable.push({ file, problem: read });
    else recordings.push(...read.map((recording) => ({ file, ...recording })));
  }
  return { recordings, unreadable };
}

const FORM = 'write { "operation": "GET /api/…", "response": { "code": …, "data": … } }';

/** The recordings of a file, or in words why it has none. */
function recordingsIn(text: string): Omit<Recording, 'file'>[] | string {
  const value = parsed(text);
  if (value === undefined)
    return `is not JSON${/[}\]]\s*$/.test(text) ? '' : ', and ends in the middle'}; record it again, or remove it`;
  const read: Omit<Recording, 'file'>[] = [];
  for (const [index, item] of (Array.isArray(value) ? value : [value]).entries()) {
    const where = Array.isArray(value) ? `entry ${index + 1} ` : '';
    if (!isObject(item) || typeof item.operation !== 'string') return `${where}names no operation; ${FORM}`;
    if (!isObject(item.response)) return `${where}has no response; ${FORM}`;
    read.push({ operation: item.operation, response: item.response });
  }
  return read;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
