import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isObject, type Json, type JsonObject, textOf } from '../load/json.js';

/**
 * What the manifest of a folder calls its package.
 * @param read - the text of a file, undefined where there is none. @default of those here
 */
export const packageNameIn = (dir: string, read = textIfThere): string | undefined =>
  textOf(manifestOf(dir, read)?.name);

/**
 * True where others may import what a project exports: its package says what it exports, and is not private or has sisters in a
 * workspace.
 */
export function isLibrary(dir: string): boolean {
  const manifest = manifestOf(dir);
  return (
    manifest !== undefined &&
    (manifest.private !== true || isInWorkspace(dir)) &&
    ['main', 'module', 'exports', 'types'].some((key) => key in manifest)
  );
}

function isInWorkspace(dir: string): boolean {
  const above = dirname(resolve(dir));
  if (above === resolve(dir)) return false;
  const isOne = manifestOf(above)?.workspaces !== undefined || existsSync(join(above, 'pnpm-workspace.yaml'));
  return isOne || isInWorkspace(above);
}

/** The folder of the package that a file belongs to. */
export function packageOf(file: string): string | undefined {
  const folder = dirname(file);
  if (folder === file) return undefined;
  return existsSync(join(folder, 'package.json')) ? folder : packageOf(folder);
}

function textIfThere(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function manifestOf(dir: string, read = textIfThere): JsonObject | undefined {
  const text = read(join(dir, 'package.json'));
  if (text === undefined) return undefined;
  const manifest: Json = JSON.parse(text);
  return isObject(manifest) ? manifest : undefined;
}
