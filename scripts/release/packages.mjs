import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ name: string, version: string, exports?: Record<string, string | { types?: string }> }} Manifest
 * @typedef {{ folder: string, manifest: Manifest }} Package
 */

/** @param {string} folder */
const manifestIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The workspaces that are published. @type {Package[]} */
export const packages = manifestIn('.')
  .workspaces.map((/** @type {string} */ folder) => ({ folder, manifest: manifestIn(folder) }))
  .filter((/** @type {{ manifest: { private?: boolean } }} */ { manifest }) => !manifest.private);
