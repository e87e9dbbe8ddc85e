import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseYaml } from '@redocly/openapi-core';
import { isObject, type JsonObject } from '../load/json.js';
import type { Document } from '../load/reader.js';
import { type Context, fileOf } from './rule.js';

/** A file of `spec/common`. */
export interface CommonFile {
  path: string;
  text: string;
  entries: JsonObject;
}

/** The folder that all descriptions share, seen from the root of one. */
export const commonFolder = (root: Context): string => join(dirname(fileOf(root)), '../common');

/** Files by path, as they were read last: every rule and every description asks for them. */
const read = new Map<string, CommonFile>();

/** Takes what the loader has parsed. */
export function takeCommon({ file: path, text, value }: Document): void {
  if (read.get(path)?.text !== text) read.set(path, { path, text, entries: isObject(value) ? value : {} });
}

/**
 * One of its files by name, `enums`; undefined where there is none. Read from disk: nothing need refer to it. The same text is
 * the same object.
 */
export function commonFile(root: Context, name: string): CommonFile | undefined {
  const path = join(commonFolder(root), `${name}.yaml`);
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const known = read.get(path);
  if (known?.text === text) return known;
  const parsed: unknown = parseYaml(text, { filename: path });
  const file = { path, text, entries: isObject(parsed) ? parsed : {} };
  read.set(path, file);
  return file;
}
