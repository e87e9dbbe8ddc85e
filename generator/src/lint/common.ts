import { dirname, join } from 'node:path';
import type { Diagnostic } from '../load/diagnostic.js';
import { readTextIfThere, yamlBelow } from '../load/disk.js';
import { isObject, type JsonObject } from '../load/json.js';
import { exact, SyntaxProblem } from '../load/parse.js';
import type { Document } from '../load/reader.js';
import { syntaxDiagnostic } from '../load/source.js';
import { type Context, fileOf } from './rule.js';

/** A file of `spec/common`. */
export interface CommonFile {
  path: string;
  text: string;
  entries: JsonObject;
}

/** The folder that all descriptions share, seen from the root of one. */
export const commonFolder = (root: Context): string => commonBeside(fileOf(root));

const commonBeside = (file: string): string => join(dirname(file), '../common');

/** Files by path, as they were read last: every rule and every description asks for them. */
const read = new Map<string, CommonFile>();

/** What is no YAML in the folder that a description shares: rules read it, whether the description refers to it or not. */
export function brokenCommon(root: string, documents: Document[]): Diagnostic[] {
  const folder = commonBeside(root);
  for (const { file: path, text, value } of documents) {
    if (path.startsWith(`${folder}/`) && read.get(path)?.text !== text)
      read.set(path, { path, text, entries: isObject(value) ? value : {} });
  }
  return yamlBelow(folder).flatMap((path) => {
    try {
      fileAt(path);
      return [];
    } catch (error) {
      if (error instanceof SyntaxProblem) return [syntaxDiagnostic(path, error)];
      throw error;
    }
  });
}

/**
 * One of its files by name, `enums`; undefined where there is none. Read from disk: nothing need refer to it. The same text is
 * the same object.
 */
export const commonFile = (root: Context, name: string): CommonFile | undefined =>
  fileAt(join(commonFolder(root), `${name}.yaml`));

function fileAt(path: string): CommonFile | undefined {
  const text = readTextIfThere(path)?.replaceAll('\r\n', '\n');
  if (text === undefined) return undefined;
  const known = read.get(path);
  if (known?.text === text) return known;
  const parsed = exact(text, path);
  const file = { path, text, entries: isObject(parsed) ? parsed : {} };
  read.set(path, file);
  return file;
}
