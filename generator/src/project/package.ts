import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json } from '../load/json.js';

/** True where others may import what a project exports: its package is not private and says what it exports. */
export function isLibrary(dir: string): boolean {
  const file = join(dir, 'package.json');
  if (!existsSync(file)) return false;
  const manifest: Json = JSON.parse(readFileSync(file, 'utf8'));
  return (
    isObject(manifest) &&
    manifest.private !== true &&
    ['main', 'module', 'exports', 'types'].some((key) => key in manifest)
  );
}
