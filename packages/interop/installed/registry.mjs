// `npm run registry`: an npm registry on loopback that has our packages as they would be published, and hands on what it is
// asked for besides to the registry that npm is set to. It stays until it is interrupted, and keeps nothing.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packInto } from '../../../scripts/release/pack.mjs';

const VERDACCIO = join(import.meta.dirname, 'node_modules/verdaccio/bin/verdaccio');

/**
 * Packs and publishes all packages; run it in the root of the repository, after a build.
 * @param {number} port on loopback
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function startRegistry(port) {
  if (!existsSync(VERDACCIO))
    throw new Error(
      '[registry] Verdaccio is not installed: run `npm ci --prefix packages/interop/installed --no-workspaces`',
    );
  const folder = mkdtempSync(join(tmpdir(), 'bitget-spec-registry-'));
  const config = {
    storage: './storage',
    uplinks: { npm: { url: execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim() } },
    packages: {
      '@bitget-spec/*': { access: '$all', publish: '$anonymous' },
      'bitget-spec': { access: '$all', publish: '$anonymous' },
      '**': { access: '$all', proxy: 'npm' },
    },
    log: { type: 'stdout', format: 'pretty', level: 'error' },
  };
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(config)); // JSON is YAML
  const url = `http://localhost:${port}/`;
  const args = [VERDACCIO, '--config', join(folder, 'config.yaml'), '--listen', url];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const close = () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(url, server);
    for (const { tarball } of packInto(join(folder, 'tarballs'))) {
      // npm publishes nothing without a token; this registry takes any.
      const options = ['--registry', url, `--//localhost:${port}/:_authToken=local`, '--no-provenance'];
      execFileSync('npm', ['publish', tarball, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
    }
  } catch (error) {
    close();
    throw error;
  }
  return { url, close };
}

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} server
 */
async function ready(url, server) {
  for (let attempt = 0; attempt < 1_200; attempt++) {
    if (server.exitCode !== null)
      throw new Error(`[registry] Verdaccio ended with ${server.exitCode}; is ${url} in use?`);
    const up = await fetch(`${url}-/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`[registry] Verdaccio does not respond at ${url} after two minutes`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url, close } = await startRegistry(Number(process.argv[2] ?? 4873));
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => {
      close();
      process.exit();
    });
  console.log(`npm install @bitget-spec/v3 @bitget-spec/mock --registry ${url}`);
}
