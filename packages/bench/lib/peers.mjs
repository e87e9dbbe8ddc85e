import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const FOLDER = fileURLToPath(new URL('../peers', import.meta.url));
const STAMP = join(FOLDER, 'node_modules/.bench');

/**
 * Installs the peers as peers/package-lock.json pins them: on the first run and when the lock changes.
 * @param {(line: string) => void} say
 */
export async function installPeers(say) {
  const lock = createHash('sha256')
    .update(readFileSync(join(FOLDER, 'package-lock.json')))
    .update(process.version)
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  say('installing the peers that we measure against (about 300 MB in packages/bench/peers, once) …');
  const start = performance.now();
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await run([npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: FOLDER,
    env: { npm_config_engine_strict: 'false' },
  });
  writeFileSync(STAMP, lock);
  say(`installed in ${Math.round((performance.now() - start) / 1000)} s`);
}

/**
 * One peer: its version, and the command line that starts it. Where it asks for a newer Node than
 * this one, it runs under the npm package `node` of the peers.
 * @param {string} name
 * @param {string} [bin] the command, where it is not called like the package
 */
export function peer(name, bin = name.replace(/^@[^/]+\//, '')) {
  const home = join(FOLDER, 'node_modules', name);
  const { version, bin: bins, engines } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const file = typeof bins === 'string' ? bins : (bins?.[bin] ?? Object.values(bins ?? {})[0]);
  const node = nodeFor(engines?.node);
  return { name, version, node: node.version, command: file ? [node.path, join(home, file)] : [node.path] };
}

/** @param {string | undefined} range */
function nodeFor(range) {
  const require = createRequire(join(FOLDER, 'package.json'));
  /** @type {{ satisfies: (version: string, range: string) => boolean }} */
  const semver = require('semver');
  if (!range || semver.satisfies(process.versions.node, range))
    return { path: process.execPath, version: process.versions.node };
  const { version } = JSON.parse(readFileSync(join(FOLDER, 'node_modules/node/package.json'), 'utf8'));
  return { path: join(FOLDER, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node'), version };
}

/** Loads a peer as a library, for comparisons within one process. @param {string} name */
export const loadPeer = (name) => import(createRequire(join(FOLDER, 'package.json')).resolve(name));
