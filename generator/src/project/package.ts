import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject, textOf } from '../load/json.js';

/** What the manifest of a folder calls its package. */
export const packageNameIn = (dir: string): string | undefined => textOf(manifestOf(dir)?.name);

/** True where others may import what a project exports: its package is not private and says what it exports. */
export function isLibrary(dir: string): boolean {
  const manifest = manifestOf(dir);
  return (
    manifest !== undefined &&
    manifest.private !== true &&
    ['main', 'module', 'exports', 'types'].some((key) => key in manifest)
  );
}

function manifestOf(dir: string): JsonObject | undefined {
  const file = join(dir, 'package.json');
  if (!existsSync(file)) return undefined;
  const manifest: Json = JSON.parse(readFileSync(file, 'utf8'));
  return isObject(manifest) ? manifest : undefined;
}
